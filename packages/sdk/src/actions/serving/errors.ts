/** Why an address cannot be published. */
export type ServeErrorCode =
  /** The text is no IP address. */
  | 'InvalidIp'
  /** The commitment is longer than the chain takes. */
  | 'TooLong'

/** Something about a miner that cannot be published. */
export class ServeError extends Error {
  readonly code: ServeErrorCode

  constructor(code: ServeErrorCode, message: string) {
    super(message)
    this.name = 'ServeError'
    this.code = code
  }
}
