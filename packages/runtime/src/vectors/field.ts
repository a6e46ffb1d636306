/** A file is not what its schema says. The message is one sentence and names the place. */
export class VectorFormatError extends Error {
  readonly code = 'VectorFormat'

  constructor(sentence: string) {
    super(sentence)
    this.name = 'VectorFormatError'
  }
}

/** A place in a parsed document. Every reader throws `VectorFormatError` on a value of another kind. */
export interface Field {
  /** E.g. `pool[3].before.x`. */
  readonly path: string
  readonly value: unknown
  /** Absent or null. */
  readonly isNone: boolean
  /** A property; absent ones are none. */
  at(name: string): Field
  /** An item of a list that must have it. */
  item(index: number): Field
  list(): readonly Field[]
  text(): string
  /** A decimal string or a JSON integer, with bounds where given. */
  integer(min?: bigint, max?: bigint): bigint
  /** A whole JSON number of at least 0 and at most `max`. */
  count(max?: number): number
  flag(): boolean
}

const U64_MAX = (1n << 64n) - 1n
const DECIMAL = /^-?\d{1,4000}$/

/** Wraps a parsed value. @param path how messages call it; empty for a whole document */
export function createField(value: unknown, path: string): Field {
  const wrong = (what: string): never => {
    throw new VectorFormatError(`${path === '' ? 'the file' : path} is not ${what}`)
  }
  const items = (): readonly unknown[] => (Array.isArray(value) ? value : wrong('a list'))
  return {
    path,
    value,
    isNone: value === undefined || value === null,
    at(name) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong('an object')
      const inner: unknown = Object.hasOwn(value as object, name)
        ? (value as Record<string, unknown>)[name]
        : undefined
      return createField(inner, path === '' ? name : `${path}.${name}`)
    },
    item: (index) => createField(items()[index], `${path}[${index}]`),
    list: () => items().map((each, index) => createField(each, `${path}[${index}]`)),
    text: () => (typeof value === 'string' ? value : wrong('a text')),
    integer(min, max) {
      const isNumber = typeof value === 'number' && Number.isSafeInteger(value)
      const isText = typeof value === 'string' && DECIMAL.test(value)
      if (!isNumber && !isText) return wrong('an integer')
      const integer = BigInt(value)
      if (min !== undefined && integer < min) return wrong(`an integer of at least ${min}`)
      if (max !== undefined && integer > max) return wrong(`an integer of at most ${max}`)
      return integer
    },
    count(max = Number.MAX_SAFE_INTEGER) {
      const isCount = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
      return isCount && value <= max ? value : wrong(`a whole number from 0 to ${max}`)
    },
    flag: () => (typeof value === 'boolean' ? value : wrong('true or false')),
  }
}

/** An amount: 0 to 2^64 − 1. */
export const readU64 = (field: Field): bigint => field.integer(0n, U64_MAX)

/** A 128-bit number of at least 0: the raw of an unsigned fixed-point number, a volume. */
export const readU128 = (field: Field): bigint => field.integer(0n, (1n << 128n) - 1n)

/** A signed 64-bit number. */
export const readI64 = (field: Field): bigint => field.integer(-(1n << 63n), (1n << 63n) - 1n)
