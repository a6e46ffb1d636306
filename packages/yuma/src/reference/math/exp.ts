import { clampValue, divTruncSaturating, I32F32, mulFloorChecked, ONE } from '../../fixed.ts'

/** The exponential function of the protocol (spec: 35-yuma-epoch §1.3). */

/** e cut to 23 fraction bits: what exp(1) is, instead of the value of the series. */
const E_RAW = 22_802_600n << 9n

/** Terms 2…31: the exclusive bound of the protocol's loop is the number of fraction bits. */
const LAST_TERM = 31n

const LIMIT = 20n << 32n

/** e^x with x limited to −20…20, as raw I32F32. */
export function expSafe(x: bigint): bigint {
  const limited = clampValue(x, -LIMIT, LIMIT)
  return exp(limited) ?? (limited <= 0n ? 0n : I32F32.max)
}

/** e^x as raw I32F32 by the first 32 terms of the series; `undefined` on overflow. */
export function exp(x: bigint): bigint | undefined {
  if (x === 0n) return ONE
  if (x === ONE) return E_RAW
  const magnitude = x < 0n ? -x : x
  let term = magnitude
  let result = magnitude + ONE
  for (let i = 2n; i <= LAST_TERM; i++) {
    const product = mulFloorChecked(I32F32, term, magnitude)
    if (product === undefined) return undefined
    term = product / i
    result += term
    if (result > I32F32.max) return undefined
  }
  return x < 0n ? divTruncSaturating(I32F32, ONE, result) : result
}
