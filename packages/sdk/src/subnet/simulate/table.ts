import type { Agent } from '../agents/agent.ts'
import type { Fault } from '../subnet.ts'

/** What an agent did and earned. */
export interface AgentRow extends Pick<
  Agent<never, unknown>,
  'name' | 'kind' | 'honest' | 'bound'
> {
  readonly reliable: boolean
  readonly cheatsFrom: number
  readonly uids: readonly number[]
  /** Mean quality on held-out tasks, 0 to 1; absent where it was not measured. */
  readonly skill?: number
  /** Part of the pay of all miners in each window, 0 to 1. */
  readonly earned: readonly number[]
  readonly questions: number
  /** Answers that the subnet accepted. */
  readonly accepted: number
  /** Mean over all questions. */
  readonly quality: number
  readonly faults: Readonly<Record<Fault, number>>
  /** Windows in which a proof of cheating was held against it. */
  readonly convictions: number
}

/** What a validator earned. */
export interface ValidatorRow {
  readonly name: string
  readonly kind: string
  /** Part of all stake, 0 to 1. */
  readonly stake: number
  /** Part of the pay of all validators in each window, 0 to 1. */
  readonly earned: readonly number[]
}

/** Who earned what in a simulation. */
export interface SimulationTable {
  readonly subnet: string
  readonly windows: number
  readonly agents: readonly AgentRow[]
  readonly validators: readonly ValidatorRow[]
  /** Time on this machine, in ms; the only part that differs between runs. */
  readonly cost: {
    /** Work of honest agents per question. */
    readonly minerMs: number
    /** Challenge and judging per question. */
    readonly validatorMs: number
  }
}

/** Sum in the order of the array. */
export const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0)
