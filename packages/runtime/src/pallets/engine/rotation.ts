import { bytesToHex, compareBytes } from '@plexus/primitives'
import type { Validator } from './types.ts'

/** What one rotation may change, and whom it must take out. */
export interface RotationRules {
  /** Part of all power that may move. */
  readonly maxChurnPermille: number
  readonly maxValidators: number
  isBarred(key: Uint8Array): boolean
}

const WHOLE = 1000n
/** Fewer members than these are left by nobody's choice. */
const FEW = 4
/** One in so many may be new. */
const JOIN_BITS = 2

/**
 * The set on its way to the target: barred members go first, then the largest changes. The power
 * that may move bounds all of them together; the change that does not fit is made in part, so that
 * every set arrives in the end.
 *
 * @returns the next set, by key bytes
 */
export function rotate(
  active: readonly Validator[],
  target: readonly Validator[],
  rules: RotationRules,
): readonly Validator[] {
  const set = new Map(active.map((each) => [bytesToHex(each.key), each]))
  const fewest = active.length < FEW ? active.length : FEW
  const most = (totalPower(active) * BigInt(rules.maxChurnPermille)) / WHOLE
  // A set of hardly any power must be able to change too.
  let movable = most > 0n ? most : 1n
  let joins = active.length >> JOIN_BITS || 1
  for (const { key, from, to, isBarred } of changes(active, target, rules)) {
    const name = bytesToHex(key)
    const isNew = from === 0n
    if (isNew && (joins === 0 || set.size >= rules.maxValidators)) continue
    if (to === 0n && set.size <= (isBarred ? 1 : fewest)) continue
    const step = lesser(distance(from, to), movable)
    if (step === 0n) break
    const power = to > from ? from + step : from - step
    if (power === 0n) set.delete(name)
    else set.set(name, { key, power })
    if (isNew) joins -= 1
    movable -= step
  }
  return [...set.values()].sort(byKey)
}

/**
 * The set without barred members. Who cannot go at once stays for the next rotation: the set is
 * never empty, and no more than a third of its power leaves in one block.
 */
export function expel(
  active: readonly Validator[],
  isBarred: (key: Uint8Array) => boolean,
): readonly Validator[] {
  const total = totalPower(active)
  let left = active.length
  let gone = 0n
  return active.filter(({ key, power }) => {
    if (left === 1 || (gone + power) * THIRD > total || !isBarred(key)) return true
    left -= 1
    gone += power
    return false
  })
}

/** What turns one set into another, by key bytes; power 0 for who has left. */
export function difference(
  before: readonly Validator[],
  after: readonly Validator[],
): readonly Validator[] {
  return movements(before, after)
    .filter(({ from, to }) => from !== to)
    .map(({ key, to }) => ({ key, power: to }))
    .sort(byKey)
}

/** All power of a set. */
export const totalPower = (set: readonly Validator[]): bigint =>
  set.reduce((sum, { power }) => sum + power, 0n)

/** The order of validators in every list. */
export const byKey = (a: Validator, b: Validator): number => compareBytes(a.key, b.key)

const THIRD = 3n

interface Movement {
  readonly key: Uint8Array
  readonly from: bigint
  readonly to: bigint
}

interface Change extends Movement {
  readonly isBarred: boolean
}

function changes(
  active: readonly Validator[],
  target: readonly Validator[],
  rules: RotationRules,
): readonly Change[] {
  return movements(active, target)
    .filter(({ from, to }) => from !== to)
    .map((each) => ({ ...each, isBarred: rules.isBarred(each.key) }))
    .sort((a, b) => {
      if (a.isBarred !== b.isBarred) return a.isBarred ? -1 : 1
      const [x, y] = [distance(a.from, a.to), distance(b.from, b.to)]
      return x === y ? compareBytes(a.key, b.key) : x > y ? -1 : 1
    })
}

function movements(before: readonly Validator[], after: readonly Validator[]): readonly Movement[] {
  const found = new Map<string, Movement>()
  for (const { key, power } of before) found.set(bytesToHex(key), { key, from: power, to: 0n })
  for (const { key, power } of after) {
    const from = found.get(bytesToHex(key))?.from ?? 0n
    found.set(bytesToHex(key), { key, from, to: power })
  }
  return [...found.values()]
}

const distance = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a)
const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b)
