/**
 * What one epoch of one mechanism answers, one element per uid (spec: 35-yuma-epoch §8). A u16 share
 * is 65535 at 1 and truncated.
 */
export interface EpochOutput {
  /** 0 or 1. */
  readonly active: Uint8Array
  /** 0 or 1: who may validate in the next epoch. */
  readonly newValidatorPermit: Uint8Array
  readonly stakeWeight: Uint16Array
  readonly consensus: Uint16Array
  readonly validatorTrust: Uint16Array
  readonly incentive: Uint16Array
  readonly dividends: Uint16Array
  /** Total stake in rao, before the threshold. */
  readonly stake: BigUint64Array
  /** In alpha rao. */
  readonly serverEmission: BigUint64Array
  /** In alpha rao. */
  readonly validatorEmission: BigUint64Array
  /** In alpha rao; rounded on its own, not the sum of the other two. */
  readonly emission: BigUint64Array
  /** SCALE `Vec<(u16, u16)>` of (uid, bond), to be stored; zero bonds stay in the row. */
  readonly bonds: readonly Uint8Array[]
}
