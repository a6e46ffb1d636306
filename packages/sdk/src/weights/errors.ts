/** Why weights cannot be put on the chain. */
export type WeightsErrorCode =
  | 'InvalidWeight'
  | 'InvalidUid'
  | 'LengthMismatch'
  | 'InvalidIndex'
  | 'InvalidHotkey'
  | 'InvalidSalt'
  | 'InvalidVersionKey'

/** Weights, or what goes with them into a commitment, that the chain cannot take. */
export class WeightsError extends Error {
  readonly code: WeightsErrorCode

  constructor(code: WeightsErrorCode, message: string) {
    super(message)
    this.name = 'WeightsError'
    this.code = code
  }
}

/** Why something cannot be locked until a round of a beacon, or opened with its signature. */
export type TimelockErrorCode =
  | 'InvalidRound'
  | 'InvalidTime'
  | 'InvalidBeaconKey'
  | 'InvalidSignature'
  | 'MalformedCiphertext'
  | 'WrongSignature'
  | 'TooLong'

/** A timelock operation that failed. The message never carries what was locked. */
export class TimelockError extends Error {
  readonly code: TimelockErrorCode

  constructor(code: TimelockErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'TimelockError'
    this.code = code
  }
}
