import type { Type } from './type.ts'

/** A type that is named before it is known: the knot of a recursive declaration. */
export interface Deferred<T> extends Type<T> {
  /** Ties the knot; once, by the module that assembles the parts. */
  define(type: Type<T>): void
}

/**
 * A type to be defined later, for recursion (a call that holds calls). Each use on the way down
 * counts against the reader's depth limit.
 */
export function deferred<T>(name: string): Deferred<T> {
  let target: Type<T> | undefined
  const known = (): Type<T> => {
    if (target === undefined) throw new Error(`${name} is used before it is defined`)
    return target
  }
  return {
    define(type) {
      if (target !== undefined) throw new Error(`${name} is defined twice`)
      target = type
    },
    get info() {
      return known().info
    },
    encodeTo: (value, out) => known().encodeTo(value, out),
    decodeFrom: (input) => input.nested(() => known().decodeFrom(input)),
  }
}
