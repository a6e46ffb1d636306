import { mulHighUnsigned } from './fixed'

/** 128-bit numbers, for what is computed once per uid. */

/** Halves of the number in hand. */
export let high: u64 = 0
export let low: u64 = 0

/** Takes a number in hand. */
export function begin(newHigh: u64, newLow: u64): void {
  high = newHigh
  low = newLow
}

/** Adds to the number in hand, saturating at 2^127 − 1. */
export function increase(otherHigh: u64, otherLow: u64): void {
  low += otherLow
  high += otherHigh + (low < otherLow ? 1 : 0)
  if (<i64>high < 0) {
    high = <u64>i64.MAX_VALUE
    low = u64.MAX_VALUE
  }
}

/**
 * value / total as raw I32F32: truncated in I64F64, 0 on overflow there, then floored and clamped.
 * `value` is not negative; `total` is when a sum of stakes has wrapped.
 */
export function sharePerTotal(valueHigh: u64, valueLow: u64, totalHigh: u64, totalLow: u64): i64 {
  if ((totalHigh | totalLow) == 0) return floorToFixed(valueHigh, valueLow)
  if ((valueHigh | valueLow) == 0) return 0
  const isNegative = <i64>totalHigh < 0
  let divisorHigh = totalHigh
  let divisorLow = totalLow
  if (isNegative) {
    divisorLow = <u64>0 - totalLow
    divisorHigh = ~totalHigh + (totalLow == 0 ? 1 : 0)
  }
  const isBelow = isLess(valueHigh, valueLow, divisorHigh, divisorLow)
  if (!isNegative && isBelow) {
    return divideBelow(valueHigh, valueLow, divisorHigh, divisorLow)
  }
  return divideWhole(valueHigh, valueLow, divisorHigh, divisorLow, isNegative)
}

/** The general division: 127 bits of the whole part, then 64 of the fraction. */
function divideWhole(
  valueHigh: u64,
  valueLow: u64,
  divisorHigh: u64,
  divisorLow: u64,
  isNegative: bool,
): i64 {
  restHigh = 0
  restLow = 0
  let wholeHigh: u64 = 0
  let wholeLow: u64 = 0
  for (let bit = 127; bit >= 0; bit--) {
    const next = bit >= 64 ? (valueHigh >> (bit - 64)) & 1 : (valueLow >> bit) & 1
    wholeHigh = (wholeHigh << 1) | (wholeLow >> 63)
    wholeLow = (wholeLow << 1) | divideStep(next, divisorHigh, divisorLow)
  }
  let fraction: u64 = 0
  for (let bit = 0; bit < 64; bit++) {
    fraction = (fraction << 1) | divideStep(0, divisorHigh, divisorLow)
  }
  const isLowest = isNegative && wholeLow == 1 << 63 && fraction == 0
  if (wholeHigh != 0 || (<i64>wholeLow < 0 && !isLowest)) return 0
  if (!isNegative) return floorToFixed(wholeLow, fraction)
  return floorToFixed(~wholeLow + (fraction == 0 ? 1 : 0), <u64>0 - fraction)
}

/**
 * floor(value · 2^32 / divisor); requires value < divisor < 2^127. One digit of long division in base
 * 2^32: the leading bits give a quotient that is at most two too large.
 */
function divideBelow(valueHigh: u64, valueLow: u64, divisorHigh: u64, divisorLow: u64): i64 {
  const shift = divisorHigh == 0 ? 64 + <i32>clz(divisorLow) : <i32>clz(divisorHigh)
  const dHigh = shiftedHigh(divisorHigh, divisorLow, shift)
  const dLow = shiftedLow(divisorLow, shift)
  const vHigh = shiftedHigh(valueHigh, valueLow, shift)
  const vLow = shiftedLow(valueLow, shift)
  let quotient = vHigh / (dHigh >> 32)
  // The dividend in three words of 64 bits, and the product to compare it with.
  const top = vHigh >> 32
  const middle = (vHigh << 32) | (vLow >> 32)
  const bottom = vLow << 32
  let productLow = dLow * quotient
  const carried = mulHighUnsigned(dLow, quotient)
  let productMiddle = dHigh * quotient + carried
  let productTop = mulHighUnsigned(dHigh, quotient) + (productMiddle < carried ? 1 : 0)
  while (
    productTop > top ||
    (productTop == top && isLess(middle, bottom, productMiddle, productLow))
  ) {
    quotient--
    const borrow: u64 = productLow < dLow ? 1 : 0
    productLow -= dLow
    if (productMiddle < dHigh || (productMiddle == dHigh && borrow != 0)) productTop--
    productMiddle = productMiddle - dHigh - borrow
  }
  return <i64>quotient
}

function shiftedHigh(numberHigh: u64, numberLow: u64, shift: i32): u64 {
  if (shift >= 64) return numberLow << (shift - 64)
  return shift == 0 ? numberHigh : (numberHigh << shift) | (numberLow >> (64 - shift))
}

function shiftedLow(numberLow: u64, shift: i32): u64 {
  return shift >= 64 ? 0 : numberLow << shift
}

let restHigh: u64 = 0
let restLow: u64 = 0

/** One step of long division: brings a bit down and answers the bit of the quotient. */
function divideStep(next: u64, divisorHigh: u64, divisorLow: u64): u64 {
  const carry = restHigh >> 63
  restHigh = (restHigh << 1) | (restLow >> 63)
  restLow = (restLow << 1) | next
  if (carry == 0 && isLess(restHigh, restLow, divisorHigh, divisorLow)) return 0
  restHigh = restHigh - divisorHigh - (restLow < divisorLow ? 1 : 0)
  restLow -= divisorLow
  return 1
}

function isLess(aHigh: u64, aLow: u64, bHigh: u64, bLow: u64): bool {
  return aHigh < bHigh || (aHigh == bHigh && aLow < bLow)
}

/** Raw I64F64 as raw I32F32: floored, clamped. */
function floorToFixed(wholeBits: u64, fraction: u64): i64 {
  const whole = <i64>wholeBits
  if (whole > i32.MAX_VALUE) return i64.MAX_VALUE
  if (whole < i32.MIN_VALUE) return i64.MIN_VALUE
  return (whole << 32) | <i64>(fraction >> 32)
}
