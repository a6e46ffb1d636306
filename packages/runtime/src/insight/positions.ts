import { bytesToHex, compareBytes } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../frame/context.ts'
import { stakeOf } from '../pallets/subtensor/staking/stake.ts'
import { Alpha, AlphaV2 } from '../pallets/subtensor/storage/stake.ts'

/** Share entries of a hotkey, of all subnets, that are looked at; some 10 µs each. */
const MAX_ENTRIES = 20_000

/** What a coldkey has with a hotkey. */
export interface Position {
  readonly coldkey: AccountId
  readonly stakeAlphaRao: AlphaRao
}

/** The stakes with a hotkey on a subnet by coldkey; `undefined` where there are too many. */
export function positionsOf(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
): readonly Position[] | undefined {
  const holders = new Map<string, AccountId>()
  let seen = 0
  for (const shares of [Alpha, AlphaV2]) {
    for (const [[, coldkey, of]] of shares.entries(ctx, hotkey)) {
      seen += 1
      if (seen > MAX_ENTRIES) return undefined
      if (of === netuid) holders.set(bytesToHex(coldkey), coldkey)
    }
  }
  return [...holders.values()]
    .sort(compareBytes)
    .map((coldkey) => ({ coldkey, stakeAlphaRao: stakeOf(ctx, hotkey, coldkey, netuid) }))
}
