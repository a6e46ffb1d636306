// Answers of a Plexus node (docs/rpc.md). Whole numbers that may exceed 2⁵³ are decimal text, with
// their unit last in the name; accounts are addresses.

/** A fraction: the value cut off after twelve decimals, and exactly `raw` / 2³² (`totalStake`: / 2⁶⁴). */
export interface ExplainedFraction {
  readonly value: string
  readonly raw: string
}

/** Fractions by uid. */
export type ExplainedRow = readonly (readonly [uid: number, value: ExplainedFraction])[]

/** The epoch of a mechanism with every step, and the payout of its subnet. */
export interface EpochExplanation {
  readonly blockHash: string
  readonly block: number
  readonly netuid: number
  readonly mechid: number
  readonly parameters: Readonly<Record<string, string | number | boolean>>
  /** What was put aside for the subnet since its last epoch. */
  readonly pots: ExplainedPots
  /** What this mechanism hands out of it. */
  readonly mechanismAlphaRao: string
  /** By uid. */
  readonly neurons: readonly ExplainedNeuron[]
  /** Rows of the matrices, of some uids. */
  readonly rows: readonly ExplainedMatrixRow[]
  /** Steps between stake and result are given. */
  readonly isTraced: boolean
  readonly isEveryRowGiven: boolean
  readonly payout: ExplainedPayout
}

/** What was put aside. */
export interface ExplainedPots {
  readonly serverAlphaRao: string
  readonly validatorAlphaRao: string
  readonly rootAlphaRao: string
  readonly ownerCutAlphaRao: string
}

/** What an epoch made of one neuron. */
export interface ExplainedNeuron {
  readonly uid: number
  readonly hotkey: string
  readonly coldkey: string
  readonly isActive: boolean
  readonly hadPermit: boolean
  readonly hasPermit: boolean
  readonly lastUpdateBlock: string
  readonly registeredAtBlock: string
  readonly stakeAlphaRao: string
  readonly stakeRootRao: string
  /** Each of 65,535. */
  readonly stored: {
    readonly stakeWeightU16: number
    readonly consensusU16: number
    readonly validatorTrustU16: number
    readonly incentiveU16: number
    readonly dividendsU16: number
  }
  /** `totalStake`, `stakeShare`, `consensus` … in their order; absent where `isTraced` is false. */
  readonly steps?: Readonly<Record<string, ExplainedFraction>>
  /** For its work. */
  readonly serverAlphaRao: string
  /** For its judgements. */
  readonly validatorAlphaRao: string
  readonly combinedAlphaRao: string
}

/** What one validator says of others. */
export interface ExplainedMatrixRow {
  readonly uid: number
  readonly weightsStored: readonly (readonly [uid: number, weightU16: number])[]
  readonly bondsStored: readonly (readonly [uid: number, bondU16: number])[]
  readonly weightsNormalized: ExplainedRow
  readonly weightsClipped: ExplainedRow
  readonly weightsForBonds: ExplainedRow
  readonly bonds: Readonly<Record<string, ExplainedRow>>
  readonly bondsStoredAfter: readonly (readonly [uid: number, bondU16: number])[]
}

/** How what the epochs of all mechanisms gave was paid. */
export interface ExplainedPayout {
  /** Where no miner earned anything, validators got what was for miners. */
  readonly hasWork: boolean
  readonly alphaPotAlphaRao: string
  readonly rootPotAlphaRao: string
  readonly hotkeys: readonly ExplainedShare[]
  readonly divisions: readonly ExplainedDivision[]
  /** In their order. */
  readonly payments: readonly ExplainedPayment[]
  readonly stakes: readonly ExplainedStake[]
}

/** What a hotkey is to get, before takes. */
export interface ExplainedShare {
  readonly hotkey: string
  readonly incentiveAlphaRao: string
  readonly dividendAlphaRao: ExplainedFraction
  readonly stakeAlphaRao: string
  readonly stakeRootRao: string
  readonly alphaDividendAlphaRao: ExplainedFraction
  readonly rootDividendAlphaRao: ExplainedFraction
}

/** The dividend of a hotkey among its parents and itself. */
export interface ExplainedDivision {
  readonly hotkey: string
  readonly dividendAlphaRao: string
  readonly parts: readonly { readonly hotkey: string; readonly amountAlphaRao: string }[]
}

/** One payment; which fields it has depends on its type. */
export interface ExplainedPayment {
  /** `ownerCut`, `incentive`, `take`, `stakers`, `rootClaimable` … */
  readonly type: string
  readonly hotkey?: string
  readonly coldkey?: string
  readonly amountAlphaRao?: string
  /** Of which dividend a take is: `alpha` or `root`. */
  readonly of?: string
}

/** Stake with a hotkey before and after. */
export interface ExplainedStake {
  readonly hotkey: string
  readonly [name: string]: unknown
}

/** What one hotkey got of an epoch, and those who staked with it. */
export interface PayoutExplanation {
  readonly blockHash: string
  readonly block: number
  readonly netuid: number
  readonly hotkey: string
  readonly coldkey: string
  readonly uid?: number
  readonly pots: ExplainedPots
  readonly mechanisms: readonly {
    readonly mechid: number
    readonly mechanismAlphaRao: string
    readonly incentiveU16: number
    readonly serverAlphaRao: string
    readonly validatorAlphaRao: string
  }[]
  readonly alphaPotAlphaRao: string
  readonly rootPotAlphaRao: string
  readonly share?: ExplainedShare
  readonly divisions: readonly ExplainedDivision[]
  readonly payments: readonly ExplainedPayment[]
  readonly stake?: ExplainedStake
}

/** How concentrated something is. Parts are decimal text, 0 to 1. */
export interface Measures {
  readonly holders: number
  readonly total: string
  /** 0 where all have the same. */
  readonly gini: string
  /** The fewest holders that have more than half together. */
  readonly nakamoto: number
  readonly top1: string
  readonly top5: string
  readonly top10: string
  readonly top20: string
}

/** By hotkey, and by who owns them. */
export interface Spread {
  readonly byHotkey: Measures
  readonly byColdkey: Measures
}

/** How concentrated a subnet is. */
export interface Concentration {
  readonly block: number
  readonly netuid: number
  readonly stakeAlphaRao: Spread
  readonly incentiveU16: Spread
  readonly emissionAlphaRao: Spread
}
