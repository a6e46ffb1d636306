import * as Place from '../../src/kernel/layout'
import { add, mul, ONE, sub } from './fixed'
import { get, set, set16 } from './memory'
import { emaUids, emaValues, n, parameter, scratchA } from './state'

/** The plain moving average of one row of bonds (spec: 35-yuma-epoch §7), gathered in `scratchA`. */

/** What the average takes of a new bond. */
export function addFresh(j: i32, value: i64): void {
  set(scratchA, j, add(get(scratchA, j), mul(parameter(Place.ALPHA), value)))
}

/** What the average keeps of an old bond. */
export function addOld(j: i32, value: i64): void {
  set(scratchA, j, add(get(scratchA, j), mul(sub(ONE, parameter(Place.ALPHA)), value)))
}

/** Collects the positive averages of a row from `at` on, and adds them to `sums` of the columns. */
export function collectRow(at: i32, sums: usize): i32 {
  for (let j = 0; j < n; j++) {
    const value = get(scratchA, j)
    if (value == 0) continue
    set(scratchA, j, 0)
    if (value < 0) continue
    set16(emaUids, at, j)
    set(emaValues, at, value)
    set(sums, j, add(get(sums, j), value))
    at++
  }
  return at
}
