import { I64F64, I96F32, U64F64, bool, saturatingFromInteger, u64, u8 } from '@plexus/primitives'
import { ensure } from '../../../frame/error.ts'
import {
  OwnerCutAutoLockEnabled,
  OwnerCutEnabled,
  RecycleOrBurn,
  SubnetEmissionEnabled,
} from '../../subtensor/storage/emission.ts'
import {
  EMAPriceHalvingBlocks,
  FlowEmaSmoothingFactor,
  FlowNormExponent,
  NetTaoFlowEnabled,
  SubnetMovingAlpha,
  TaoFlowCutoff,
} from '../../subtensor/storage/pools.ts'
import { MaxEpochsPerBlock } from '../../subtensor/storage/schedule.ts'
import { RecycleOrBurnEnum } from '../../subtensor/types.ts'
import { errors } from '../errors.ts'
import { byOwner, byOwnerSetting, byRoot } from '../settings/authority.ts'
import { chainSetting } from '../settings/chain-setting.ts'
import { subnetSetting } from '../settings/subnet-setting.ts'

const ONE = U64F64.one
const TWO = saturatingFromInteger(U64F64, 2n)

/** How fast a subnet's price average follows its price. */
export const setSubnetMovingAlpha = chainSetting({
  index: 63,
  name: 'sudo_set_subnet_moving_alpha',
  arg: 'alpha',
  type: I96F32,
  item: SubnetMovingAlpha,
})

/** Flow of TAO below which a subnet earns nothing. */
export const setTaoFlowCutoff = chainSetting({
  index: 81,
  name: 'sudo_set_tao_flow_cutoff',
  arg: 'flow_cutoff',
  type: I64F64,
  item: TaoFlowCutoff,
})

/** Power to which flows are raised before they are shared: 1 to 2. */
export const setTaoFlowNormalizationExponent = chainSetting({
  index: 82,
  name: 'sudo_set_tao_flow_normalization_exponent',
  arg: 'exponent',
  type: U64F64,
  item: FlowNormExponent,
  bounds: (value) => ensure(value >= ONE && value <= TWO, errors.InvalidValue),
})

/** How fast the average of the flow follows it, in parts of 2^63. */
export const setTaoFlowSmoothingFactor = chainSetting({
  index: 83,
  name: 'sudo_set_tao_flow_smoothing_factor',
  arg: 'smoothing_factor',
  type: u64,
  item: FlowEmaSmoothingFactor,
})

/** Whether what the chain itself adds is taken off a subnet's flow. */
export const setNetTaoFlowEnabled = chainSetting({
  index: 91,
  name: 'sudo_set_net_tao_flow_enabled',
  arg: 'enabled',
  type: bool,
  item: NetTaoFlowEnabled,
})

/** Epochs that run in one block; the others wait. */
export const setMaxEpochsPerBlock = chainSetting({
  index: 96,
  name: 'sudo_set_max_epochs_per_block',
  arg: 'max_epochs_per_block',
  type: u8,
  item: MaxEpochsPerBlock,
  bounds: (value) => ensure(value >= 1, errors.ValueNotInBounds),
  event: (value) => ({ type: 'MaxEpochsPerBlockSet', value }),
})

/** Blocks in which the price average covers half of the way. */
export const setEmaPriceHalvingPeriod = subnetSetting({
  index: 65,
  name: 'sudo_set_ema_price_halving_period',
  arg: 'ema_halving',
  type: u64,
  by: byRoot,
  checks: [],
  to: EMAPriceHalvingBlocks,
})

/** How the incentive of the owner's own miners is destroyed. */
export const setRecycleOrBurn = subnetSetting({
  index: 80,
  name: 'sudo_set_recycle_or_burn',
  arg: 'recycle_or_burn',
  type: RecycleOrBurnEnum,
  by: byOwnerSetting('RecycleOrBurn'),
  checks: ['window'],
  to: RecycleOrBurn,
})

/** Whether the owner gets a share of the subnet's emission. */
export const setOwnerCutEnabled = subnetSetting({
  index: 92,
  name: 'sudo_set_owner_cut_enabled',
  arg: 'enabled',
  type: bool,
  class: 'Operational',
  by: byOwner,
  checks: ['window', 'exists', 'not root'],
  to: OwnerCutEnabled,
})

/** Whether that share is locked at once. */
export const setOwnerCutAutoLockEnabled = subnetSetting({
  index: 95,
  name: 'sudo_set_owner_cut_auto_lock_enabled',
  arg: 'enabled',
  type: bool,
  class: 'Operational',
  by: byOwner,
  checks: ['window', 'exists', 'not root'],
  to: OwnerCutAutoLockEnabled,
})

/** Whether emission reaches the subnet's pool. */
export const setSubnetEmissionEnabled = subnetSetting({
  index: 94,
  name: 'sudo_set_subnet_emission_enabled',
  arg: 'enabled',
  type: bool,
  by: byRoot,
  checks: ['exists', 'not root'],
  to: SubnetEmissionEnabled,
  ownEvent: (netuid, enabled) => ({
    type: 'SubnetEmissionEnabledSet',
    value: { netuid, enabled },
  }),
})
