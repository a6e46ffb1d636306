import type { AxonOutcome } from './metrics.ts'

/** Ends the way of a request through the axon with a status; caught where replies are written. */
export class Refusal extends Error {
  readonly status: number
  readonly outcome: AxonOutcome

  /** @param message what the caller is told */
  constructor(status: number, outcome: AxonOutcome, message: string) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.outcome = outcome
  }
}
