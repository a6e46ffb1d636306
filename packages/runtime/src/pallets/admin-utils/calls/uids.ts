import { u16 } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { errors as subtensorErrors } from '../../subtensor/errors.ts'
import {
  ImmuneOwnerUidsLimit,
  ImmunityPeriod,
  MaxAllowedUids,
  MaxAllowedValidators,
  MechanismCountCurrent,
  MinAllowedUids,
  MinNonImmuneUids,
} from '../../subtensor/storage/hyperparameters.ts'
import { SubnetworkN } from '../../subtensor/storage/networks.ts'
import { MAX_UIDS, ensureUidsFitMechanisms } from '../../subtensor/subnets/configure-mechanisms.ts'
import { errors } from '../errors.ts'
import { byOwnerSetting, byRoot } from '../settings/authority.ts'
import { subnetSetting } from '../settings/subnet-setting.ts'
import type { Proposal } from '../settings/subnet-setting.ts'

/** Neurons of the owner that can be kept at most. */
const MAX_IMMUNE_OWNER_UIDS = 10

/** Blocks for which a new neuron is not replaced. */
export const setImmunityPeriod = subnetSetting({
  index: 13,
  name: 'sudo_set_immunity_period',
  arg: 'immunity_period',
  type: u16,
  by: byOwnerSetting('ImmunityPeriod'),
  checks: ['window', 'exists'],
  to: ImmunityPeriod,
  event: (netuid, value) => ({ type: 'ImmunityPeriodSet', value: [netuid, value] }),
})

/** Most neurons of a subnet. */
export const setMaxAllowedUids = subnetSetting({
  index: 15,
  name: 'sudo_set_max_allowed_uids',
  arg: 'max_allowed_uids',
  type: u16,
  by: byOwnerSetting('MaxAllowedUids'),
  checks: ['window', 'exists'],
  bounds: checkMaxUids,
  to: MaxAllowedUids,
  event: (netuid, value) => ({ type: 'MaxAllowedUidsSet', value: [netuid, value] }),
})

/** Least number of neurons that a subnet may be trimmed to. */
export const setMinAllowedUids = subnetSetting({
  index: 79,
  name: 'sudo_set_min_allowed_uids',
  arg: 'min_allowed_uids',
  type: u16,
  by: byRoot,
  checks: ['window', 'exists'],
  bounds: (ctx, { netuid, value }) => {
    ensure(value < MaxAllowedUids.get(ctx, netuid), errors.MinAllowedUidsGreaterThanMaxAllowedUids)
    ensure(value < SubnetworkN.get(ctx, netuid), errors.MinAllowedUidsGreaterThanCurrentUids)
  },
  to: MinAllowedUids,
  event: (netuid, value) => ({ type: 'MinAllowedUidsSet', value: [netuid, value] }),
})

/** Most validators of a subnet. */
export const setMaxAllowedValidators = subnetSetting({
  index: 25,
  name: 'sudo_set_max_allowed_validators',
  arg: 'max_allowed_validators',
  type: u16,
  by: byRoot,
  checks: ['window', 'exists'],
  bounds: (ctx, { netuid, value }) => {
    ensure(value <= MaxAllowedUids.get(ctx, netuid), errors.MaxValidatorsLargerThanMaxUIds)
  },
  to: MaxAllowedValidators,
  event: (netuid, value) => ({ type: 'MaxAllowedValidatorsSet', value: [netuid, value] }),
})

/** How many neurons of the owner are never replaced: 1 to 10. */
export const setOwnerImmuneNeuronLimit = subnetSetting({
  index: 72,
  name: 'sudo_set_owner_immune_neuron_limit',
  arg: 'immune_neurons',
  type: u16,
  by: byOwnerSetting('ImmuneNeuronLimit'),
  checks: ['window'],
  bounds: (_ctx, { value }) => {
    ensure(value >= 1 && value <= MAX_IMMUNE_OWNER_UIDS, subtensorErrors.InvalidValue)
  },
  to: ImmuneOwnerUidsLimit,
})

/** How many neurons can always be replaced. */
export const setMinNonImmuneUids = subnetSetting({
  index: 84,
  name: 'sudo_set_min_non_immune_uids',
  arg: 'min',
  type: u16,
  by: byRoot,
  checks: [],
  to: MinNonImmuneUids,
  event: (netuid, value) => ({ type: 'MinNonImmuneUidsSet', value: [netuid, value] }),
})

function checkMaxUids(ctx: Context, { netuid, value }: Proposal<number>): void {
  ensure(value >= MinAllowedUids.get(ctx, netuid), errors.MaxAllowedUidsLessThanMinAllowedUids)
  ensure(SubnetworkN.get(ctx, netuid) <= value, errors.MaxAllowedUIdsLessThanCurrentUIds)
  ensure(value <= MAX_UIDS, errors.MaxAllowedUidsGreaterThanDefaultMaxAllowedUids)
  ensureUidsFitMechanisms(value, MechanismCountCurrent.get(ctx, netuid))
}
