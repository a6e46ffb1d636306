import { alphaRao, fixedFromRaw, I96F32, netUid, U96F32 } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import {
  AlphaBurned,
  AlphaRecycled,
  TotalAlphaIssuance,
} from '../../pallets/alpha-assets/index.ts'
import {
  AlphaDividendsPerSubnet,
  MinerBurned,
  RootAlphaDividendsPerSubnet,
  TotalHotkeyAlphaLastEpoch,
} from '../../pallets/subtensor/storage/emission.ts'
import { StakingHotkeys } from '../../pallets/subtensor/storage/keys.ts'
import { SubnetAlphaOut } from '../../pallets/subtensor/storage/pools.ts'
import { RootClaimable } from '../../pallets/subtensor/storage/root-claim.ts'
import {
  AlphaV2,
  TotalHotkeyAlpha,
  TotalHotkeySharesV2,
} from '../../pallets/subtensor/storage/stake.ts'
import type { Json } from '../difference.ts'
import { readU128, readU64 } from '../field.ts'
import type { Field } from '../field.ts'
import { readSafeFloat, showSafeFloat } from '../share-pool/safe-float.ts'
import { readAccount, readAmounts, showAccount } from './accounts.ts'
import { NETUID } from './world.ts'

const U16_MAX = 65_535

/** Puts what an epoch finds into the state. */
export function writePayoutState(ctx: Context, state: Field): void {
  const amount = (name: string) => alphaRao(readU64(state.at(name)))
  SubnetAlphaOut.set(ctx, NETUID, amount('alphaOut'))
  TotalAlphaIssuance.set(ctx, NETUID, amount('alphaIssuance'))
  AlphaRecycled.set(ctx, NETUID, amount('recycled'))
  AlphaBurned.set(ctx, NETUID, amount('burned'))
  MinerBurned.set(ctx, NETUID, fixedFromRaw(U96F32, readU128(state.at('minerBurned'))))
  for (const { account, netuid, value } of readPerSubnet(state.at('totalHotkeyAlpha'))) {
    TotalHotkeyAlpha.set(ctx, account, netuid, alphaRao(readU64(value)))
  }
  for (const { account, netuid, value } of readPerSubnet(state.at('denominators'))) {
    TotalHotkeySharesV2.set(ctx, account, netuid, readSafeFloat(value))
  }
  for (const share of state.at('shares').list()) {
    const [hotkey, coldkey] = [readAccount(share.item(0)), readAccount(share.item(1))]
    AlphaV2.set(ctx, hotkey, coldkey, NETUID, readSafeFloat(share.item(2)))
  }
  for (const pair of state.at('stakingHotkeys').list()) {
    StakingHotkeys.set(ctx, readAccount(pair.item(0)), pair.item(1).list().map(readAccount))
  }
  for (const { account, netuid, value } of readPerSubnet(state.at('rootClaimable'))) {
    const rate = fixedFromRaw(I96F32, value.integer(I96F32.min, I96F32.max))
    RootClaimable.update(ctx, account, (rates) => [...rates, [netuid, rate]])
  }
  for (const { account, netuid, value } of readPerSubnet(state.at('totalHotkeyAlphaLastEpoch'))) {
    TotalHotkeyAlphaLastEpoch.set(ctx, account, netuid, alphaRao(readU64(value)))
  }
  for (const [hotkey, paid] of readAmounts(state.at('alphaDividendsPerSubnet'))) {
    AlphaDividendsPerSubnet.set(ctx, NETUID, hotkey, paid)
  }
  for (const [hotkey, paid] of readAmounts(state.at('rootAlphaDividendsPerSubnet'))) {
    RootAlphaDividendsPerSubnet.set(ctx, NETUID, hotkey, paid)
  }
}

/** The same as it stands. */
export function readPayoutState(ctx: Context): Json {
  return {
    alphaOut: SubnetAlphaOut.get(ctx, NETUID).toString(),
    alphaIssuance: TotalAlphaIssuance.get(ctx, NETUID).toString(),
    recycled: AlphaRecycled.get(ctx, NETUID).toString(),
    burned: AlphaBurned.get(ctx, NETUID).toString(),
    totalHotkeyAlpha: showPerSubnet(TotalHotkeyAlpha.entries(ctx), String),
    denominators: showPerSubnet(TotalHotkeySharesV2.entries(ctx), showSafeFloat),
    shares: sorted(
      [...AlphaV2.entries(ctx)]
        .filter(([[, , netuid]]) => netuid === NETUID)
        .map(([[hotkey, coldkey], share]) => [
          showAccount(hotkey),
          showAccount(coldkey),
          showSafeFloat(share),
        ]),
    ),
    stakingHotkeys: sorted(
      [...StakingHotkeys.entries(ctx)].map(([[coldkey], hotkeys]) => [
        showAccount(coldkey),
        hotkeys.map(showAccount),
      ]),
    ),
    rootClaimable: sorted(
      [...RootClaimable.entries(ctx)].flatMap(([[hotkey], rates]) =>
        rates.map(([netuid, rate]) => [showAccount(hotkey), netuid, rate.toString()]),
      ),
    ),
    minerBurned: MinerBurned.get(ctx, NETUID).toString(),
    alphaDividendsPerSubnet: showPaid(AlphaDividendsPerSubnet.entries(ctx, NETUID)),
    rootAlphaDividendsPerSubnet: showPaid(RootAlphaDividendsPerSubnet.entries(ctx, NETUID)),
    totalHotkeyAlphaLastEpoch: showPerSubnet(TotalHotkeyAlphaLastEpoch.entries(ctx), String),
  }
}

interface PerSubnet {
  readonly account: AccountId
  readonly netuid: NetUid
  readonly value: Field
}

const readPerSubnet = (field: Field): readonly PerSubnet[] =>
  field.list().map((each) => ({
    account: readAccount(each.item(0)),
    netuid: netUid(each.item(1).count(U16_MAX)),
    value: each.item(2),
  }))

const showPerSubnet = <T>(
  entries: Iterable<readonly [readonly [AccountId, NetUid], T]>,
  show: (value: T) => Json,
): Json =>
  sorted([...entries].map(([[hotkey, netuid], value]) => [showAccount(hotkey), netuid, show(value)]))

const showPaid = (entries: Iterable<readonly [readonly [NetUid, AccountId], bigint]>): Json =>
  sorted([...entries].map(([[, hotkey], paid]) => [showAccount(hotkey), paid.toString()]))

type Row = readonly [first: number, second: Json, ...Json[]]

/** Recorded maps are in the order of their keys, stored ones in that of the hashes. */
const sorted = (rows: readonly Row[]): Json =>
  [...rows].sort((a, b) => a[0] - b[0] || Number(a[1]) - Number(b[1]))
