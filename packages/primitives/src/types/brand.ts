declare const brand: unique symbol

/** A value that only its constructor may make; two brands over the same type do not mix. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** A number or id that lies outside its type. */
export class RangeViolation extends Error {
  readonly code = 'OutOfRange'

  constructor(what: string, value: unknown) {
    super(`${String(value)} is not a ${what}`)
    this.name = 'RangeViolation'
  }
}
