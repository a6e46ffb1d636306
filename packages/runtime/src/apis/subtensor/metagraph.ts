import {
  AccountId32,
  boxed,
  encode,
  netUid,
  option,
  some,
  struct,
  tuple,
  uid,
  vec,
} from '@plexus/primitives'
import type { AccountId, AnyType, MechId, NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { CommitmentOf } from '../../pallets/commitments/storage.ts'
import { Registration } from '../../pallets/commitments/types.ts'
import { inheritedStake } from '../../pallets/subtensor/epoch/inherited-stake.ts'
import { StakeThreshold } from '../../pallets/subtensor/storage/hyperparameters.ts'
import { Keys, ValidatorPermit } from '../../pallets/subtensor/storage/neurons.ts'
import { storageIndex } from '../../pallets/subtensor/types.ts'
import { neuronFields } from './neuron-fields.ts'
import { parameters } from './parameters.ts'
import { compactNetUid, FIRST_MECHANISM, subnetFields } from './subnet-fields.ts'
import {
  bytesOf,
  compactBytes,
  compactU16,
  field,
  ofAccounts,
  readView,
  rpcInfo,
  viewType,
} from './view.ts'
import type { AnyField, Subject } from './view.ts'

const s = subnetFields
const p = parameters
const n = neuronFields

/** All there is to know of a subnet. The place of a field is its index in selective queries. */
export const metagraph = {
  netuid: s.netuid,
  name: s.name,
  symbol: s.symbol,
  identity: s.identity,
  network_registered_at: s.network_registered_at,
  owner_hotkey: s.owner_hotkey,
  owner_coldkey: s.owner_coldkey,
  block: s.block,
  tempo: p.tempo,
  last_step: s.last_step,
  blocks_since_last_step: s.blocks_since_last_step,
  subnet_emission: s.subnet_emission,
  alpha_in: s.alpha_in,
  alpha_out: s.alpha_out,
  tao_in: s.tao_in,
  alpha_out_emission: s.alpha_out_emission,
  alpha_in_emission: s.alpha_in_emission,
  tao_in_emission: s.tao_in_emission,
  pending_alpha_emission: s.pending_alpha_emission,
  pending_root_emission: s.pending_root_emission,
  subnet_volume: s.subnet_volume,
  moving_price: s.moving_price,
  rho: p.rho,
  kappa: p.kappa,
  min_allowed_weights: p.min_allowed_weights,
  max_weights_limit: p.max_weights_limit,
  weights_version: p.weights_version,
  weights_rate_limit: p.weights_rate_limit,
  activity_cutoff: p.activity_cutoff,
  max_validators: p.max_validators,
  num_uids: s.num_uids,
  max_uids: s.max_uids,
  burn: s.burn,
  difficulty: p.difficulty,
  registration_allowed: p.registration_allowed,
  pow_registration_allowed: s.pow_registration_allowed,
  immunity_period: p.immunity_period,
  min_difficulty: p.min_difficulty,
  max_difficulty: p.max_difficulty,
  min_burn: p.min_burn,
  max_burn: p.max_burn,
  adjustment_alpha: p.adjustment_alpha,
  adjustment_interval: p.adjustment_interval,
  target_regs_per_interval: p.target_regs_per_interval,
  max_regs_per_block: p.max_regs_per_block,
  serving_rate_limit: p.serving_rate_limit,
  commit_reveal_weights_enabled: p.commit_reveal_weights_enabled,
  commit_reveal_period: p.commit_reveal_period,
  liquid_alpha_enabled: p.liquid_alpha_enabled,
  alpha_high: p.alpha_high,
  alpha_low: p.alpha_low,
  bonds_moving_avg: p.bonds_moving_avg,
  hotkeys: n.hotkeys,
  coldkeys: n.coldkeys,
  identities: n.identities,
  axons: n.axons,
  active: n.active,
  validator_permit: n.validator_permit,
  pruning_score: n.pruning_score,
  last_update: n.last_update,
  emission: n.emission,
  dividends: n.dividends,
  incentives: n.incentives,
  consensus: n.consensus,
  trust: n.trust,
  rank: n.rank,
  block_at_registration: n.block_at_registration,
  alpha_stake: n.alpha_stake,
  tao_stake: n.tao_stake,
  total_stake: n.total_stake,
  tao_dividends_per_hotkey: n.tao_dividends_per_hotkey,
  alpha_dividends_per_hotkey: n.alpha_dividends_per_hotkey,
} as const

export const Metagraph = viewType(metagraph, rpcInfo('metagraph', 'Metagraph', ofAccounts))

/** The metagraph of a mechanism, which says its storage index where the netuid stands. */
export const mechagraph = {
  ...metagraph,
  netuid: field(compactNetUid, (_ctx, { netuid, mechid }) => asNetUid(netuid, mechid)),
} as const

/** Fields that only selective queries have. */
const selectiveOnly = {
  validators: field(vec(compactU16), (ctx, { netuid }) => validatorsOf(ctx, netuid)),
  commitments: field(vec(tuple(AccountId32, compactBytes)), (ctx, { netuid }) =>
    commitmentsOf(ctx, netuid),
  ),
} as const

const selectable: Readonly<Record<string, AnyField>> = { ...metagraph, ...selectiveOnly }
const NAMES = Object.keys(selectable)
/** Fields that may be absent by themselves; where one is asked for and absent, it is a present nothing. */
const OPTIONAL: ReadonlySet<string> = new Set(['identity'])

/** The metagraph with every field but the netuid optional. */
export const SelectiveMetagraph = struct(
  Object.fromEntries(
    NAMES.map((name) => {
      const type = selectable[name]?.type as AnyType
      if (name === 'netuid') return [name, type]
      return [name, option(OPTIONAL.has(name) ? boxed(type) : type) as AnyType]
    }),
  ),
  rpcInfo('metagraph', 'SelectiveMetagraph', ofAccounts),
)

const NETUID_INDEX = 0
const ROOT = netUid(0)

/**
 * The fields with these indices; unknown indices are ignored. As in the reference, a metagraph that
 * is not asked for its netuid says 0.
 */
export const selectiveMetagraph = (
  ctx: Context,
  netuid: NetUid,
  indices: readonly number[],
): Readonly<Record<string, unknown>> => ({
  ...selected(ctx, { netuid, mechid: FIRST_MECHANISM }, indices),
  netuid: indices.includes(NETUID_INDEX) ? netuid : ROOT,
})

/** The same of a mechanism, which always says its netuid, and whether there is such a mechanism or not. */
export const selectiveMechagraph = (
  ctx: Context,
  subject: Subject,
  indices: readonly number[],
): Readonly<Record<string, unknown>> => ({
  ...selected(ctx, subject, indices),
  netuid: subject.netuid,
})

/** An index may be given more than once. */
function selected(
  ctx: Context,
  subject: Subject,
  indices: readonly number[],
): Readonly<Record<string, unknown>> {
  const view: Record<string, unknown> = {}
  for (const index of new Set(indices)) {
    const name = NAMES[index]
    if (name === undefined || name === 'netuid') continue
    const value = selectable[name]?.read(ctx, subject)
    view[name] = OPTIONAL.has(name) ? some(value) : value
  }
  return view
}

export const readMetagraph = (ctx: Context, netuid: NetUid) =>
  readView(ctx, metagraph, { netuid, mechid: FIRST_MECHANISM })

export const readMechagraph = (ctx: Context, subject: Subject) => readView(ctx, mechagraph, subject)

const asNetUid = (netuid: NetUid, mechid: MechId): NetUid =>
  storageIndex(netuid, mechid) as number as NetUid

/** Uids with a permit and more stake than the threshold, the least stake first. */
function validatorsOf(ctx: Context, netuid: NetUid): readonly number[] {
  const permits = ValidatorPermit.get(ctx, netuid)
  const threshold = BigInt(StakeThreshold.get(ctx)) << 64n
  return [...Keys.entries(ctx, netuid)]
    .filter(([[, at]]) => permits[at] === true)
    .map(([[, at], hotkey]) => ({ at, stake: inheritedStake(ctx, hotkey, netuid).total }))
    .sort((a, b) => (a.stake < b.stake ? -1 : a.stake > b.stake ? 1 : 0))
    .filter(({ stake }) => stake > threshold)
    .map(({ at }) => uid(at))
}

function commitmentsOf(
  ctx: Context,
  netuid: NetUid,
): readonly (readonly [AccountId, readonly number[]])[] {
  return [...CommitmentOf.entries(ctx, netuid)].map(
    ([[, account], registration]) =>
      [account, bytesOf(encode(Registration, registration))] as const,
  )
}
