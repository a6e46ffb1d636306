/**
 * I32F32 on raw i64 (spec: 35-yuma-epoch §1.2). The values of a legal epoch take the first line of
 * each function; the rest is exact for every other value.
 */

export const ONE: i64 = 4_294_967_296
export const HALF: i64 = 2_147_483_648
const LOW_HALF: u64 = 0xffff_ffff
const E_RAW: i64 = 11_674_931_200
const EXP_LIMIT: i64 = 85_899_345_920

/** a + b, saturating. */
@inline
export function add(a: i64, b: i64): i64 {
  const sum = a + b
  if (((a ^ sum) & (b ^ sum)) >= 0) return sum
  return a < 0 ? i64.MIN_VALUE : i64.MAX_VALUE
}

/** a − b, saturating. */
export function sub(a: i64, b: i64): i64 {
  const difference = a - b
  if (((a ^ b) & (a ^ difference)) >= 0) return difference
  return a < 0 ? i64.MIN_VALUE : i64.MAX_VALUE
}

/** a · b, floored, saturating. */
@inline
export function mul(a: i64, b: i64): i64 {
  if (<u64>(a | b) >> 32 == 0) return <i64>((<u64>a * <u64>b) >> 32)
  return mulWide(a, b)
}

/** a · b, floored; 0 on overflow. */
export function mulOrZero(a: i64, b: i64): i64 {
  if (<u64>(a | b) >> 32 == 0) return <i64>((<u64>a * <u64>b) >> 32)
  const high = mulHigh(a, b)
  return high >> 31 == high >> 63 ? joinProduct(high, a * b) : 0
}

/** a / b, truncated; 0 when b = 0 and on overflow. */
export function div(a: i64, b: i64): i64 {
  if (<u64>a >> 32 == 0 && b > 0) {
    const quotient = <i64>(((<u64>a) << 32) / <u64>b)
    return quotient >= 0 ? quotient : 0
  }
  return divWide(a, b)
}

/** 1 / b, truncated. Requires b ≥ 2. */
export function reciprocal(b: i64): i64 {
  // 2^64 itself does not fit: one less has the same quotient, but for powers of two.
  const quotient = <i64>(u64.MAX_VALUE / <u64>b)
  return (b & (b - 1)) == 0 ? quotient + 1 : quotient
}

/** `value` within low…high; `low` when they are the wrong way round. */
export function clamp(value: i64, low: i64, high: i64): i64 {
  const limited = value < high ? value : high
  return limited > low ? limited : low
}

/** Floor of value · 65535 within a u16. */
export function toU16(value: i64): i32 {
  if (value <= 0) return 0
  return value >= ONE ? 65_535 : <i32>((<u64>value * 65_535) >> 32)
}

/** The share a stored u16 stands for: floor(value · 2^32 / 65535). */
export function fromU16(value: i32): i64 {
  return <i64>value * 65_537 + (value == 65_535 ? 1 : 0)
}

/** e^x with x limited to −20…20 (spec: 35-yuma-epoch §1.3). */
export function exp(x: i64): i64 {
  const limited = clamp(x, -EXP_LIMIT, EXP_LIMIT)
  if (limited == 0) return ONE
  if (limited == ONE) return E_RAW
  const magnitude = <u64>(limited < 0 ? -limited : limited)
  const low = magnitude & LOW_HALF
  const high = magnitude >> 32
  let term = magnitude
  let result = magnitude + <u64>ONE
  // A term of 20^k / k! stays below 2^58 and its product below 2^62, so that no sum of partial products leaves 64 bits.
  for (let i: usize = 2; i <= 31 && term != 0; i++) {
    const termLow = term & LOW_HALF
    const termHigh = term >> 32
    const product =
      ((termHigh * high) << 32) + termHigh * low + termLow * high + ((termLow * low) >> 32)
    term = product >> 59 == 0 ? quotientBySmall(product, i) : product / i
    result += term
  }
  return limited < 0 ? reciprocal(<i64>result) : <i64>result
}

