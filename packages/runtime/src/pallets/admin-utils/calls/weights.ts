import { bool, u16, u64 } from '@plexus/primitives'
import { ensure } from '../../../frame/error.ts'
import { errors as subtensorErrors } from '../../subtensor/errors.ts'
import {
  CommitRevealWeightsEnabled,
  CommitRevealWeightsVersion,
  MinAllowedWeights,
  RevealPeriodEpochs,
  ServingRateLimit,
  WeightsSetRateLimit,
  WeightsVersionKey,
} from '../../subtensor/storage/hyperparameters.ts'
import { byOwnerSetting, byOwnerWithin, byRoot } from '../settings/authority.ts'
import { chainSetting } from '../settings/chain-setting.ts'
import { subnetSetting } from '../settings/subnet-setting.ts'

/** Longest reveal period, in epochs. */
const MAX_REVEAL_EPOCHS = 100n

/** Blocks between two announcements of an axon. */
export const setServingRateLimit = subnetSetting({
  index: 3,
  name: 'sudo_set_serving_rate_limit',
  arg: 'serving_rate_limit',
  type: u64,
  by: byOwnerSetting('ServingRateLimit'),
  checks: ['window'],
  to: ServingRateLimit,
  event: (netuid, value) => ({ type: 'ServingRateLimitSet', value: [netuid, value] }),
})

/** Least version that validators must set weights with. */
export const setWeightsVersionKey = subnetSetting({
  index: 6,
  name: 'sudo_set_weights_version_key',
  arg: 'weights_version_key',
  type: u64,
  by: byOwnerWithin('SetWeightsVersionKey'),
  checks: ['window', 'exists'],
  to: WeightsVersionKey,
  event: (netuid, value) => ({ type: 'WeightsVersionKeySet', value: [netuid, value] }),
})

/** Blocks between two weights of a validator. */
export const setWeightsSetRateLimit = subnetSetting({
  index: 7,
  name: 'sudo_set_weights_set_rate_limit',
  arg: 'weights_set_rate_limit',
  type: u64,
  by: byRoot,
  checks: ['exists'],
  to: WeightsSetRateLimit,
  event: (netuid, value) => ({ type: 'WeightsSetRateLimitSet', value: [netuid, value] }),
})

/** Least length of a weight vector. */
export const setMinAllowedWeights = subnetSetting({
  index: 14,
  name: 'sudo_set_min_allowed_weights',
  arg: 'min_allowed_weights',
  type: u16,
  by: byOwnerSetting('MinAllowedWeights'),
  checks: ['window', 'exists'],
  to: MinAllowedWeights,
  event: (netuid, value) => ({ type: 'MinAllowedWeightSet', value: [netuid, value] }),
})

/** Whether weights are committed first and revealed later. */
export const setCommitRevealWeightsEnabled = subnetSetting({
  index: 49,
  name: 'sudo_set_commit_reveal_weights_enabled',
  arg: 'enabled',
  type: bool,
  by: byOwnerSetting('CommitRevealEnabled'),
  checks: ['window', 'exists'],
  to: CommitRevealWeightsEnabled,
  event: (netuid, value) => ({ type: 'CommitRevealEnabled', value: [netuid, value] }),
})

/** Epochs from a commit to its reveal: 1 to 100. */
export const setCommitRevealWeightsInterval = subnetSetting({
  index: 57,
  name: 'sudo_set_commit_reveal_weights_interval',
  arg: 'interval',
  type: u64,
  by: byOwnerSetting('WeightCommitInterval'),
  checks: ['window', 'exists'],
  bounds: (_ctx, { value }) => {
    ensure(value <= MAX_REVEAL_EPOCHS, subtensorErrors.RevealPeriodTooLarge)
    ensure(value >= 1n, subtensorErrors.RevealPeriodTooSmall)
  },
  to: RevealPeriodEpochs,
  event: (netuid, value) => ({ type: 'CommitRevealPeriodsSet', value: [netuid, value] }),
})

/** Version that timelocked commits must carry. */
export const setCommitRevealVersion = chainSetting({
  index: 71,
  name: 'sudo_set_commit_reveal_version',
  arg: 'version',
  type: u16,
  item: CommitRevealWeightsVersion,
  event: (value) => ({ type: 'CommitRevealVersionSet', value }),
})
