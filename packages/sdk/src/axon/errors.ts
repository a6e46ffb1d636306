/** Why an axon cannot do what its owner asks. */
export type AxonErrorCode =
  | 'DuplicateSynapse'
  | 'InvalidSynapse'
  | 'InvalidOption'
  | 'PortTaken'
  | 'NotStarted'
  | 'BadReplayFile'

/** A mistake of the owner of an axon; callers never cause one. `code` is stable. */
export class AxonError extends Error {
  readonly code: AxonErrorCode

  constructor(code: AxonErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AxonError'
    this.code = code
  }
}
