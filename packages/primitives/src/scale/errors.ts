/** Why a SCALE value could not be read or written. */
export type ScaleErrorCode =
  | 'UnexpectedEnd'
  | 'TrailingBytes'
  | 'NonCanonical'
  | 'InvalidValue'
  | 'TooLong'
  | 'TooDeep'

/**
 * A value that cannot be encoded, or bytes that are not a canonical encoding.
 * `code` is stable; the message names the type and the offending value.
 */
export class ScaleError extends Error {
  readonly code: ScaleErrorCode

  constructor(code: ScaleErrorCode, message: string) {
    super(message)
    this.name = 'ScaleError'
    this.code = code
  }
}
