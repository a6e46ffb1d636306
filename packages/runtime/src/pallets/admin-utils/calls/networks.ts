import { Rao, bool, u16, u64 } from '@plexus/primitives'
import { SubnetOwnerCut } from '../../subtensor/storage/emission.ts'
import {
  NetworkImmunityPeriod,
  NetworkLockReductionInterval,
  NetworkMinLockCost,
  StartCallDelay,
  SubnetLimit,
} from '../../subtensor/storage/networks.ts'
import { SubtokenEnabled, TransferToggle } from '../../subtensor/storage/pools.ts'
import { byOwnerSetting, byRoot } from '../settings/authority.ts'
import { chainSetting } from '../settings/chain-setting.ts'
import { subnetSetting } from '../settings/subnet-setting.ts'

/** Owners' share of emission, in parts of 65535. */
export const setSubnetOwnerCut = chainSetting({
  index: 28,
  name: 'sudo_set_subnet_owner_cut',
  arg: 'subnet_owner_cut',
  type: u16,
  item: SubnetOwnerCut,
  event: (value) => ({ type: 'SubnetOwnerCutSet', value }),
})

/** Blocks for which a new subnet is not replaced. */
export const setNetworkImmunityPeriod = chainSetting({
  index: 35,
  name: 'sudo_set_network_immunity_period',
  arg: 'immunity_period',
  type: u64,
  item: NetworkImmunityPeriod,
  event: (value) => ({ type: 'NetworkImmunityPeriodSet', value }),
})

/** Least price of a subnet, in rao. */
export const setNetworkMinLockCost = chainSetting({
  index: 36,
  name: 'sudo_set_network_min_lock_cost',
  arg: 'lock_cost',
  type: Rao,
  item: NetworkMinLockCost,
  event: (value) => ({ type: 'NetworkMinLockCostSet', value }),
})

/** Most subnets. */
export const setSubnetLimit = chainSetting({
  index: 37,
  name: 'sudo_set_subnet_limit',
  arg: 'max_subnets',
  type: u16,
  item: SubnetLimit,
  event: (value) => ({ type: 'SubnetLimitSet', value }),
})

/** Blocks in which the price of a subnet falls to its least. */
export const setLockReductionInterval = chainSetting({
  index: 38,
  name: 'sudo_set_lock_reduction_interval',
  arg: 'interval',
  type: u64,
  item: NetworkLockReductionInterval,
  event: (value) => ({ type: 'NetworkLockCostReductionIntervalSet', value }),
})

/** Blocks from the registration of a subnet until it may start. */
export const setStartCallDelay = chainSetting({
  index: 85,
  name: 'sudo_set_start_call_delay',
  arg: 'delay',
  type: u64,
  item: StartCallDelay,
  event: (value) => ({ type: 'StartCallDelaySet', value }),
})

/** Whether a subnet's alpha is traded. */
export const setSubtokenEnabled = subnetSetting({
  index: 66,
  name: 'sudo_set_subtoken_enabled',
  arg: 'subtoken_enabled',
  type: bool,
  by: byRoot,
  checks: ['window'],
  to: SubtokenEnabled,
})

/** Whether stake in a subnet may be given to another coldkey. */
export const setToggleTransfer = subnetSetting({
  index: 61,
  name: 'sudo_set_toggle_transfer',
  arg: 'toggle',
  type: bool,
  by: byOwnerSetting('TransferEnabled'),
  checks: ['window'],
  to: TransferToggle,
  event: (netuid, value) => ({ type: 'TransferToggle', value: [netuid, value] }),
})
