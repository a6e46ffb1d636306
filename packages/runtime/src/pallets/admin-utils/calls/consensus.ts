import { bool, i16, u16, u64 } from '@plexus/primitives'
import { ensure } from '../../../frame/error.ts'
import { applyTempo } from '../../subtensor/epoch/tempo.ts'
import { errors as subtensorErrors } from '../../subtensor/errors.ts'
import {
  ActivityCutoff,
  AlphaSigmoidSteepness,
  BondsMovingAverage,
  BondsPenalty,
  BondsResetOn,
  Kappa,
  LiquidAlphaOn,
  MinActivityCutoff,
  Rho,
  Yuma3On,
} from '../../subtensor/storage/hyperparameters.ts'
import { errors } from '../errors.ts'
import { byOwnerSetting, byRoot } from '../settings/authority.ts'
import { subnetSetting } from '../settings/subnet-setting.ts'

/** What an owner may set at most. */
const MAX_BONDS_AVERAGE = 975_000n

/** Share of stake that makes consensus, in parts of 65535. */
export const setKappa = subnetSetting({
  index: 16,
  name: 'sudo_set_kappa',
  arg: 'kappa',
  type: u16,
  by: byRoot,
  checks: ['exists'],
  to: Kappa,
  event: (netuid, value) => ({ type: 'KappaSet', value: [netuid, value] }),
})

/** Steepness of a curve that is no longer used. */
export const setRho = subnetSetting({
  index: 17,
  name: 'sudo_set_rho',
  arg: 'rho',
  type: u16,
  by: byOwnerSetting('Rho'),
  checks: ['window', 'exists'],
  to: Rho,
})

/** Blocks; the epoch uses a factor of the tempo instead. */
export const setActivityCutoff = subnetSetting({
  index: 18,
  name: 'sudo_set_activity_cutoff',
  arg: 'activity_cutoff',
  type: u16,
  by: byOwnerSetting('ActivityCutoff'),
  checks: ['window', 'exists'],
  bounds: (ctx, { value }) => {
    ensure(value >= MinActivityCutoff.get(ctx), subtensorErrors.ActivityCutoffTooLow)
  },
  to: ActivityCutoff,
  event: (netuid, value) => ({ type: 'ActivityCutoffSet', value: [netuid, value] }),
})

/** How slowly bonds follow weights, in parts of 10^6. */
export const setBondsMovingAverage = subnetSetting({
  index: 26,
  name: 'sudo_set_bonds_moving_average',
  arg: 'bonds_moving_average',
  type: u64,
  by: byOwnerSetting('BondsMovingAverage'),
  checks: ['window', 'exists'],
  earlyBounds: ({ owner, value }) => {
    const inBounds = owner === undefined || value <= MAX_BONDS_AVERAGE
    ensure(inBounds, errors.BondsMovingAverageMaxReached)
  },
  to: BondsMovingAverage,
  event: (netuid, value) => ({ type: 'BondsMovingAverageSet', value: [netuid, value] }),
})

/** How much weights beyond consensus cost bonds, in parts of 65535. */
export const setBondsPenalty = subnetSetting({
  index: 60,
  name: 'sudo_set_bonds_penalty',
  arg: 'bonds_penalty',
  type: u16,
  by: byOwnerSetting('BondsPenalty'),
  checks: ['window', 'exists'],
  to: BondsPenalty,
  event: (netuid, value) => ({ type: 'BondsPenaltySet', value: [netuid, value] }),
})

/** Whether bonds follow weights faster the better they agree. */
export const setLiquidAlphaEnabled = subnetSetting({
  index: 50,
  name: 'sudo_set_liquid_alpha_enabled',
  arg: 'enabled',
  type: bool,
  by: byOwnerSetting('LiquidAlphaEnabled'),
  checks: ['window'],
  to: LiquidAlphaOn,
})

/** How steeply they do; only Root may set a negative value. */
export const setAlphaSigmoidSteepness = subnetSetting({
  index: 68,
  name: 'sudo_set_alpha_sigmoid_steepness',
  arg: 'steepness',
  type: i16,
  by: byOwnerSetting('AlphaSigmoidSteepness'),
  checks: ['window', 'exists'],
  bounds: (_ctx, { owner, value }) => {
    ensure(owner === undefined || value >= 0, errors.NegativeSigmoidSteepness)
  },
  to: AlphaSigmoidSteepness,
})

/** Whether the third version of consensus runs. */
export const setYuma3Enabled = subnetSetting({
  index: 69,
  name: 'sudo_set_yuma3_enabled',
  arg: 'enabled',
  type: bool,
  by: byOwnerSetting('Yuma3Enabled'),
  checks: ['window'],
  to: Yuma3On,
  ownEvent: (netuid, enabled) => ({ type: 'Yuma3EnableToggled', value: { netuid, enabled } }),
})

/** Whether a miner may ask that its bonds start anew. */
export const setBondsResetEnabled = subnetSetting({
  index: 70,
  name: 'sudo_set_bonds_reset_enabled',
  arg: 'enabled',
  type: bool,
  by: byOwnerSetting('BondsResetEnabled'),
  checks: ['window'],
  to: BondsResetOn,
  event: (netuid, value) => ({ type: 'BondsResetOnSet', value: [netuid, value] }),
  ownEvent: (netuid, enabled) => ({ type: 'BondsResetToggled', value: { netuid, enabled } }),
})

/** Blocks between epochs, counted from now; 0 for none. */
export const setTempo = subnetSetting({
  index: 30,
  name: 'sudo_set_tempo',
  arg: 'tempo',
  type: u16,
  by: byRoot,
  checks: ['window', 'exists'],
  to: applyTempo,
})
