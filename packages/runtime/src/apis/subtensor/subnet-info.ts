import {
  bool,
  bytes,
  compact,
  enumeration,
  holding,
  I32F32,
  option,
  Rao,
  struct,
  u128,
  u16,
  u32,
  u64,
  U64F64,
  vec,
} from '@plexus/primitives'
import type { EnumValue, NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { minChildkeyTake } from '../../pallets/subtensor/children/take.ts'
import {
  OwnerCutAutoLockEnabled,
  OwnerCutEnabled,
} from '../../pallets/subtensor/storage/emission.ts'
import {
  ActivityCutoffFactorMilli,
  BurnHalfLife,
  BurnIncreaseMult,
} from '../../pallets/subtensor/storage/hyperparameters.ts'
import { parameters } from './parameters.ts'
import { subnetFields } from './subnet-fields.ts'
import { field, ofAccounts, pick, rpcInfo, viewType } from './view.ts'
import type { Subject } from './view.ts'

const {
  netuid,
  num_uids,
  counted_blocks_since_last_step,
  scaling_law_power,
  network_modality,
  network_connect,
  subnet_emission,
  burn,
  owner_coldkey,
  identity,
  max_uids,
} = subnetFields
const { rho, kappa, difficulty, immunity_period, max_validators } = parameters
const { min_allowed_weights, max_weights_limit, tempo } = parameters

/** Fields before the one that both versions call differently. */
const first = {
  netuid,
  rho,
  kappa,
  difficulty,
  immunity_period,
  max_allowed_validators: max_validators,
  min_allowed_weights,
  max_weights_limit,
  scaling_law_power,
  subnetwork_n: num_uids,
  max_allowed_uids: max_uids,
  blocks_since_last_step: counted_blocks_since_last_step,
  tempo,
  network_modality,
  network_connect,
}

export const subnetInfo = { ...first, emission_values: subnet_emission, burn, owner: owner_coldkey }
export const SubnetInfo = viewType(subnetInfo, rpcInfo('subnet_info', 'SubnetInfo', ofAccounts))

export const subnetInfoV2 = {
  ...first,
  emission_value: subnet_emission,
  burn,
  owner: owner_coldkey,
  identity,
}
export const SubnetInfoV2 = viewType(
  subnetInfoV2,
  rpcInfo('subnet_info', 'SubnetInfov2', ofAccounts),
)

export const hyperparams = pick(parameters, [
  'rho',
  'kappa',
  'immunity_period',
  'min_allowed_weights',
  'max_weights_limit',
  'tempo',
  'min_difficulty',
  'max_difficulty',
  'weights_version',
  'weights_rate_limit',
  'adjustment_interval',
  'activity_cutoff',
  'registration_allowed',
  'target_regs_per_interval',
  'min_burn',
  'max_burn',
  'bonds_moving_avg',
  'max_regs_per_block',
  'serving_rate_limit',
  'max_validators',
  'adjustment_alpha',
  'difficulty',
  'commit_reveal_period',
  'commit_reveal_weights_enabled',
  'alpha_high',
  'alpha_low',
  'liquid_alpha_enabled',
])
export const SubnetHyperparams = viewType(hyperparams, rpcInfo('subnet_info', 'SubnetHyperparams'))

export const hyperparamsV2 = parameters
export const SubnetHyperparamsV2 = viewType(
  hyperparamsV2,
  rpcInfo('subnet_info', 'SubnetHyperparamsV2'),
)

const VALUES = {
  Bool: holding(0, bool),
  U16: holding(1, compact(u16)),
  U32: holding(2, compact(u32)),
  U64: holding(3, compact(u64)),
  U128: holding(4, compact(u128)),
  TaoBalance: holding(5, compact(Rao)),
  I32F32: holding(6, I32F32),
  U64F64: holding(7, U64F64),
}
const HyperparamValue = enumeration(VALUES, rpcInfo('subnet_info', 'HyperparamValue'))

/** `HyperparamEntry`: a hyperparameter by name. */
export const HyperparamEntry = struct(
  { name: bytes, value: HyperparamValue },
  rpcInfo('subnet_info', 'HyperparamEntry'),
)

type Variant = keyof typeof VALUES

const extra = {
  activity_cutoff_factor: field(compact(u32), (ctx, { netuid: of }) =>
    ActivityCutoffFactorMilli.get(ctx, of),
  ),
  burn_half_life: field(compact(u16), (ctx, { netuid: of }) => BurnHalfLife.get(ctx, of)),
  burn_increase_mult: field(U64F64, (ctx, { netuid: of }) => BurnIncreaseMult.get(ctx, of)),
  owner_cut_enabled: field(bool, (ctx, { netuid: of }) => OwnerCutEnabled.get(ctx, of)),
  owner_cut_auto_lock_enabled: field(bool, (ctx, { netuid: of }) =>
    OwnerCutAutoLockEnabled.get(ctx, of),
  ),
  min_childkey_take: field(compact(u16), (ctx, { netuid: of }) => minChildkeyTake(ctx, of)),
}
const named = { ...parameters, ...extra }

/** What the list of version 3 holds, and as which kind of value. */
const LIST: readonly (readonly [keyof typeof named, Variant])[] = [
  ['kappa', 'U16'],
  ['immunity_period', 'U16'],
  ['min_allowed_weights', 'U16'],
  ['max_weights_limit', 'U16'],
  ['tempo', 'U16'],
  ['weights_version', 'U64'],
  ['weights_rate_limit', 'U64'],
  ['activity_cutoff', 'U64'],
  ['activity_cutoff_factor', 'U32'],
  ['registration_allowed', 'Bool'],
  ['target_regs_per_interval', 'U16'],
  ['min_burn', 'TaoBalance'],
  ['max_burn', 'TaoBalance'],
  ['burn_half_life', 'U16'],
  ['burn_increase_mult', 'U64F64'],
  ['bonds_moving_avg', 'U64'],
  ['max_regs_per_block', 'U16'],
  ['serving_rate_limit', 'U64'],
  ['max_validators', 'U16'],
  ['commit_reveal_period', 'U64'],
  ['commit_reveal_weights_enabled', 'Bool'],
  ['alpha_high', 'U16'],
  ['alpha_low', 'U16'],
  ['liquid_alpha_enabled', 'Bool'],
  ['alpha_sigmoid_steepness', 'I32F32'],
  ['yuma_version', 'U16'],
  ['subnet_is_active', 'Bool'],
  ['transfers_enabled', 'Bool'],
  ['bonds_reset_enabled', 'Bool'],
  ['user_liquidity_enabled', 'Bool'],
  ['owner_cut_enabled', 'Bool'],
  ['owner_cut_auto_lock_enabled', 'Bool'],
  ['min_childkey_take', 'U16'],
]

/** Every hyperparameter with its name, in the order of the reference. */
export const HyperparamsV3 = option(vec(HyperparamEntry))

/** The list of version 3. */
export function hyperparamsV3(ctx: Context, of: NetUid, mechid: Subject['mechid']) {
  const subject = { netuid: of, mechid }
  return LIST.map(([name, type]) => ({
    name: new TextEncoder().encode(name),
    value: { type, value: named[name].read(ctx, subject) } as EnumValue<typeof VALUES>,
  }))
}
