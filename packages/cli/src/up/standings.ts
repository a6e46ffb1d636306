/** What the view knows of one miner. */
export interface MinerRow {
  readonly uid: number
  readonly name: string
  /** Mean score on held-out tasks, measured beforehand, 0 to 1; absent where none was measured. */
  readonly quality?: number
  /** Mean of the validators' newest smoothed shares, 0 to 1. */
  readonly score: number
  /** Of the last epoch, 0 to 1. */
  readonly incentive: number
  /** Since it was registered, in alpha rao. */
  readonly earnedAlphaRao: bigint
}

/** What the view knows of one validator. */
export interface ValidatorRow {
  readonly uid: number
  readonly name: string
  /** In alpha rao. */
  readonly stakeAlphaRao: bigint
  readonly vtrust: number
  /** Of the last epoch, 0 to 1. */
  readonly dividends: number
}

/** One subnet at one block. */
export interface SubnetStanding {
  readonly name: string
  readonly netuid: number
  readonly blocksToEpoch: number
  /** Rao of TAO for one alpha (10⁹ alpha rao) in the pool. */
  readonly priceRao: bigint
  readonly miners: readonly MinerRow[]
  readonly validators: readonly ValidatorRow[]
}

/** The whole network at one block. */
export interface Standings {
  readonly block: number
  readonly blockTimeMs: number
  readonly subnets: readonly SubnetStanding[]
}

/** Rao of TAO that an amount of alpha is worth at the price of the pool. */
export const worthRao = (alphaRao: bigint, priceRao: bigint): bigint =>
  (alphaRao * priceRao) / 1_000_000_000n
