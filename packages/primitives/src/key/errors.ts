/** Why a key could not be made, derived or used. */
export type KeyErrorCode =
  | 'InvalidLength'
  | 'InvalidSecret'
  | 'InvalidPublicKey'
  | 'InvalidUri'
  | 'InvalidPhrase'
  | 'InvalidSeed'
  | 'InvalidEntropy'
  | 'SoftJunction'
  | 'TooLong'
  | 'Unavailable'

/** A key operation that failed. `code` is stable; the message never carries secret material. */
export class KeyError extends Error {
  readonly code: KeyErrorCode

  constructor(code: KeyErrorCode, message: string) {
    super(message)
    this.name = 'KeyError'
    this.code = code
  }
}

/** @throws KeyError with `InvalidLength`; the message tells lengths only. */
export function ensureLength(bytes: Uint8Array, length: number, what: string): void {
  if (bytes.length === length) return
  throw new KeyError('InvalidLength', `${what} has ${bytes.length} bytes; give ${length}`)
}
