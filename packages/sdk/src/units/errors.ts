/** Why a text or a calculation gives no amount. */
export type AmountErrorCode =
  /** The text is no decimal number. */
  | 'NotANumber'
  /** More than nine decimals: there is nothing smaller than a rao. */
  | 'TooManyDecimals'
  /** Another unit than the one asked for. */
  | 'WrongUnit'
  /** Below 0, or above 2⁶⁴ − 1 rao. */
  | 'OutOfRange'

/** A text or a calculation that gives no amount. */
export class AmountError extends Error {
  readonly code: AmountErrorCode

  constructor(code: AmountErrorCode, message: string) {
    super(message)
    this.name = 'AmountError'
    this.code = code
  }
}