/** floor(2^64 / i) + 1 for i = 2…31. */
const INVERSES = memory.data<u64>([
  0x8000000000000001, 0x5555555555555556, 0x4000000000000001, 0x3333333333333334,
  0x2aaaaaaaaaaaaaab, 0x2492492492492493, 0x2000000000000001, 0x1c71c71c71c71c72,
  0x199999999999999a, 0x1745d1745d1745d2, 0x1555555555555556, 0x13b13b13b13b13b2,
  0x124924924924924a, 0x1111111111111112, 0x1000000000000001, 0x0f0f0f0f0f0f0f10,
  0x0e38e38e38e38e39, 0x0d79435e50d79436, 0x0ccccccccccccccd, 0x0c30c30c30c30c31,
  0x0ba2e8ba2e8ba2e9, 0x0b21642c8590b217, 0x0aaaaaaaaaaaaaab, 0x0a3d70a3d70a3d71,
  0x09d89d89d89d89d9, 0x097b425ed097b426, 0x0924924924924925, 0x08d3dcb08d3dcb09,
  0x0888888888888889, 0x0842108421084211,
])

/**
 * floor(value / i) for i = 2…31 and value < 2^59: the inverse is too large by at most i / 2^64, which
 * adds less than what a quotient lacks to the next integer.
 */
function quotientBySmall(value: u64, i: usize): u64 {
  const inverse = load<u64>(INVERSES + ((i - 2) << 3))
  const valueLow = value & LOW_HALF
  const valueHigh = value >> 32
  const inverseLow = inverse & LOW_HALF
  const inverseHigh = inverse >> 32
  const middle =
    valueHigh * inverseLow + valueLow * inverseHigh + ((valueLow * inverseLow) >> 32)
  return valueHigh * inverseHigh + (middle >> 32)
}

/** The high 64 bits of the product of two u64. */
export function mulHighUnsigned(a: u64, b: u64): u64 {
  const aLow = a & LOW_HALF
  const aHigh = a >> 32
  const bLow = b & LOW_HALF
  const bHigh = b >> 32
  const middle = aHigh * bLow + ((aLow * bLow) >> 32)
  const other = aLow * bHigh + (middle & LOW_HALF)
  return aHigh * bHigh + (middle >> 32) + (other >> 32)
}

function mulHigh(a: i64, b: i64): i64 {
  return <i64>mulHighUnsigned(<u64>a, <u64>b) - (a < 0 ? b : 0) - (b < 0 ? a : 0)
}

function joinProduct(high: i64, low: i64): i64 {
  return (high << 32) | <i64>(<u64>low >> 32)
}

function mulWide(a: i64, b: i64): i64 {
  const high = mulHigh(a, b)
  if (high >> 31 == high >> 63) return joinProduct(high, a * b)
  return high < 0 ? i64.MIN_VALUE : i64.MAX_VALUE
}

function divWide(a: i64, b: i64): i64 {
  if (b == 0) return 0
  const dividend = a < 0 ? <u64>0 - <u64>a : <u64>a
  const divisor = b < 0 ? <u64>0 - <u64>b : <u64>b
  const whole = dividend / divisor
  if (whole > 0x8000_0000) return 0
  const raw = (whole << 32) + fractionOf(dividend % divisor, divisor)
  const limit = <u64>i64.MAX_VALUE
  if (a < 0 != b < 0) return raw > limit + 1 ? 0 : <i64>(<u64>0 - raw)
  return raw > limit ? 0 : <i64>raw
}

/** floor(rest · 2^32 / divisor), with rest < divisor ≤ 2^63. */
function fractionOf(rest: u64, divisor: u64): u64 {
  if (rest >> 32 == 0) return (rest << 32) / divisor
  let fraction: u64 = 0
  for (let bit = 0; bit < 32; bit++) {
    rest <<= 1
    fraction <<= 1
    if (rest >= divisor) {
      rest -= divisor
      fraction |= 1
    }
  }
  return fraction
}
