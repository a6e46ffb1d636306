import { div } from './fixed'
import { get, set } from './memory'

/**
 * Divisions by one total after another of the same column or row, without dividing.
 * PERF: two products and a comparison instead of a 64-bit division.
 */

/** What stands for a total in {@link shareOf}; any number for a total that is not positive. */
export function inverseOf(total: i64): u64 {
  return total > 0 ? u64.MAX_VALUE / <u64>total : 0
}

/** Inverses of a vector of totals. */
export function invert(totals: usize, inverses: usize, n: i32): void {
  for (let j = 0; j < n; j++) set(inverses, j, <i64>inverseOf(get(totals, j)))
}

/** floor(value · 2^32 / total), for 0 ≤ value ≤ total and total > 0. */
@inline
export function shareOf(value: i64, total: i64, inverse: u64): i64 {
  if (<u64>value >> 32 != 0) return div(value, total)
  // The inverse is short of 2^64 / total by less than 1: the product by less than value / 2^32 < 1.
  const share = (<u64>value * inverse) >> 32
  const rest = (<u64>value << 32) - share * <u64>total
  return <i64>share + (rest >= <u64>total ? 1 : 0)
}
