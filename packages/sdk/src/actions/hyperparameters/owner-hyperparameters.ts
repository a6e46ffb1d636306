import type { Tao } from '../../units/amounts.ts'

/** What an owner may change of a subnet: names and types of the values. */
export interface OwnerHyperparameters {
  /** Blocks between two changes of an axon. */
  readonly servingRateLimit: bigint
  readonly maxDifficulty: bigint
  /** Validators must give at least this. */
  readonly weightsVersionKey: bigint
  readonly adjustmentAlpha: bigint
  /** Blocks in which a new neuron cannot lose its place. */
  readonly immunityPeriod: number
  readonly minAllowedWeights: number
  readonly maxAllowedUids: number
  readonly rho: number
  /** Blocks after which a silent validator does not count. */
  readonly activityCutoff: number
  /** Least price of a registration. */
  readonly minBurn: Tao
  /** Highest price of a registration. */
  readonly maxBurn: Tao
  /** Millionths; at most 975,000. */
  readonly bondsMovingAverage: bigint
  /** Whether weights are committed before they are revealed. */
  readonly commitReveal: boolean
  /** Epochs, 1 to 100. */
  readonly commitRevealPeriod: bigint
  readonly liquidAlpha: boolean
  /** Of 65,535. */
  readonly bondsPenalty: number
  /** Whether stake may be given to others. */
  readonly stakeTransfers: boolean
  readonly alphaSigmoidSteepness: number
  readonly yuma3: boolean
  readonly bondsReset: boolean
  /** 1 to 10. */
  readonly ownerImmuneNeurons: number
  readonly mechanismCount: number
  /** Of 65,535 by mechanism; they add up to it. */
  readonly mechanismEmissionSplit: readonly number[]
  /** Blocks, 1 to 36,100. */
  readonly burnHalfLife: number
  /** U64F64 bits, 1.0 to 3.0. */
  readonly burnIncreaseMultiplier: bigint
  /** Whether the owner gets a part. */
  readonly ownerCut: boolean
  readonly ownerCutAutoLock: boolean
  /** Of 65,535. */
  readonly minChildkeyTake: number
  /** Address. */
  readonly ownerHotkey: string
}

/** Name of one. */
export type OwnerHyperparameter = keyof OwnerHyperparameters

/** Call of AdminUtils and name of its argument. */
export const OWNER_CALLS = {
  servingRateLimit: ['AdminUtils.sudo_set_serving_rate_limit', 'serving_rate_limit'],
  maxDifficulty: ['AdminUtils.sudo_set_max_difficulty', 'max_difficulty'],
  weightsVersionKey: ['AdminUtils.sudo_set_weights_version_key', 'weights_version_key'],
  adjustmentAlpha: ['AdminUtils.sudo_set_adjustment_alpha', 'adjustment_alpha'],
  immunityPeriod: ['AdminUtils.sudo_set_immunity_period', 'immunity_period'],
  minAllowedWeights: ['AdminUtils.sudo_set_min_allowed_weights', 'min_allowed_weights'],
  maxAllowedUids: ['AdminUtils.sudo_set_max_allowed_uids', 'max_allowed_uids'],
  rho: ['AdminUtils.sudo_set_rho', 'rho'],
  activityCutoff: ['AdminUtils.sudo_set_activity_cutoff', 'activity_cutoff'],
  minBurn: ['AdminUtils.sudo_set_min_burn', 'min_burn'],
  maxBurn: ['AdminUtils.sudo_set_max_burn', 'max_burn'],
  bondsMovingAverage: ['AdminUtils.sudo_set_bonds_moving_average', 'bonds_moving_average'],
  commitReveal: ['AdminUtils.sudo_set_commit_reveal_weights_enabled', 'enabled'],
  commitRevealPeriod: ['AdminUtils.sudo_set_commit_reveal_weights_interval', 'interval'],
  liquidAlpha: ['AdminUtils.sudo_set_liquid_alpha_enabled', 'enabled'],
  bondsPenalty: ['AdminUtils.sudo_set_bonds_penalty', 'bonds_penalty'],
  stakeTransfers: ['AdminUtils.sudo_set_toggle_transfer', 'toggle'],
  alphaSigmoidSteepness: ['AdminUtils.sudo_set_alpha_sigmoid_steepness', 'steepness'],
  yuma3: ['AdminUtils.sudo_set_yuma3_enabled', 'enabled'],
  bondsReset: ['AdminUtils.sudo_set_bonds_reset_enabled', 'enabled'],
  ownerImmuneNeurons: ['AdminUtils.sudo_set_owner_immune_neuron_limit', 'immune_neurons'],
  mechanismCount: ['AdminUtils.sudo_set_mechanism_count', 'mechanism_count'],
  mechanismEmissionSplit: ['AdminUtils.sudo_set_mechanism_emission_split', 'maybe_split'],
  burnHalfLife: ['AdminUtils.sudo_set_burn_half_life', 'burn_half_life'],
  burnIncreaseMultiplier: ['AdminUtils.sudo_set_burn_increase_mult', 'burn_increase_mult'],
  ownerCut: ['AdminUtils.sudo_set_owner_cut_enabled', 'enabled'],
  ownerCutAutoLock: ['AdminUtils.sudo_set_owner_cut_auto_lock_enabled', 'enabled'],
  minChildkeyTake: ['AdminUtils.sudo_set_min_childkey_take_per_subnet', 'take'],
  ownerHotkey: ['AdminUtils.sudo_set_sn_owner_hotkey', 'hotkey'],
} as const satisfies Readonly<
  Record<OwnerHyperparameter, readonly [call: string, argument: string]>
>
