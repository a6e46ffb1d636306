import { MechId, option, u16, vec } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import {
  setEmissionSplit,
  setMaxMechanismCount as setMax,
  setMechanismCount as setCount,
} from '../../subtensor/subnets/configure-mechanisms.ts'
import { trimUids } from '../../subtensor/subnets/trim.ts'
import { adminUtils } from '../id.ts'
import { byOwnerWithin } from '../settings/authority.ts'
import { subnetSetting } from '../settings/subnet-setting.ts'
import { weights } from '../weights.ts'

/** How many mechanisms a subnet has. */
export const setMechanismCount = subnetSetting({
  index: 76,
  name: 'sudo_set_mechanism_count',
  arg: 'mechanism_count',
  type: MechId,
  by: byOwnerWithin('MechanismCountUpdate'),
  checks: ['window'],
  to: setCount,
})

/** How the emission is shared among them, in parts of 65535. */
export const setMechanismEmissionSplit = subnetSetting({
  index: 77,
  name: 'sudo_set_mechanism_emission_split',
  arg: 'maybe_split',
  type: option(vec(u16)),
  by: byOwnerWithin('MechanismEmission'),
  checks: ['window'],
  to: setEmissionSplit,
})

/** Lowers the most neurons of a subnet and removes those beyond. */
export const trimToMaxAllowedUids = subnetSetting({
  index: 78,
  name: 'sudo_trim_to_max_allowed_uids',
  arg: 'max_n',
  type: u16,
  by: byOwnerWithin('MaxUidsTrimming'),
  checks: ['window'],
  to: trimUids,
})

/** How many mechanisms any subnet may have: 1 to 16; Root only. */
export const setMaxMechanismCount = call(
  adminUtils,
  { max_mechanism_count: MechId },
  {
    index: 88,
    name: 'sudo_set_max_mechanism_count',
    weight: weights.sudo_set_max_mechanism_count,
    run(ctx, origin, { max_mechanism_count }) {
      ensureRoot(origin)
      setMax(ctx, max_mechanism_count)
    },
  },
)
