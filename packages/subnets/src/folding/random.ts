/** A source of random words: `taskRandom` of the kit where scores depend on it, else a fast one. */
export interface Words {
  /** An integer of 0 to 2³² − 1. */
  u32(): number
}

/**
 * The generator xoshiro128** of Blackman and Vigna, for searches: about ten times faster than
 * ChaCha20, not for tasks.
 *
 * @param seed gives the four words of the first state
 */
export function fastWords(seed: Words): Words {
  let a = seed.u32() | 1
  let b = seed.u32()
  let c = seed.u32()
  let d = seed.u32()
  return {
    u32() {
      const five = Math.imul(b, 5)
      const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0
      const shifted = b << 9
      c ^= a
      d ^= b
      b ^= c
      a ^= d
      c ^= shifted
      d = (d << 11) | (d >>> 21)
      return result
    },
  }
}

/** A number in [0, 1) with 32 random bits. */
export const unit = (words: Words): number => words.u32() / 2 ** 32

/**
 * An integer of 0 to `bound` − 1; for bounds below 2¹⁶ each is likely to within 2⁻¹⁶.
 * The product is below 2⁵³, hence exact.
 */
export const below = (words: Words, bound: number): number =>
  Math.floor((words.u32() * bound) / 2 ** 32)

/** Puts the items of a typed array in random order. */
export function shuffle(items: Uint8Array, words: Words): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = below(words, last + 1)
    const item = items[last] ?? 0
    items[last] = items[other] ?? 0
    items[other] = item
  }
}
