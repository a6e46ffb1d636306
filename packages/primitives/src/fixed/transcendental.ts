import { checkedDivTrunc, checkedMulFloor } from './arithmetic.ts'
import { checked, wrapped } from './format.ts'
import type { Fixed, FixedFormat } from './format.ts'

// The results of `encointer/substrate-fixed` v0.6.0, its errors included: its series are cut short
// and two constants have only 23 fraction bits (spec: 35-yuma-epoch §1.3). All loops are bounded by
// the format. Every function answers `undefined` where the library fails.

const CONSTANT_FRACTION = 23n
const E = 22_802_600n
const LOG2_E = 12_102_203n

/** e^x. Exactly 1 gives e cut to 23 fraction bits; elsewhere the Taylor series, cut short. */
export function exp<N extends string>(
  format: FixedFormat<N>,
  x: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> | undefined {
  if (isZero(x)) return format.one
  if (x === format.one) return widened(format, E)
  const raw: bigint = x
  const magnitude = checked(format, raw < 0n ? -raw : raw)
  if (magnitude === undefined) return undefined
  let sum = checked(format, magnitude + format.one)
  if (sum === undefined) return undefined
  let term: Fixed<N> = magnitude
  for (let turn = 2n; turn < format.fraction; turn += 1n) {
    const power = checkedMulFloor(format, term, magnitude)
    if (power === undefined) return undefined
    term = wrapped(format, power / turn)
    sum = checked(format, sum + term)
    if (sum === undefined) return undefined
  }
  return x < 0n ? checkedDivTrunc(format, format.one, sum) : sum
}

/** The logarithm of x to base 2, rounded bit by bit; `undefined` unless x > 0. */
export function log2<N extends string>(
  format: FixedFormat<N>,
  x: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> | undefined {
  if (x <= 0n) return undefined
  if (x >= format.one) return wrapped(format, log2FromOne(format, x))
  const inverse = checkedDivTrunc(format, format.one, x)
  return inverse === undefined ? undefined : wrapped(format, -log2FromOne(format, inverse))
}

/** The natural logarithm of x; `undefined` unless x > 0. */
export function ln<N extends string>(
  format: FixedFormat<N>,
  x: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> | undefined {
  const binary = log2(format, x)
  if (binary === undefined) return undefined
  return checkedDivTrunc(format, binary, widened(format, LOG2_E))
}

/** The square root of x by as many Newton steps as there are fraction bits; x ≥ 0. */
export function sqrt<N extends string>(
  format: FixedFormat<N>,
  x: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> | undefined {
  if (x < 0n) return undefined
  if (isZero(x) || x === format.one) return x
  if (x > format.one) return newtonRoot(format, x)
  const inverse = checkedDivTrunc(format, format.one, x)
  if (inverse === undefined) return undefined
  return checkedDivTrunc(format, format.one, newtonRoot(format, inverse))
}

/** x^y as e^(y · ln x); 0^y is 0 for every y. */
export function pow<N extends string>(
  format: FixedFormat<N>,
  x: Fixed<NoInfer<N>>,
  y: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> | undefined {
  if (isZero(x)) return format.zero
  if (isZero(y)) return format.one
  if (y === format.one) return x
  const logarithm = ln(format, x)
  const product = logarithm === undefined ? undefined : checkedMulFloor(format, logarithm, y)
  return product === undefined ? undefined : exp(format, product)
}

/**
 * x^exponent by repeated multiplication, each rounded down; 0 to any exponent is 0.
 *
 * @param exponent an integer. PERF: linear in its magnitude.
 */
export function powInteger<N extends string>(
  format: FixedFormat<N>,
  x: Fixed<NoInfer<N>>,
  exponent: number,
): Fixed<NoInfer<N>> | undefined {
  if (isZero(x)) return format.zero
  if (exponent === 0) return format.one
  const turns = exponent < 0 ? -exponent : exponent
  let power: Fixed<N> | undefined = x
  for (let turn = 1; turn < turns; turn += 1) {
    power = checkedMulFloor(format, power, x)
    if (power === undefined) return undefined
  }
  return exponent < 0 ? checkedDivTrunc(format, format.one, power) : power
}

/** The raw of log2(x) for x ≥ 1: whole doublings first, then one fraction bit a turn. */
function log2FromOne<N extends string>(format: FixedFormat<N>, x: bigint): bigint {
  const two = format.one << 1n
  let rest = x
  let result = 0n
  while (rest >= two) {
    result += 1n
    rest = halvedNearest(rest)
  }
  if (rest === format.one) return result << format.fraction
  for (let bit = format.fraction; bit > 0n; bit -= 1n) {
    rest = (rest * rest) >> format.fraction
    result <<= 1n
    if (rest >= two) {
      result |= 1n
      rest = halvedNearest(rest)
    }
  }
  return result
}

function halvedNearest(raw: bigint): bigint {
  return (raw >> 1n) + (raw & 1n)
}

function newtonRoot<N extends string>(format: FixedFormat<N>, x: Fixed<N>): Fixed<N> {
  let root = (x >> 1n) + format.one
  for (let turn = 0n; turn < format.fraction; turn += 1n) {
    root = (root + (x << format.fraction) / root) >> 1n
  }
  return wrapped(format, root)
}

function widened<N extends string>(format: FixedFormat<N>, constant: bigint): Fixed<N> {
  return wrapped(format, constant << (format.fraction - CONSTANT_FRACTION))
}

const isZero = (raw: bigint): boolean => raw === 0n
