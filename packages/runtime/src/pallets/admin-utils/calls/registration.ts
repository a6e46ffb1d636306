import { bool, u16, u64 } from '@plexus/primitives'
import {
  AdjustmentAlpha,
  AdjustmentInterval,
  Difficulty,
  MaxDifficulty,
  MaxRegistrationsPerBlock,
  MinDifficulty,
  TargetRegistrationsPerInterval,
} from '../../subtensor/storage/hyperparameters.ts'
import { NetworkRegistrationAllowed } from '../../subtensor/storage/networks.ts'
import { byOwnerSetting, byRoot } from '../settings/authority.ts'
import { subnetSetting } from '../settings/subnet-setting.ts'

/** Least difficulty of registration by work, which is retired. */
export const setMinDifficulty = subnetSetting({
  index: 4,
  name: 'sudo_set_min_difficulty',
  arg: 'min_difficulty',
  type: u64,
  by: byRoot,
  checks: ['window', 'exists'],
  to: MinDifficulty,
  event: (netuid, value) => ({ type: 'MinDifficultySet', value: [netuid, value] }),
})

/** Greatest difficulty of registration by work, which is retired. */
export const setMaxDifficulty = subnetSetting({
  index: 5,
  name: 'sudo_set_max_difficulty',
  arg: 'max_difficulty',
  type: u64,
  by: byOwnerSetting('MaxDifficulty'),
  checks: ['window', 'exists'],
  to: MaxDifficulty,
  event: (netuid, value) => ({ type: 'MaxDifficultySet', value: [netuid, value] }),
})

/** Difficulty of registration by work, which is retired. */
export const setDifficulty = subnetSetting({
  index: 24,
  name: 'sudo_set_difficulty',
  arg: 'difficulty',
  type: u64,
  by: byRoot,
  checks: ['window', 'exists'],
  to: Difficulty,
  event: (netuid, value) => ({ type: 'DifficultySet', value: [netuid, value] }),
})

/** Blocks; prices are no longer adjusted so. */
export const setAdjustmentInterval = subnetSetting({
  index: 8,
  name: 'sudo_set_adjustment_interval',
  arg: 'adjustment_interval',
  type: u16,
  by: byRoot,
  checks: ['exists'],
  to: AdjustmentInterval,
  event: (netuid, value) => ({ type: 'AdjustmentIntervalSet', value: [netuid, value] }),
})

/** How slowly prices were adjusted. */
export const setAdjustmentAlpha = subnetSetting({
  index: 9,
  name: 'sudo_set_adjustment_alpha',
  arg: 'adjustment_alpha',
  type: u64,
  by: byOwnerSetting('AdjustmentAlpha'),
  checks: ['window', 'exists'],
  to: AdjustmentAlpha,
  event: (netuid, value) => ({ type: 'AdjustmentAlphaSet', value: [netuid, value] }),
})

/** Whether neurons may register in a subnet. */
export const setNetworkRegistrationAllowed = subnetSetting({
  index: 19,
  name: 'sudo_set_network_registration_allowed',
  arg: 'registration_allowed',
  type: bool,
  by: byRoot,
  checks: [],
  to: NetworkRegistrationAllowed,
  event: (netuid, value) => ({ type: 'RegistrationAllowed', value: [netuid, value] }),
})

/** A third of the registrations of the root network in an interval. */
export const setTargetRegistrationsPerInterval = subnetSetting({
  index: 21,
  name: 'sudo_set_target_registrations_per_interval',
  arg: 'target_registrations_per_interval',
  type: u16,
  by: byRoot,
  checks: ['window', 'exists'],
  to: TargetRegistrationsPerInterval,
  event: (netuid, value) => ({ type: 'RegistrationPerIntervalSet', value: [netuid, value] }),
})

/** Registrations of the root network in a block. */
export const setMaxRegistrationsPerBlock = subnetSetting({
  index: 27,
  name: 'sudo_set_max_registrations_per_block',
  arg: 'max_registrations_per_block',
  type: u16,
  by: byRoot,
  checks: ['window', 'exists'],
  to: MaxRegistrationsPerBlock,
  event: (netuid, value) => ({ type: 'MaxRegistrationsPerBlockSet', value: [netuid, value] }),
})
