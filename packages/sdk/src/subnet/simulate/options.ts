import type { Agent } from '../agents/agent.ts'
import type { Subnet } from '../subnet.ts'
import type { Smoothing } from '../validator/kit-state.ts'
import type { Payout } from './payout.ts'

/** How a simulated validator makes its weights. */
export type ValidatorStrategy =
  /** Judges in every window. */
  | { readonly kind: 'honest' }
  /** Judges in one window of `every`, and sends its old weights in the others. */
  | { readonly kind: 'lazy'; readonly every: number }
  /** Judges nothing: sends the mean of what others sent, once it is revealed. */
  | { readonly kind: 'copying'; readonly lagWindows: number }

/** A validator of a simulation. */
export interface SimulatedValidator {
  readonly name: string
  /** Any positive number; shares of stake are made of them. */
  readonly stake: number
  readonly strategy: ValidatorStrategy
}

/** What is simulated. */
export interface SimulationOptions<Request, Response, Backend, Detail, State> {
  readonly subnet: Subnet<Request, Response, Backend, Detail, State>
  /** Made anew for each simulation. */
  readonly agents: readonly Agent<Request, Response>[]
  /** Default: {@link DEFAULT_VALIDATORS}. */
  readonly validators?: readonly SimulatedValidator[]
  readonly windows: number
  /** 32 bytes. The same seed gives the same table, but for costs. */
  readonly seed: Uint8Array
  /** Tasks on which the skill of each honest agent is measured beforehand. Default: 0, none. */
  readonly heldOutTasks?: number
  /** Default: {@link createMedianPayout}. */
  readonly payout?: Payout
  readonly smoothing?: Smoothing
  /** Ends it; `simulate` rejects with the reason. */
  readonly signal?: AbortSignal
  /** Told after each window how many are done. */
  readonly onWindow?: (done: number) => void
}

/** An honest majority, one that judges each fifth window, and one that copies three windows late. */
export const DEFAULT_VALIDATORS: readonly SimulatedValidator[] = [
  { name: 'honest', stake: 60, strategy: { kind: 'honest' } },
  { name: 'lazy', stake: 20, strategy: { kind: 'lazy', every: 5 } },
  { name: 'copying', stake: 20, strategy: { kind: 'copying', lagWindows: 3 } },
]
