/** A case that does not follow the format of the vectors. The message is one sentence. */
export class CaseError extends Error {
  readonly code = 'MalformedCase'
  /** Id of the case, or its position in the file. */
  readonly caseName: string
  /** Path of the field, for example `in.mechanisms[0].lastUpdate[3]`. */
  readonly field: string

  constructor(caseName: string, field: string, expected: string) {
    super(`Case ${caseName}: field ${field} must be ${expected}.`)
    this.name = 'CaseError'
    this.caseName = caseName
    this.field = field
  }
}
