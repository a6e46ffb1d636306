/** Bytes that are no extrinsic of this chain; nothing was executed. */
export class ExtrinsicFormatError extends Error {
  readonly code = 'ExtrinsicFormat'

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.name = 'ExtrinsicFormatError'
  }
}

/** A block whose header does not follow from its parent and its extrinsics. */
export class BlockMismatchError extends Error {
  readonly code = 'BlockMismatch'
  readonly field: string

  constructor(field: string, message: string) {
    super(`${field}: ${message}`)
    this.name = 'BlockMismatchError'
    this.field = field
  }
}

/** A runtime API that this runtime does not have. */
export class UnknownApiError extends Error {
  readonly code = 'UnknownApi'

  constructor(method: string) {
    super(`Exported method ${method} is not found`)
    this.name = 'UnknownApiError'
  }
}

/** A runtime API that could not answer, mostly because its arguments do not decode. */
export class ApiFailedError extends Error {
  readonly code = 'ApiFailed'

  constructor(method: string, reason: string, options?: { readonly cause?: unknown }) {
    super(`${method}: ${reason}`, options)
    this.name = 'ApiFailedError'
  }
}
