import { ScaleError } from './errors.ts'

/** What a reader can be asked for. */
interface Readable {
  decodeFrom(input: Reader): unknown
}

/** Bounds, leniencies and meanings of one decode. */
export interface ReaderOptions {
  /** How many recursive values (a call inside a call) may nest; default 256. */
  readonly maxDepth?: number
  /**
   * Accept sets and maps whose items are unsorted or repeated, as the reference does for the
   * arguments of calls (clients send lists in any order). Default false.
   */
  readonly unsortedSets?: boolean
  /**
   * Give byte strings as views of the source, which then must never change, instead of copies.
   * Default false.
   */
  readonly views?: boolean
  /** Deferred types that are something else in this decode than what they were defined as. */
  readonly meanings?: ReadonlyMap<object, Readable> | undefined
}

const DEFAULT_MAX_DEPTH = 256
const WORD = 2 ** 32
/** Below this a high word and any low word together stay under 2^53. */
const EXACT_HIGH = 2 ** 21

/** A cursor over bytes. Every read is bounds-checked and throws `ScaleError('UnexpectedEnd')`. */
export class Reader {
  readonly bytes: Uint8Array
  readonly unsortedSets: boolean
  readonly meanings: ReadonlyMap<object, Readable> | undefined
  offset = 0
  #depth = 0
  #deepest = 0
  readonly #maxDepth: number
  readonly #views: boolean

  constructor(bytes: Uint8Array, options?: ReaderOptions) {
    this.bytes = bytes
    this.unsortedSets = options?.unsortedSets ?? false
    this.meanings = options?.meanings
    this.#maxDepth = options?.maxDepth ?? DEFAULT_MAX_DEPTH
    this.#views = options?.views ?? false
  }

  /** Bytes not read yet. */
  get remaining(): number {
    return this.bytes.length - this.offset
  }

  /** How deep recursive values have nested so far. */
  get deepest(): number {
    return this.#deepest
  }

  u8(): number {
    return this.bytes[this.#take(1)] ?? 0
  }

  u16(): number {
    const at = this.#take(2)
    const { bytes } = this
    return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
  }

  u32(): number {
    return this.#word(this.#take(4))
  }

  u64(): bigint {
    const at = this.#take(8)
    const low = this.#word(at)
    const high = this.#word(at + 4)
    // PERF: most amounts are small; one big integer is made where a number holds them exactly.
    if (high < EXACT_HIGH) return BigInt(high * WORD + low)
    return (BigInt(high) << 32n) | BigInt(low)
  }

  /** The next `length` bytes as a copy, so that the source buffer may be reused; see `views`. */
  take(length: number): Uint8Array {
    const start = this.#take(length)
    const end = start + length
    return this.#views ? this.bytes.subarray(start, end) : this.bytes.slice(start, end)
  }

  /** The next `length` bytes as a view of the source. */
  view(length: number): Uint8Array {
    const start = this.#take(length)
    return this.bytes.subarray(start, start + length)
  }

  /** Runs `read` one level deeper; throws `TooDeep` beyond the limit. */
  nested<T>(read: () => T): T {
    if (this.#depth >= this.#maxDepth) {
      throw new ScaleError('TooDeep', `values nest deeper than ${this.#maxDepth} levels`)
    }
    this.#depth += 1
    if (this.#depth > this.#deepest) this.#deepest = this.#depth
    try {
      return read()
    } finally {
      this.#depth -= 1
    }
  }

  #word(at: number): number {
    const { bytes } = this
    const low = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16)
    return (low | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  }

  #take(length: number): number {
    const start = this.offset
    if (length > this.bytes.length - start) {
      throw new ScaleError(
        'UnexpectedEnd',
        `wanted ${length} bytes at offset ${start}, only ${this.bytes.length - start} are left`,
      )
    }
    this.offset = start + length
    return start
  }
}
