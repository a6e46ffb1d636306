const ONE_Q32 = 1n << 32n
const HALF_Q32 = 1n << 31n
const U64_MAX = (1n << 64n) - 1n

/** Factors that were asked for; at most one for each half-life, of which there are 65,536. */
const known = new Map<number, bigint>()

/**
 * What is left of a price after one block, as a fraction of 2^32: the factor that comes to one half
 * after as many blocks as the half-life (spec: 30-block-step §4). PERF: bisection takes about 30 µs
 * and is wanted for each subnet in each block, hence the memory.
 *
 * @param halfLife in blocks, 0 for no decay
 */
export function decayFactorQ32(halfLife: number): bigint {
  const found = known.get(halfLife)
  if (found !== undefined) return found
  const factor = halfLife === 0 ? ONE_Q32 : bisectFactor(halfLife)
  known.set(halfLife, factor)
  return factor
}

function bisectFactor(halfLife: number): bigint {
  let low = 0n
  let high = ONE_Q32
  while (low + 1n < high) {
    const middle = low + ((high - low) >> 1n)
    if (powQ32(middle, halfLife) > HALF_Q32) high = middle
    else low = middle
  }
  return low
}

/** A power of a fraction of 2^32, each product rounded down and at most 2^64 − 1. */
export function powQ32(base: bigint, exponent: number): bigint {
  let result = ONE_Q32
  let factor = base
  for (let power = exponent; power > 0;) {
    if ((power & 1) === 1) result = mulQ32Floor(result, factor)
    power >>= 1
    if (power > 0) factor = mulQ32Floor(factor, factor)
  }
  return result
}

/** A number times a fraction of 2^32, rounded down, at most 2^64 − 1. */
export function mulQ32Floor(value: bigint, factorQ32: bigint): bigint {
  const product = (value * factorQ32) >> 32n
  return product > U64_MAX ? U64_MAX : product
}
