import type { Type } from '../scale/type.ts'

/** A value in a box, so that a present `undefined` differs from an absent one. */
export interface Some<T> {
  readonly value: T
}

/** Puts a value in a box. */
export const some = <T>(value: T): Some<T> => ({ value })

/**
 * The wire form and description of `inner` with boxed values. `Option<Option<T>>` is
 * `option(boxed(option(t)))`: `undefined`, `some(undefined)` or `some(value)`.
 */
export function boxed<T>(inner: Type<T>): Type<Some<T>> {
  return {
    get info() {
      return inner.info
    },
    encodeTo: ({ value }, out) => inner.encodeTo(value, out),
    decodeFrom: (input) => some(inner.decodeFrom(input)),
  }
}
