/** What went wrong in the subnet kit; stable, one name per sentence. */
export type SubnetErrorCode =
  | 'FieldInvalid'
  | 'ManifestInvalid'
  | 'SeedInvalid'
  | 'StoreBroken'
  | 'StoreOfAnother'
  | 'LogBroken'
  | 'OptionInvalid'
  | 'NameInvalid'

/** Base of the errors of this folder: what happened, and what to do. */
export class SubnetError extends Error {
  readonly code: SubnetErrorCode

  constructor(code: SubnetErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SubnetError'
    this.code = code
  }
}

/** A field of a request or response that the subnet does not take; the peer is told the message. */
export class InvalidFieldError extends SubnetError {
  /** Name of the field on the wire. */
  readonly field: string

  /** @param problem what is wrong with it, without its value: `must be a string of H and P` */
  constructor(field: string, problem: string) {
    super('FieldInvalid', `Field "${field}" ${problem}.`)
    this.name = 'InvalidFieldError'
    this.field = field
  }
}
