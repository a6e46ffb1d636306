/** Too many signatures wait for a worker: send the transaction again later. */
export class SignatureQueueFullError extends Error {
  readonly code = 'SignatureQueueFull'

  constructor(limit: number) {
    super(`${limit} signatures wait to be checked; send again later`)
    this.name = 'SignatureQueueFullError'
  }
}

/** The checker was closed before the result was there. */
export class SignatureCheckerClosedError extends Error {
  readonly code = 'SignatureCheckerClosed'

  constructor() {
    super('the signature checker is closed; start a new one')
    this.name = 'SignatureCheckerClosedError'
  }
}
