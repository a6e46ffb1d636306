/**
 * Why a message is refused. `InvalidField`: a value of the request or response; `InvalidHeader`: the
 * headers do not make a synapse; `InvalidBody`: not the JSON that the protocol sends;
 * `InvalidTensor`: bytes, type and shape do not fit.
 */
export type SynapseErrorCode = 'InvalidField' | 'InvalidHeader' | 'InvalidBody' | 'InvalidTensor'

/** A message that another neuron sent and that cannot be used. `code` is stable. */
export class SynapseError extends Error {
  readonly code: SynapseErrorCode

  constructor(code: SynapseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SynapseError'
    this.code = code
  }
}

/** A field of a request or response that breaks the rules of its subnet. */
export class InvalidFieldError extends SynapseError {
  readonly field: string

  /** @param problem what is wrong, as the rest of a sentence that begins with the field */
  constructor(field: string, problem: string) {
    super('InvalidField', `${field} ${problem}`)
    this.name = 'InvalidFieldError'
    this.field = field
  }
}
