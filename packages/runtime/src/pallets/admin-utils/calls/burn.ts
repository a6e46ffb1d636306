import { Rao, U64F64, saturatingFromInteger, u16 } from '@plexus/primitives'
import { ensure } from '../../../frame/error.ts'
import { MAX_BURN_LOWER_BOUND, MIN_BURN_UPPER_BOUND } from '../../subtensor/constants.ts'
import {
  BurnHalfLife,
  BurnIncreaseMult,
  MaxBurn,
  MinBurn,
} from '../../subtensor/storage/hyperparameters.ts'
import { RAORecycledForRegistration } from '../../subtensor/storage/networks.ts'
import { errors } from '../errors.ts'
import { byOwnerSetting, byRoot } from '../settings/authority.ts'
import { subnetSetting } from '../settings/subnet-setting.ts'

const MAX_HALF_LIFE = 36_100
const ONE = U64F64.one
const THREE = saturatingFromInteger(U64F64, 3n)

/** Least price of a registration, in rao: below 1 TAO and below the greatest. */
export const setMinBurn = subnetSetting({
  index: 22,
  name: 'sudo_set_min_burn',
  arg: 'min_burn',
  type: Rao,
  by: byOwnerSetting('MinBurn'),
  checks: ['window', 'exists'],
  bounds: (ctx, { netuid, value }) => {
    ensure(value < MIN_BURN_UPPER_BOUND, errors.ValueNotInBounds)
    ensure(value < MaxBurn.get(ctx, netuid), errors.ValueNotInBounds)
  },
  to: MinBurn,
  event: (netuid, value) => ({ type: 'MinBurnSet', value: [netuid, value] }),
})

/** Greatest price of a registration, in rao: above 0.1 TAO and above the least. */
export const setMaxBurn = subnetSetting({
  index: 23,
  name: 'sudo_set_max_burn',
  arg: 'max_burn',
  type: Rao,
  by: byOwnerSetting('MaxBurn'),
  checks: ['window', 'exists'],
  bounds: (ctx, { netuid, value }) => {
    ensure(value > MAX_BURN_LOWER_BOUND, errors.ValueNotInBounds)
    ensure(value > MinBurn.get(ctx, netuid), errors.ValueNotInBounds)
  },
  to: MaxBurn,
  event: (netuid, value) => ({ type: 'MaxBurnSet', value: [netuid, value] }),
})

/** Blocks in which the price of a registration halves: 1 to 36100. */
export const setBurnHalfLife = subnetSetting({
  index: 89,
  name: 'sudo_set_burn_half_life',
  arg: 'burn_half_life',
  type: u16,
  class: 'Operational',
  by: byOwnerSetting('BurnHalfLife'),
  checks: ['window', 'exists', 'not root'],
  bounds: (_ctx, { value }) => {
    ensure(value > 0 && value <= MAX_HALF_LIFE, errors.InvalidValue)
  },
  to: BurnHalfLife,
  ownEvent: (netuid, burn_half_life) => ({
    type: 'BurnHalfLifeSet',
    value: { netuid, burn_half_life },
  }),
})

/** What a registration multiplies the price by: 1 to 3. */
export const setBurnIncreaseMult = subnetSetting({
  index: 90,
  name: 'sudo_set_burn_increase_mult',
  arg: 'burn_increase_mult',
  type: U64F64,
  class: 'Operational',
  by: byOwnerSetting('BurnIncreaseMult'),
  checks: ['window', 'exists', 'not root'],
  bounds: (_ctx, { value }) => {
    ensure(value >= ONE && value <= THREE, errors.InvalidValue)
  },
  to: BurnIncreaseMult,
  ownEvent: (netuid, burn_increase_mult) => ({
    type: 'BurnIncreaseMultSet',
    value: { netuid, burn_increase_mult },
  }),
})

/** Sum of all registration prices paid, in rao. */
export const setRaoRecycled = subnetSetting({
  index: 39,
  name: 'sudo_set_rao_recycled',
  arg: 'rao_recycled',
  type: Rao,
  by: byRoot,
  checks: ['exists'],
  to: RAORecycledForRegistration,
  event: (netuid, value) => ({ type: 'RAORecycledForRegistrationSet', value: [netuid, value] }),
})
