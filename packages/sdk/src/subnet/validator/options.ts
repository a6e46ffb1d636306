import type { Neuron, SubnetChain } from '../chain.ts'
import type { Clock } from '../ports/clock.ts'
import type { KitLog } from '../ports/log.ts'
import type { KitMetrics } from '../ports/metrics.ts'
import type { ValidatorPort } from '../ports/network.ts'
import type { Subnet, Verdict } from '../subnet.ts'
import type { Smoothing } from './kit-state.ts'
import type { ValidatorStore } from './store.ts'

/** What a validator is made of. */
export interface ValidatorOptions<Request, Response, Backend, Detail, State> {
  readonly subnet: Subnet<Request, Response, Backend, Detail, State>
  readonly chain: SubnetChain
  readonly port: ValidatorPort
  /** SS58 address of the validator's hotkey. */
  readonly hotkey: string
  readonly store: ValidatorStore<Detail, State>
  /** Who is asked. Default: {@link isMiner} with `validatorStakeAlphaRao`. */
  readonly isMiner?: (neuron: Neuron) => boolean
  /** Neurons with a validator permit and this stake are not asked. Default: 4,096 alpha. */
  readonly validatorStakeAlphaRao?: bigint
  /** Questions that are open at a time. Default: 64. */
  readonly concurrency?: number
  /** Answers that are judged at a time. Default: 2. */
  readonly judging?: number
  readonly smoothing?: Smoothing
  /** How often the chain is looked at, in ms. Default: 1,000. */
  readonly pollMs?: number
  /** Told of each window when it is scored and on disk. */
  readonly onWindow?: (report: WindowReport<Detail, State>) => void
  readonly signal?: AbortSignal
  readonly clock?: Clock
  readonly log?: KitLog
  readonly metrics?: KitMetrics
}

/** A window that was scored. */
export interface WindowReport<Detail, State> {
  readonly window: number
  readonly verdicts: readonly Verdict<Detail>[]
  readonly scores: readonly (readonly [uid: number, score: number])[]
  /** Smoothed shares, from which weights are made. */
  readonly shares: readonly (readonly [hotkey: string, share: number])[]
  readonly state: State
}

/** Whether a neuron is asked by default: it serves an axon and is no validator of weight. */
export const isMiner = (neuron: Neuron, validatorStakeAlphaRao: bigint): boolean =>
  neuron.axon !== undefined &&
  !(neuron.validatorPermit && neuron.stakeAlphaRao >= validatorStakeAlphaRao)

/** 4,096 alpha. */
export const DEFAULT_VALIDATOR_STAKE = 4_096_000_000_000n
