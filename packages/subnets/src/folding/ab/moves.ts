import { below, unit } from '../random.ts'
import type { Words } from '../random.ts'

/**
 * A chain in free space for moves of a few beads at a time. A move turns the beads between two
 * others about the line through these, or an end of the chain about a bead: bonds keep their
 * length.
 */
export interface Turns {
  /** Coordinates, three for each bead. */
  readonly at: Float64Array
  /** Puts the chain elsewhere. @param at is copied */
  place(at: Float64Array): void
  /**
   * Tries a random move.
   * @returns the change of the energy, to be made real by `keep` or forgotten; perhaps not finite
   */
  move(words: Words): number
  /** Makes the last move real. */
  keep(): void
}

/** @param letters 0 for A, 1 for B; may change between moves */
export function createTurns(letters: Uint8Array): Turns {
  const size = 3 * letters.length
  const chain: Chain = {
    letters,
    at: new Float64Array(size),
    fresh: new Float64Array(size),
    low: 0,
    high: 0,
  }
  return {
    at: chain.at,
    place: (at) => chain.at.set(at),
    move(words) {
      plan(chain, words)
      return (
        across(chain, chain.fresh) -
        across(chain, chain.at) +
        (bends(chain, chain.at) - bends(chain, chain.fresh)) / 4
      )
    },
    keep() {
      const { at, fresh, low, high } = chain
      for (let i = 3 * low; i < 3 * high + 3; i++) at[i] = fresh[i] ?? 0
    },
  }
}

interface Chain {
  readonly letters: Uint8Array
  readonly at: Float64Array
  /** Where the beads low to high go. */
  readonly fresh: Float64Array
  low: number
  high: number
}

function plan(chain: Chain, words: Words): void {
  const length = chain.letters.length
  const kind = words.u32()
  // Mostly small angles, up to 90 degrees either way.
  const u = 2 * unit(words) - 1
  const t = u * u * u
  if ((kind & 7) === 0) planEnd(chain, words, kind, t)
  else {
    const stretch = 1 + below(words, kind & 8 ? 1 : Math.min(MAX_STRETCH, length - 2))
    chain.low = 1 + below(words, length - 1 - stretch)
    chain.high = chain.low + stretch - 1
    const { at } = chain
    const a = 3 * (chain.low - 1)
    const b = 3 * (chain.high + 1)
    const axis = [0, 1, 2].map((i) => (at[b + i] ?? 0) - (at[a + i] ?? 0))
    turn(chain, chain.low - 1, axis, t)
  }
}

/** Half of the times only the last bond, else the shorter part of the chain beyond any bead. */
function planEnd(chain: Chain, words: Words, kind: number, t: number): void {
  const length = chain.letters.length
  const isShort = (kind & 8) === 0
  const pivot = isShort ? (kind & 16 ? 1 : length - 2) : 1 + below(words, length - 2)
  const isHead = 2 * pivot < length
  chain.low = isHead ? 0 : pivot + 1
  chain.high = isHead ? pivot - 1 : length - 1
  // The shift keeps the axis from having no length.
  turn(chain, pivot, [unit(words) - 0.5, unit(words) - 0.5, unit(words) - 0.499_999], t)
}

/** Turns the beads low to high about an axis through a bead by the angle 2 arctan t. */
function turn(chain: Chain, anchor: number, axis: readonly number[], t: number): void {
  const { at, fresh, low, high } = chain
  const [ax = 0, ay = 0, az = 0] = axis
  const scale = t / Math.sqrt(ax * ax + ay * ay + az * az)
  const x = ax * scale
  const y = ay * scale
  const z = az * scale
  // The rotation of the quaternion (1, x, y, z), without angle functions.
  const cosine = (1 - t * t) / (1 + t * t)
  const double = 2 / (1 + t * t)
  const ox = at[3 * anchor] ?? 0
  const oy = at[3 * anchor + 1] ?? 0
  const oz = at[3 * anchor + 2] ?? 0
  for (let i = 3 * low; i <= 3 * high; i += 3) {
    const px = (at[i] ?? 0) - ox
    const py = (at[i + 1] ?? 0) - oy
    const pz = (at[i + 2] ?? 0) - oz
    const along = x * px + y * py + z * pz
    fresh[i] = ox + cosine * px + double * (along * x + y * pz - z * py)
    fresh[i + 1] = oy + cosine * py + double * (along * y + z * px - x * pz)
    fresh[i + 2] = oz + cosine * pz + double * (along * z + x * py - y * px)
  }
}

/** Energy of the beads that move with those that do not. */
function across(chain: Chain, place: Float64Array): number {
  const { letters, low, high } = chain
  const last = letters.length - 1
  let sum = 0
  for (let bead = low; bead <= high; bead++)
    sum +=
      pairs(chain, place, bead, 0, Math.min(low - 1, bead - 2)) +
      pairs(chain, place, bead, Math.max(high + 1, bead + 2), last)
  return 4 * sum
}

/** A quarter of the energy of one bead with the resting beads `from` to `to`. */
function pairs(chain: Chain, place: Float64Array, bead: number, from: number, to: number): number {
  const { letters, at } = chain
  const letter = letters[bead] ?? 0
  const x = place[3 * bead] ?? 0
  const y = place[3 * bead + 1] ?? 0
  const z = place[3 * bead + 2] ?? 0
  let sum = 0
  for (let j = from; j <= to; j++) {
    const dx = (at[3 * j] ?? 0) - x
    const dy = (at[3 * j + 1] ?? 0) - y
    const dz = (at[3 * j + 2] ?? 0) - z
    const inverse = 1 / (dx * dx + dy * dy + dz * dz)
    const sixth = inverse * inverse * inverse
    const others = letter + (letters[j] ?? 0)
    sum += sixth * (sixth - (others === 0 ? 1 : others === 1 ? -0.5 : 0.5))
  }
  return sum
}

/** Products of bonds that a move can change: at the beads on both sides of both its ends. */
function bends(chain: Chain, place: Float64Array): number {
  const { low, high } = chain
  const inner = high > low ? bend(chain, place, high) : 0
  return (
    bend(chain, place, low - 1) + bend(chain, place, low) + inner + bend(chain, place, high + 1)
  )
}

/** Scalar product of the two bonds of a bead; moving beads are looked up in `place`. */
function bend({ letters, at, low, high }: Chain, place: Float64Array, bead: number): number {
  if (bead < 1 || bead > letters.length - 2) return 0
  const a = bead - 1 >= low && bead - 1 <= high ? place : at
  const b = bead >= low && bead <= high ? place : at
  const c = bead + 1 >= low && bead + 1 <= high ? place : at
  let sum = 0
  for (let axis = 3 * bead; axis < 3 * bead + 3; axis++) {
    const middle = b[axis] ?? 0
    sum += (middle - (a[axis - 3] ?? 0)) * ((c[axis + 3] ?? 0) - middle)
  }
  return sum
}

/** Beads that turn at once. */
const MAX_STRETCH = 8
