import type { AccountId, AlphaRao, MechId, NetUid, Rao } from '@plexus/primitives'
import type { EpochPayment } from '../pallets/subtensor/coinbase/observer.ts'
import type { Fraction } from './fraction.ts'
import type { StakeChange } from './recorder.ts'

/** The epoch of a mechanism with every step (spec: 35-yuma-epoch), and the payout of its subnet. */
export interface EpochExplanation {
  readonly block: number
  readonly netuid: NetUid
  readonly mechid: MechId
  readonly parameters: EpochParameters
  /** What was put aside for the subnet since its last epoch. */
  readonly pots: EpochPots
  /** What this mechanism hands out of it. */
  readonly mechanismAlphaRao: AlphaRao
  /** By uid. */
  readonly neurons: readonly NeuronExplanation[]
  /** Rows of the matrices, of some uids. */
  readonly rows: readonly RowExplanation[]
  /** Steps between stake and result are given; where there are too many weights and bonds they are not. */
  readonly isTraced: boolean
  /** Not all uids have a row here: ask for those that matter. */
  readonly isEveryRowGiven: boolean
  readonly payout: PayoutSummary
}

export interface EpochParameters {
  readonly tempoBlocks: number
  readonly lastStepBlock: bigint
  readonly activityCutoffBlocks: bigint
  readonly kappaU16: number
  readonly bondsPenaltyU16: number
  readonly bondsMovingAverageMillionths: bigint
  readonly yuma3: boolean
  readonly liquidAlpha: boolean
  readonly alphaLowU16: number
  readonly alphaHighU16: number
  readonly alphaSigmoidSteepnessHundredths: number
  readonly maxAllowedValidators: number
  readonly stakeThresholdRao: bigint
  /** Of 2⁶⁴ − 1. */
  readonly taoWeightU64: bigint
  readonly commitReveal: boolean
  readonly ownerUid: number | undefined
}

export interface EpochPots {
  readonly serverAlphaRao: AlphaRao
  readonly validatorAlphaRao: AlphaRao
  readonly rootAlphaRao: AlphaRao
  readonly ownerCutAlphaRao: AlphaRao
}

export interface NeuronExplanation {
  readonly uid: number
  readonly hotkey: AccountId
  readonly coldkey: AccountId
  readonly isActive: boolean
  readonly hadPermit: boolean
  readonly hasPermit: boolean
  readonly lastUpdateBlock: bigint
  readonly registeredAtBlock: bigint
  /** On the subnet, what parents give and children take included. */
  readonly stakeAlphaRao: AlphaRao
  /** On root, likewise. */
  readonly stakeRootRao: Rao
  /** Of the stored vectors, each of 65,535. */
  readonly stored: StoredScores
  readonly steps: NeuronSteps | undefined
  /** For its work, of this mechanism. */
  readonly serverAlphaRao: AlphaRao
  /** For its judgements, of this mechanism. */
  readonly validatorAlphaRao: AlphaRao
  readonly combinedAlphaRao: AlphaRao
}

export interface StoredScores {
  readonly stakeWeightU16: number
  readonly consensusU16: number
  readonly validatorTrustU16: number
  readonly incentiveU16: number
  readonly dividendsU16: number
}

/** In the order in which they are computed. */
export interface NeuronSteps {
  /** alpha + root · TAO weight. */
  readonly totalStake: Fraction
  /** Of the stake above the threshold. */
  readonly stakeShare: Fraction
  /** Of the active validators with a permit. */
  readonly activeStakeShare: Fraction
  readonly consensus: Fraction
  readonly validatorTrust: Fraction
  readonly rank: Fraction
  readonly incentive: Fraction
  readonly dividends: Fraction
  readonly serverShare: Fraction
  readonly validatorShare: Fraction
  readonly combinedShare: Fraction
}

export type FractionRow = readonly (readonly [uid: number, value: Fraction])[]

/** What one validator says of others, from what it set to what it is paid by. */
export interface RowExplanation {
  readonly uid: number
  /** As set, of any scale. */
  readonly weightsStored: readonly (readonly [uid: number, weightU16: number])[]
  readonly bondsStored: readonly (readonly [uid: number, bondU16: number])[]
  readonly weightsNormalized: FractionRow
  readonly weightsClipped: FractionRow
  readonly weightsForBonds: FractionRow
  /** The steps from the stored bonds to new ones, by their names in the form of Yuma that runs. */
  readonly bonds: Readonly<Record<string, FractionRow>>
  readonly bondsStoredAfter: readonly (readonly [uid: number, bondU16: number])[]
}

/** How what the epochs of all mechanisms gave was paid. */
export interface PayoutSummary {
  /** Where no miner earned anything, validators got what was for miners. */
  readonly hasWork: boolean
  readonly alphaPotAlphaRao: AlphaRao
  readonly rootPotAlphaRao: AlphaRao
  readonly hotkeys: readonly HotkeyShare[]
  readonly divisions: readonly DividendDivision[]
  /** In their order. */
  readonly payments: readonly EpochPayment[]
  readonly stakes: readonly StakeChange[]
}

/** What a hotkey is to get, before takes. */
export interface HotkeyShare {
  readonly hotkey: AccountId
  readonly incentiveAlphaRao: AlphaRao
  /** Its part of the epoch's dividends after the parents had theirs, with 32 fraction bits. */
  readonly dividendAlphaRao: Fraction
  readonly stakeAlphaRao: AlphaRao
  readonly stakeRootRao: Rao
  /** Of the pot for stake of the subnet. */
  readonly alphaDividendAlphaRao: Fraction
  /** Of the pot for stake on root. */
  readonly rootDividendAlphaRao: Fraction
}

/** The dividend of a hotkey among its parents and itself. */
export interface DividendDivision {
  readonly hotkey: AccountId
  readonly dividendAlphaRao: AlphaRao
  readonly parts: readonly { readonly hotkey: AccountId; readonly amountAlphaRao: AlphaRao }[]
}

/** What one hotkey got of an epoch, and those who staked with it. */
export interface PayoutExplanation {
  readonly block: number
  readonly netuid: NetUid
  readonly hotkey: AccountId
  readonly coldkey: AccountId
  readonly uid: number | undefined
  readonly pots: EpochPots
  readonly mechanisms: readonly MechanismShare[]
  readonly alphaPotAlphaRao: AlphaRao
  readonly rootPotAlphaRao: AlphaRao
  /** Absent where the hotkey earned nothing, but others had it stake for them. */
  readonly share: HotkeyShare | undefined
  /** Divisions of its own dividend and of those of its children. */
  readonly divisions: readonly DividendDivision[]
  /** Payments for its work or with it. */
  readonly payments: readonly EpochPayment[]
  readonly stake: StakeChange | undefined
}

/** What the epoch of one mechanism gave a hotkey. */
export interface MechanismShare {
  readonly mechid: MechId
  readonly mechanismAlphaRao: AlphaRao
  readonly incentiveU16: number
  readonly serverAlphaRao: AlphaRao
  readonly validatorAlphaRao: AlphaRao
}
