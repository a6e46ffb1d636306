const ONE = 2n ** 64n - 1n
/** A double tells 53 bits apart. */
const STEPS = 2 ** 53

/**
 * A part of one as the chain writes it, of 2⁶⁴ − 1, rounded down: parts that add up to one never
 * exceed it.
 *
 * @param part 0 to 1
 * @throws RangeError
 */
export function proportionOf(part: number): bigint {
  if (!(part >= 0 && part <= 1)) throw new RangeError(`The part is ${part}; give 0 to 1.`)
  return (ONE * BigInt(Math.floor(part * STEPS))) / BigInt(STEPS)
}

/** A part of one from the chain. */
export const partOf = (proportion: bigint): number => Number(proportion) / Number(ONE)
