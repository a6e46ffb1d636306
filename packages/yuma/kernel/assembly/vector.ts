import { div } from './fixed'
import { get, set } from './memory'

/** Sum of a vector, wrapping. */
export function sumOf(vector: usize, n: i32): i64 {
  let total: i64 = 0
  for (let uid = 0; uid < n; uid++) total += get(vector, uid)
  return total
}

/** Divides a vector by a total, into `target`; a plain copy when that is 0. */
export function divideBy(total: i64, vector: usize, target: usize, n: i32): void {
  for (let uid = 0; uid < n; uid++) {
    const value = get(vector, uid)
    set(target, uid, total == 0 ? value : div(value, total))
  }
}

/** Divides a vector by its sum, in place (spec: 35-yuma-epoch §3.1). */
export function normalize(vector: usize, n: i32): void {
  divideBy(sumOf(vector, n), vector, vector, n)
}
