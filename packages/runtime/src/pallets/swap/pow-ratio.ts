/** Exponents that are taken exactly, after reduction. */
const MAX_EXACT_EXPONENT = 1024n
const GUARD_BITS = 24n
const GUARD = 1n << GUARD_BITS
const HALF_GUARD = GUARD >> 1n
const MIN_PRECISION = 32n
const SCALE_MARGIN = 8n
const TERM_MARGIN = 128n
const MAX_TERMS = 4096n

/**
 * (bn / bd) ^ (en / ed) · scale, rounded down (spec: 40-amm §3.1). Small exponents are exact;
 * others go through logarithm and exponential, whose series may stop early: the result is what they
 * give. All inputs are ≥ 0. PERF: a power by logarithm takes 0.3 ms with 256 bits, 2 ms with 1024.
 *
 * @returns `undefined` where a denominator is 0
 */
export function powRatioScaled(
  base: { readonly numerator: bigint; readonly denominator: bigint },
  exponent: { readonly numerator: bigint; readonly denominator: bigint },
  precision: bigint,
  scale: bigint,
): bigint | undefined {
  const { numerator: bn, denominator: bd } = base
  if (bd === 0n || exponent.denominator === 0n) return undefined
  if (bn === 0n) return 0n
  if (exponent.numerator === 0n) return scale
  const divisor = greatestCommonDivisor(exponent.numerator, exponent.denominator)
  const en = exponent.numerator / divisor
  const ed = exponent.denominator / divisor
  if (en <= MAX_EXACT_EXPONENT && ed <= MAX_EXACT_EXPONENT) {
    return rootFloor((bn ** en * scale ** ed) / bd ** en, ed)
  }
  const bits = largest(precision, MIN_PRECISION, bitLength(scale) + SCALE_MARGIN)
  const series = seriesOf(bits + GUARD_BITS)
  const logarithm = floorDiv((series.lnInteger(bn) - series.lnInteger(bd)) * en, ed)
  return (roundGuard(series.exp(logarithm)) * scale) >> bits
}

interface Series {
  /** Natural logarithm of an integer above 0, as a fixed-point number. */
  lnInteger(value: bigint): bigint
  /** The exponential of a fixed-point number. */
  exp(value: bigint): bigint
}

/** Series over fixed-point numbers of so many fraction bits. */
function seriesOf(bits: bigint): Series {
  const one = 1n << bits
  const half = one >> 1n
  const terms = bits + TERM_MARGIN > MAX_TERMS ? MAX_TERMS : bits + TERM_MARGIN

  /** ln(1 + value). */
  const lnOnePlus = (value: bigint): bigint => {
    let term = value
    let sum = value
    for (let n = 2n; n <= terms; n += 1n) {
      term = (term * value) >> bits
      const part = floorDiv(term, n)
      sum += (n & 1n) === 0n ? -part : part
      if (isGuarded(part)) break
    }
    return sum
  }

  const ln2 = -lnOnePlus(-half)

  return {
    lnInteger(value) {
      let doublings = bitLength(value) - 1n
      let mantissa = (value << bits) >> doublings
      if (mantissa >= one + half) {
        mantissa >>= 1n
        doublings += 1n
      }
      return lnOnePlus(mantissa - one) + ln2 * doublings
    },
    exp(value) {
      let term = one
      let sum = one
      for (let n = 1n; n <= terms; n += 1n) {
        term = floorDiv((term * value) >> bits, n)
        sum += term
        if (isGuarded(term)) break
      }
      return sum
    },
  }
}

/**
 * Whether a term lies within the guard bits: then the series ends. (The reference also ends it when
 * the rounded sum stands still; a term beyond the guard bits always moves that.)
 */
const isGuarded = (term: bigint): boolean => term < GUARD && term > -GUARD

/** Drops the guard bits, to the nearest, ties away from zero. A series cut short may end below 0. */
const roundGuard = (value: bigint): bigint =>
  value < 0n ? -((HALF_GUARD - value) >> GUARD_BITS) : (value + HALF_GUARD) >> GUARD_BITS

/** The largest integer whose power is at most `value`. @param degree 1 to 1024 */
function rootFloor(value: bigint, degree: bigint): bigint {
  if (degree === 1n || value <= 1n) return value
  let root = 0n
  for (let bit = (bitLength(value) - 1n) / degree; bit >= 0n; bit -= 1n) {
    const larger = root | (1n << bit)
    if (larger ** degree <= value) root = larger
  }
  return root
}

const floorDiv = (value: bigint, by: bigint): bigint =>
  value < 0n ? -((by - 1n - value) / by) : value / by

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b]
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger
}

const bitLength = (value: bigint): bigint => BigInt(value.toString(2).length)

const largest = (first: bigint, ...others: readonly bigint[]): bigint =>
  others.reduce((most, each) => (each > most ? each : most), first)
