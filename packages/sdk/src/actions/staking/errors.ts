/** A trade that would cost more than allowed; nothing was sent. */
export class SlippageError extends Error {
  readonly code = 'SlippageTooHigh'
  /** Part of the value that would be lost, of 1. */
  readonly loss: number

  constructor(loss: number, tolerance: number) {
    super(
      `The move would lose ${(loss * 100).toFixed(2)} % of its value, and ${(tolerance * 100).toFixed(2)} % is allowed: move less at a time, or allow more.`,
    )
    this.name = 'SlippageError'
    this.loss = loss
  }
}
