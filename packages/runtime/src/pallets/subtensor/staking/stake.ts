import { alphaRao, bytesToHex, compareBytes } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { appendAccount } from '../keys/ownership.ts'
import { StakingHotkeys } from '../storage/keys.ts'
import { Alpha, AlphaV2, TotalHotkeyAlpha } from '../storage/stake.ts'
import { fixedToSafeFloat } from './safe-float.ts'
import type { SafeFloat } from './safe-float.ts'
import { changeForAll, changeForOne, valueOfHolder, wouldChangeShares } from './share-pool.ts'

/** The stake of a coldkey with a hotkey, in 10⁻⁹ alpha (spec: 10-state §2.3). */
export const stakeOf = (
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: NetUid,
): AlphaRao => valueOfHolder(ctx, hotkey, coldkey, netuid) ?? alphaRao(0n)

/** All stake with a hotkey, in 10⁻⁹ alpha. */
export const hotkeyStake = (ctx: Context, hotkey: AccountId, netuid: NetUid): AlphaRao =>
  TotalHotkeyAlpha.get(ctx, hotkey, netuid)

/** Adds to the stake of one coldkey. */
export function increaseStake(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: NetUid,
  amount: AlphaRao,
): void {
  if (amount > 0n) appendAccount(ctx, StakingHotkeys, coldkey, hotkey)
  changeForOne(ctx, hotkey, coldkey, netuid, asChange(amount))
}

/** Takes from the stake of one coldkey; nothing where it has less. @returns whether it was taken */
export function decreaseStake(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: NetUid,
  amount: AlphaRao,
): boolean {
  const value = valueOfHolder(ctx, hotkey, coldkey, netuid)
  if (value === undefined || value < amount) return false
  changeForOne(ctx, hotkey, coldkey, netuid, asChange(-asChange(amount)))
  return true
}

/** Adds to the stake of all who staked with a hotkey, each by its share. */
export const increaseStakeOfAll = (
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  amount: AlphaRao,
): void => changeForAll(ctx, hotkey, netuid, asChange(amount))

/** Whether the share pool can tell this amount from nothing. */
export const isPreciseEnough = (
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  amount: AlphaRao,
): boolean => wouldChangeShares(ctx, hotkey, netuid, asChange(amount))

/** One entry of the share maps. */
export interface ShareEntry {
  readonly hotkey: AccountId
  readonly coldkey: AccountId
  readonly netuid: NetUid
  readonly share: SafeFloat
}

/** Entries with a hotkey, by coldkey and then netuid: the reference sorts them. */
export const shareEntries = (ctx: Context, hotkey: AccountId): readonly ShareEntry[] =>
  sortedEntries(Alpha.entries(ctx, hotkey), AlphaV2.entries(ctx, hotkey))

/** Entries of all hotkeys, by hotkey, coldkey and netuid. */
export const allShareEntries = (ctx: Context): readonly ShareEntry[] =>
  sortedEntries(Alpha.entries(ctx), AlphaV2.entries(ctx))

/** Subnets on which a coldkey has a share above zero with a hotkey, ascending. */
export const shareNetuids = (
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
): readonly NetUid[] =>
  sortedEntries(Alpha.entries(ctx, hotkey, coldkey), AlphaV2.entries(ctx, hotkey, coldkey))
    .filter(({ share }) => share.mantissa !== 0n)
    .map(({ netuid }) => netuid)

type Keys = readonly [hotkey: AccountId, coldkey: AccountId, netuid: NetUid]

/** Where both maps have an entry, the new one counts. */
function sortedEntries(
  old: ReturnType<typeof Alpha.entries>,
  current: ReturnType<typeof AlphaV2.entries>,
): readonly ShareEntry[] {
  const entry = ([hotkey, coldkey, netuid]: Keys, share: SafeFloat): ShareEntry => ({
    hotkey,
    coldkey,
    netuid,
    share,
  })
  const entries = [...current].map(([keys, share]) => entry(keys, share))
  const moved = new Set(entries.map(identify))
  for (const [keys, share] of old) {
    const legacy = entry(keys, fixedToSafeFloat(share))
    if (!moved.has(identify(legacy))) entries.push(legacy)
  }
  return entries.sort(
    (a, b) =>
      compareBytes(a.hotkey, b.hotkey) || compareBytes(a.coldkey, b.coldkey) || a.netuid - b.netuid,
  )
}

const identify = ({ hotkey, coldkey, netuid }: ShareEntry): string =>
  `${bytesToHex(hotkey)}${bytesToHex(coldkey)}${netuid}`

/** Amounts are read as signed 64-bit numbers; from 2^63 on they count as negative. */
const asChange = (amount: bigint): bigint => BigInt.asIntN(64, amount)
