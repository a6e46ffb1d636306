import { U64_MAX } from '../fixed.ts'
import { CaseError } from './case-error.ts'

/** A JSON value of a case that knows its place, so that what is wrong with it can be named. */
export class Field {
  readonly #value: unknown
  readonly #path: string
  readonly #caseName: string

  constructor(value: unknown, path: string, caseName: string) {
    this.#value = value
    this.#path = path
    this.#caseName = caseName
  }

  /** The member of an object. */
  get(key: string): Field {
    const value = this.#value
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw this.error('an object')
    }
    const path = this.#path === '' ? key : `${this.#path}.${key}`
    const own = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
    return new Field(own, path, this.#caseName)
  }

  isNull(): boolean {
    return this.#value === null
  }

  /** The elements of an array, of `length` where one is given. */
  list(length?: number): readonly Field[] {
    const value: unknown = this.#value
    if (!Array.isArray(value) || (length !== undefined && value.length !== length)) {
      throw this.error(length === undefined ? 'a list' : `a list of ${length}`)
    }
    return value.map((item, index) => {
      return new Field(item, `${this.#path}[${index}]`, this.#caseName)
    })
  }

  /** Both elements of a pair. */
  pair(): readonly [Field, Field] {
    const [first, second] = this.list(2)
    if (first === undefined || second === undefined) throw this.error('a list of 2')
    return [first, second]
  }

  boolean(): boolean {
    if (typeof this.#value !== 'boolean') throw this.error('true or false')
    return this.#value
  }

  /** A boolean of a vector: 0 or 1. */
  flag(): boolean {
    return this.int(0, 1) === 1
  }

  text(): string {
    if (typeof this.#value !== 'string') throw this.error('a text')
    return this.#value
  }

  int(min: number, max: number): number {
    const value = this.#value
    const fits =
      typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
    if (!fits) throw this.error(`a whole number from ${min} to ${max}`)
    return value
  }

  u16(): number {
    return this.int(0, 65_535)
  }

  /** A block or an epoch: a JSON number below 2^53. */
  block(): bigint {
    return BigInt(this.int(0, Number.MAX_SAFE_INTEGER))
  }

  /** An amount: a decimal string. */
  u64(): bigint {
    const value = this.#value
    if (typeof value === 'string' && /^\d{1,20}$/.test(value)) {
      const amount = BigInt(value)
      if (amount <= U64_MAX) return amount
    }
    throw this.error('a decimal string from 0 to 2^64 − 1')
  }

  error(expected: string): CaseError {
    return new CaseError(this.#caseName, this.#path, expected)
  }
}
