/** What went wrong in folding; stable, one name per sentence. */
export type FoldingErrorCode = 'SequenceInvalid' | 'OptionInvalid' | 'FoldInvalid'

/** Base of the errors of the folding subnet: what happened, and what to do. */
export class FoldingError extends Error {
  readonly code: FoldingErrorCode

  constructor(code: FoldingErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'FoldingError'
    this.code = code
  }
}
