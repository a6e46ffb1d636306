import { chacha20 } from '@noble/ciphers/chacha.js'
import { SubnetError } from '../errors.ts'

/** Numbers from a seed: the same on every machine and in every version of JavaScript. */
export interface TaskRandom {
  /** An integer of 0 to 2³² − 1. */
  u32(): number
  /**
   * An integer of 0 to `bound` − 1, each equally likely.
   * @param bound an integer of 1 to 2³²
   */
  below(bound: number): number
  /** A multiple of 2⁻⁵³ in [0, 1). */
  float53(): number
  /** From the normal distribution of mean 0 and variance 1. */
  gaussian(): number
  /** A new array with the items in random order. */
  shuffle<Item>(items: readonly Item[]): Item[]
  /** @param length 0 to 2²⁰ */
  bytes(length: number): Uint8Array
}

/**
 * The stream of ChaCha20 (RFC 8439) with the seed as key, a nonce of zeros, and the block counter
 * from 0, read as little-endian words. It ends after 2³² blocks (256 GiB).
 *
 * @param seed 32 bytes
 * @throws SubnetError `SeedInvalid`
 */
export function taskRandom(seed: Uint8Array): TaskRandom {
  if (seed.length !== SEED_BYTES)
    throw new SubnetError('SeedInvalid', `A seed has 32 bytes, not ${seed.length}.`)
  const u32 = createWords(seed)
  const float53 = () => ((u32() >>> 5) * 2 ** 26 + (u32() >>> 6)) / 2 ** 53
  const below = (bound: number) => drawBelow(u32, bound)
  return {
    u32,
    below,
    float53,
    gaussian: createGaussian(float53),
    shuffle: (items) => shuffled(items, below),
    bytes: (length) => drawBytes(u32, length),
  }
}

const SEED_BYTES = 32
const NONCE = new Uint8Array(12)
const BLOCK_BYTES = 64
/** PERF: many tasks draw a few numbers only, others very many. */
const FIRST_BLOCKS = 2
const BLOCKS_AT_ONCE = 16
const ZEROS = new Uint8Array(BLOCK_BYTES * BLOCKS_AT_ONCE)
const MAX_BYTES = 2 ** 20

function createWords(seed: Uint8Array): () => number {
  const key = Uint8Array.from(seed)
  let stream = new Uint8Array(0)
  let view = new DataView(stream.buffer)
  let position = 0
  let block = 0
  return () => {
    if (position === stream.length) {
      const blocks = block === 0 ? FIRST_BLOCKS : BLOCKS_AT_ONCE
      stream = chacha20(key, NONCE, ZEROS.subarray(0, blocks * BLOCK_BYTES), undefined, block)
      view = new DataView(stream.buffer, stream.byteOffset)
      block += blocks
      position = 0
    }
    const word = view.getUint32(position, true)
    position += 4
    return word
  }
}

function drawBelow(u32: () => number, bound: number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32)
    throw new SubnetError('OptionInvalid', `A bound is an integer of 1 to 2^32, not ${bound}.`)
  // Words above the last multiple of the bound would favour small results.
  const limit = 2 ** 32 - (2 ** 32 % bound)
  let word = u32()
  while (word >= limit) word = u32()
  return word % bound
}

/**
 * The polar method: besides arithmetic it needs only log and sqrt, on which versions of JavaScript
 * agree (spec: 85-subnets §0.3).
 */
function createGaussian(float53: () => number): () => number {
  let spare: number | undefined
  return () => {
    if (spare !== undefined) {
      const result = spare
      spare = undefined
      return result
    }
    let x = 0
    let y = 0
    let square = 0
    do {
      x = 2 * float53() - 1
      y = 2 * float53() - 1
      square = x * x + y * y
    } while (square >= 1 || square === 0)
    const factor = Math.sqrt((-2 * Math.log(square)) / square)
    spare = y * factor
    return x * factor
  }
}

function shuffled<Item>(items: readonly Item[], below: (bound: number) => number): Item[] {
  const result = [...items]
  for (let last = result.length - 1; last > 0; last--) {
    const other = below(last + 1)
    const item = result[last] as Item
    result[last] = result[other] as Item
    result[other] = item
  }
  return result
}

function drawBytes(u32: () => number, length: number): Uint8Array {
  if (!Number.isInteger(length) || length < 0 || length > MAX_BYTES)
    throw new SubnetError('OptionInvalid', `A length is an integer of 0 to 2^20, not ${length}.`)
  const words = new Uint8Array(Math.ceil(length / 4) * 4)
  const view = new DataView(words.buffer)
  for (let at = 0; at < words.length; at += 4) view.setUint32(at, u32(), true)
  return words.subarray(0, length)
}
