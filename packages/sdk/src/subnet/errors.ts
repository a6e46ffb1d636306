/** What went wrong in the subnet kit; stable, one name per sentence. */
export type SubnetErrorCode =
  | 'SeedInvalid'
  | 'StoreBroken'
  | 'StoreOfAnother'
  | 'StoreInUse'
  | 'LogBroken'
  | 'OptionInvalid'
  | 'NameInvalid'
  | 'ModuleInvalid'

/** Base of the errors of this folder: what happened, and what to do. */
export class SubnetError extends Error {
  readonly code: SubnetErrorCode

  constructor(code: SubnetErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SubnetError'
    this.code = code
  }
}
