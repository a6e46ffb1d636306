import {
  AccountId32,
  bool,
  option,
  rao,
  saturatingFloorToU64,
  tuple,
  I64F64,
  vec,
  alphaRao,
} from '@plexus/primitives'
import type { AccountId, I64F64 as Stake, NetUid, Uid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { inheritedStake } from '../../pallets/subtensor/epoch/inherited-stake.ts'
import type { InheritedStake } from '../../pallets/subtensor/epoch/inherited-stake.ts'
import { AlphaDividendsPerSubnet } from '../../pallets/subtensor/storage/emission.ts'
import { Owner } from '../../pallets/subtensor/storage/keys.ts'
import { IdentitiesV2, SubnetworkN } from '../../pallets/subtensor/storage/networks.ts'
import {
  Active,
  Axons,
  BlockAtRegistration,
  Consensus,
  Dividends,
  Emission,
  Incentive,
  Keys,
  LastUpdate,
  ValidatorPermit,
} from '../../pallets/subtensor/storage/neurons.ts'
import { AxonInfo, ChainIdentityV2, storageIndex } from '../../pallets/subtensor/types.ts'
import { compactAlpha, compactRao } from './subnet-fields.ts'
import { compactU16, compactU64, field } from './view.ts'
import type { Field, Subject } from './view.ts'

/** What serves nothing. */
export const NO_AXON: AxonInfo = {
  block: 0n,
  version: 0,
  ip: 0n,
  port: 0,
  ip_type: 0,
  protocol: 0,
  placeholder1: 0,
  placeholder2: 0,
}

/** The uids of a subnet. */
export const uidsOf = (ctx: Context, netuid: NetUid): readonly Uid[] =>
  Array.from({ length: SubnetworkN.get(ctx, netuid) }, (_, uid) => uid as Uid)

/** The hotkeys of a subnet by uid. */
export const hotkeysOf = (ctx: Context, netuid: NetUid): readonly AccountId[] =>
  uidsOf(ctx, netuid).map((uid) => Keys.get(ctx, netuid, uid))

const u16s = vec(compactU16)
const none: Field<readonly number[]> = field(u16s, () => [])
const whole = (stake: Stake): bigint => saturatingFloorToU64(I64F64, stake)
/** PERF: three fields of a view ask for the same; 256 uids take some 15 ms. */
const knownStakes = new WeakMap<Subject, readonly InheritedStake[]>()

function stakesOf(ctx: Context, subject: Subject): readonly InheritedStake[] {
  const known = knownStakes.get(subject)
  if (known !== undefined) return known
  const { netuid } = subject
  const stakes = uidsOf(ctx, netuid).map((uid) =>
    Keys.has(ctx, netuid, uid) ? inheritedStake(ctx, Keys.get(ctx, netuid, uid), netuid) : NOTHING,
  )
  knownStakes.set(subject, stakes)
  return stakes
}
const NOTHING: InheritedStake = { alpha: alphaRao(0n), tao: alphaRao(0n), total: I64F64.zero }

/** Facts of the neurons of a subnet, one value for each uid. */
export const neuronFields = {
  hotkeys: field(vec(AccountId32), (ctx, { netuid }) => hotkeysOf(ctx, netuid)),
  coldkeys: field(vec(AccountId32), (ctx, { netuid }) =>
    hotkeysOf(ctx, netuid).map((hotkey) => Owner.get(ctx, hotkey)),
  ),
  identities: field(vec(option(ChainIdentityV2)), (ctx, { netuid }) =>
    hotkeysOf(ctx, netuid).map((hotkey) => IdentitiesV2.get(ctx, Owner.get(ctx, hotkey))),
  ),
  axons: field(vec(AxonInfo), (ctx, { netuid }) =>
    hotkeysOf(ctx, netuid).map((hotkey) => Axons.get(ctx, netuid, hotkey) ?? NO_AXON),
  ),
  active: field(vec(bool), (ctx, { netuid }) => Active.get(ctx, netuid)),
  validator_permit: field(vec(bool), (ctx, { netuid }) => ValidatorPermit.get(ctx, netuid)),
  pruning_score: none,
  last_update: field(vec(compactU64), (ctx, { netuid, mechid }) =>
    LastUpdate.get(ctx, storageIndex(netuid, mechid)),
  ),
  emission: field(vec(compactAlpha), (ctx, { netuid }) => Emission.get(ctx, netuid)),
  dividends: field(u16s, (ctx, { netuid }) => Dividends.get(ctx, netuid)),
  incentives: field(u16s, (ctx, { netuid, mechid }) =>
    Incentive.get(ctx, storageIndex(netuid, mechid)),
  ),
  consensus: field(u16s, (ctx, { netuid }) => Consensus.get(ctx, netuid)),
  trust: none,
  rank: none,
  block_at_registration: field(vec(compactU64), (ctx, { netuid }) =>
    uidsOf(ctx, netuid).map((uid) => BlockAtRegistration.get(ctx, netuid, uid)),
  ),
  alpha_stake: field(vec(compactAlpha), (ctx, subject) =>
    stakesOf(ctx, subject).map(({ alpha }) => alpha),
  ),
  tao_stake: field(vec(compactRao), (ctx, subject) =>
    stakesOf(ctx, subject).map(({ tao }) => rao(tao)),
  ),
  total_stake: field(vec(compactRao), (ctx, subject) =>
    stakesOf(ctx, subject).map(({ total }) => rao(whole(total))),
  ),
  tao_dividends_per_hotkey: field(vec(tuple(AccountId32, compactRao)), (ctx, { netuid }) =>
    hotkeysOf(ctx, netuid).map((hotkey) => [hotkey, rao(0n)] as const),
  ),
  alpha_dividends_per_hotkey: field(vec(tuple(AccountId32, compactAlpha)), (ctx, { netuid }) =>
    hotkeysOf(ctx, netuid).map(
      (hotkey) => [hotkey, AlphaDividendsPerSubnet.get(ctx, netuid, hotkey)] as const,
    ),
  ),
} as const
