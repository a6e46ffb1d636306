/**
 * Everything one epoch of one mechanism reads (spec: 35-yuma-epoch §2). Vectors are by uid. A vector
 * shorter than `n` is completed with 0 or `false`, a longer one is not read beyond `n`; for
 * `validatorPermit` being short has a meaning of its own.
 */
export interface EpochInput {
  /** Uids of the subnet, 0…65535. */
  readonly n: number
  readonly block: bigint
  /** Blocks, u16. */
  readonly tempo: number
  /** Block of the previous successful epoch; 0 = never. */
  readonly lastStepBlock: bigint
  /** Blocks without an update after which a uid is inactive. */
  readonly activityCutoff: bigint
  /** Block of each uid's last update of its weights. */
  readonly lastUpdate: BigUint64Array
  readonly blockAtRegistration: BigUint64Array
  /** Whether a hotkey holds the uid. Without one stake and registration count as 0. */
  readonly hasKey: readonly boolean[]
  /** As the previous epoch stored it. An empty vector masks no stake, but all weights. */
  readonly validatorPermit: readonly boolean[]
  /** Uid of the subnet owner's hotkey. */
  readonly ownerUid: number | undefined
  /** SCALE `Vec<(u16, u16)>` of (uid, weight) as stored; absent or empty = no row. Order is significant. */
  readonly weights: readonly (Uint8Array | undefined)[]
  /** SCALE `Vec<(u16, u16)>` of (uid, bond) as stored; absent or empty = no row. Order is significant. */
  readonly bonds: readonly (Uint8Array | undefined)[]
  /** Inherited stake on this subnet, in alpha rao. */
  readonly alphaStake: BigUint64Array
  /** Inherited stake on root, in rao. */
  readonly taoStake: BigUint64Array
  /** u64, 2^64 − 1 = 1. */
  readonly taoWeight: bigint
  /** u16. */
  readonly maxAllowedValidators: number
  /** Smallest total stake that counts, in rao, u64. */
  readonly stakeThreshold: bigint
  /** u16, 65535 = 1. */
  readonly kappa: number
  /** u16, 65535 = 1. */
  readonly bondsPenalty: number
  /** u64 in millionths. */
  readonly bondsMovingAverage: bigint
  readonly yuma3: boolean
  /** Acts with `yuma3` alone. */
  readonly liquidAlpha: boolean
  /** u16, 65535 = 1. */
  readonly alphaLow: number
  /** u16, 65535 = 1. */
  readonly alphaHigh: number
  /** i16 in hundredths. */
  readonly alphaSigmoidSteepness: number
  /** What this mechanism hands out, in alpha rao, u64. */
  readonly emission: bigint
  /**
   * Block of each uid's earliest commit that has not expired, or {@link NO_COMMIT}; absent when
   * commit-reveal is off.
   */
  readonly commitBlocks: BigUint64Array | undefined
}

/** Stands in `commitBlocks` for a uid that has no commit. */
export const NO_COMMIT = (1n << 64n) - 1n
