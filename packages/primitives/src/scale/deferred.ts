import type { Type } from './type.ts'

/** A type that is named before it is known: the knot of a recursive declaration. */
export interface Deferred<T> extends Type<T> {
  /** Ties the knot; once, by the module that assembles the parts. */
  define(type: Type<T>): void
}

/**
 * A type to be defined later, for recursion (a call that holds calls). Each use on the way down
 * counts against the reader's depth limit. A reader may know another meaning of it (`meanings`).
 */
export function deferred<T>(name: string): Deferred<T> {
  let target: Type<T> | undefined
  const known = (): Type<T> => {
    if (target === undefined) throw new Error(`${name} is used before it is defined`)
    return target
  }
  const self: Deferred<T> = {
    define(type) {
      if (target !== undefined) throw new Error(`${name} is defined twice`)
      target = type
    },
    get info() {
      return known().info
    },
    encodeTo: (value, out) => known().encodeTo(value, out),
    decodeFrom(input) {
      const type = input.meanings?.get(self) ?? known()
      // Whoever gives a reader another meaning of this type gives one of the same values.
      return input.nested(() => type.decodeFrom(input) as T)
    },
  }
  return self
}
