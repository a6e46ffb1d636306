import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Fault, Transition } from '../../../frame/pallet.ts'
import { Events } from '../../system/storage.ts'
import { AlphaDividendsPerSubnet, TotalHotkeyAlphaLastEpoch } from '../storage/emission.ts'
import {
  ActivityCutoffFactorMilli,
  AlphaValues,
  BondsResetOn,
  ImmuneOwnerUidsLimit,
  LiquidAlphaOn,
  ServingRateLimit,
  Yuma3On,
} from '../storage/hyperparameters.ts'
import { ChildKeys, ChildkeyTake } from '../storage/keys.ts'
import { LastHotkeySwapOnNetuid } from '../storage/limits.ts'
import {
  DecayingHotkeyLock,
  DecayingLock,
  DecayingOwnerLock,
  HotkeyLock,
  LockingColdkeys,
  OwnerLock,
} from '../storage/locks.ts'
import {
  NetworkRegistrationAllowed,
  NetworksAdded,
  TokenSymbol,
  TotalNetworks,
} from '../storage/networks.ts'
import { Keys } from '../storage/neurons.ts'
import {
  EMAPriceHalvingBlocks,
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetProtocolAlpha,
  SubtokenEnabled,
  TransferToggle,
} from '../storage/pools.ts'
import { RootClaimed } from '../storage/root-claim.ts'
import { Alpha, TotalHotkeyAlpha } from '../storage/stake.ts'
import { subnetOfIndex } from '../types.ts'
import {
  BY_ACCOUNT,
  BY_MECHANISM,
  BY_NETUID,
  LISTS_BY_MECHANISM,
  LISTS_BY_NETUID,
} from './dissolve/removed-items.ts'
import { onlySharesOfNothingAreLeft } from './left-shares.ts'
import { allNetuids, subnetExists } from './list.ts'

/** What else goes with a subnet, by other parts of the pallet. */
const ALSO_BY_NETUID = [
  Keys,
  RootClaimed,
  LockingColdkeys,
  HotkeyLock,
  DecayingHotkeyLock,
  OwnerLock,
  DecayingOwnerLock,
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetProtocolAlpha,
]

/**
 * What may be set for a netuid of which there is no subnet, as in the reference: Root's calls of
 * AdminUtils do not look whether it exists (spec: 20-calls §13), nor do its `update_symbol` and
 * `set_activity_cutoff_factor`, nor
 * do `set_perpetual_lock`, `set_childkey_take` and hotkey swaps, which are anybody's; those write
 * entries of nothing.
 */
const SET_FOR_ANY_NETUID: ReadonlySet<string> = new Set(
  [
    ActivityCutoffFactorMilli,
    AlphaDividendsPerSubnet,
    AlphaValues,
    BondsResetOn,
    ChildKeys,
    ChildkeyTake,
    DecayingLock,
    EMAPriceHalvingBlocks,
    ImmuneOwnerUidsLimit,
    LastHotkeySwapOnNetuid,
    LiquidAlphaOn,
    NetworkRegistrationAllowed,
    ServingRateLimit,
    SubtokenEnabled,
    TokenSymbol,
    TotalHotkeyAlphaLastEpoch,
    TransferToggle,
    Yuma3On,
  ].map(({ name }) => name),
)

/** Events of the calls that anybody makes for any netuid. */
const SETS_FOR_ANY_NETUID: ReadonlySet<string> = new Set([
  'SubtensorModule.ChildKeyTakeSet',
  'SubtensorModule.HotkeySwappedOnSubnet',
  'SubtensorModule.PerpetualLockUpdated',
])

/** The number of networks is that of the networks there are. */
export function networksAreCounted(ctx: Context): readonly Fault[] {
  const counted = TotalNetworks.get(ctx)
  const entries = [...NetworksAdded.entries(ctx)]
  const gone = entries.filter(([, isAdded]) => !isAdded).map(([[netuid]]) => netuid)
  const faults = gone.map((netuid) => `subnet ${netuid} is listed and does not exist`)
  return counted === entries.length
    ? faults
    : [...faults, `${counted} networks are counted, ${entries.length} are listed`]
}

/**
 * Nothing is stored of subnets that do not exist, but for what 10-state §3 keeps and what may be
 * set for any netuid.
 */
export function dissolvedSubnetsAreGone(ctx: Context): readonly Fault[] {
  const existing = new Set<number>(allNetuids(ctx))
  return [...entriesBySubnet(ctx)]
    .filter(([name, netuid]) => !existing.has(netuid) && !SET_FOR_ANY_NETUID.has(name))
    .map(([name, netuid]) => `${name} has an entry of subnet ${netuid}, which is gone`)
}

/**
 * A subnet that a block dissolves leaves nothing, not even what may be set for any netuid. A block
 * in which Root did more than dissolve, or somebody set such a thing, is not looked at: it may have
 * been set afterwards.
 */
export function dissolutionLeavesNothing({ before, after }: Transition): readonly Fault[] {
  const gone = new Set<number>(allNetuids(before).filter((netuid) => !subnetExists(after, netuid)))
  if (gone.size === 0) return []
  const events = Events.get(after).map(({ event }) => `${event.type}.${event.value.type}`)
  const byRoot = events.filter((name) => /^(Sudo|Scheduler)\./.test(name)).length
  if (byRoot > 1 || events.some((name) => SETS_FOR_ANY_NETUID.has(name))) return []
  return [...entriesBySubnet(after)]
    .filter(([, netuid]) => gone.has(netuid))
    .map(([name, netuid]) => `${name} has an entry of subnet ${netuid}, which was dissolved`)
}

/** Facts about subnets that hold after every block. */
export const subnetsInvariants = [networksAreCounted, dissolvedSubnetsAreGone]
/** Facts about subnets that hold for every block. */
export const subnetsTransitions = [dissolutionLeavesNothing, onlySharesOfNothingAreLeft]

/** Every entry of every item that goes with a subnet, shares apart, by the item's name. */
function* entriesBySubnet(ctx: Context): Generator<readonly [name: string, netuid: NetUid]> {
  for (const item of [...BY_NETUID, ...LISTS_BY_NETUID, ...ALSO_BY_NETUID]) {
    for (const [[netuid]] of item.entries(ctx)) yield [item.name, netuid]
  }
  for (const item of [...BY_MECHANISM, ...LISTS_BY_MECHANISM]) {
    for (const [[index]] of item.entries(ctx)) yield [item.name, subnetOfIndex(index)]
  }
  for (const item of [...BY_ACCOUNT, DecayingLock, TotalHotkeyAlpha]) {
    for (const [[, netuid]] of item.entries(ctx)) yield [item.name, netuid]
  }
  for (const [[, , netuid]] of Alpha.entries(ctx)) yield [Alpha.name, netuid]
}
