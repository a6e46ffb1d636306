import { below, unit } from '../random.ts'
import type { Words } from '../random.ts'

/**
 * A chain in free space with the energy of its pairs at hand, for moves of a few beads at a time.
 * A move turns the beads between two others about the line through these, or an end of the chain
 * about a bead: bonds keep their length.
 */
export interface Turns {
  /** Puts the chain elsewhere. @param at three numbers for each bead; copied */
  place(at: Float64Array): void
  /**
   * Tries a random move.
   * @returns the change of the energy, to be kept by {@link keep} or forgotten
   */
  move(words: Words): number
  /** Makes the last move real. */
  keep(): void
  readonly at: Float64Array
}

/** @param letters 0 for A, 1 for B */
export function createTurns(letters: Uint8Array): Turns {
  const length = letters.length
  const at = new Float64Array(3 * length)
  const fresh = new Float64Array(3 * length)
  let low = 0
  let high = 0

  /** Energy between one bead at three coordinates and the beads from `from` to `to`, with it. */
  const pairs = (place: Float64Array, bead: number, from: number, to: number): number => {
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

  /** Energy of the beads that move with those that do not. */
  const across = (place: Float64Array): number => {
    let sum = 0
    for (let bead = low; bead <= high; bead++)
      sum +=
        pairs(place, bead, 0, Math.min(low - 1, bead - 2)) +
        pairs(place, bead, Math.max(high + 1, bead + 2), length - 1)
    return 4 * sum
  }

  /** Scalar product of the bonds at a bead; moved beads are looked up in `place`. */
  const bend = (place: Float64Array, bead: number): number => {
    if (bead < 1 || bead > length - 2) return 0
    const a = bead - 1 >= low && bead - 1 <= high ? place : at
    const b = bead >= low && bead <= high ? place : at
    const c = bead + 1 >= low && bead + 1 <= high ? place : at
    let sum = 0
    for (let axis = 0; axis < 3; axis++) {
      const middle = b[3 * bead + axis] ?? 0
      sum += (middle - (a[3 * bead - 3 + axis] ?? 0)) * ((c[3 * bead + 3 + axis] ?? 0) - middle)
    }
    return sum
  }

  /** Bends that a move can change: at the two beads on either side of each end of the stretch. */
  const bends = (place: Float64Array): number => {
    let sum = bend(place, low - 1) + bend(place, low)
    if (high > low) sum += bend(place, high)
    return sum + bend(place, high + 1)
  }

  /** Turns beads low to high about an axis through bead `anchor` by the angle 2 arctan t. */
  const turn = (anchor: number, ax: number, ay: number, az: number, t: number): void => {
    const inverse = 1 / Math.sqrt(ax * ax + ay * ay + az * az)
    const x = ax * inverse * t
    const y = ay * inverse * t
    const z = az * inverse * t
    const scale = 2 / (1 + t * t)
    const half = (1 - t * t) / (1 + t * t)
    const ox = at[3 * anchor] ?? 0
    const oy = at[3 * anchor + 1] ?? 0
    const oz = at[3 * anchor + 2] ?? 0
    for (let i = 3 * low; i <= 3 * high; i += 3) {
      const px = (at[i] ?? 0) - ox
      const py = (at[i + 1] ?? 0) - oy
      const pz = (at[i + 2] ?? 0) - oz
      const along = x * px + y * py + z * pz
      fresh[i] = ox + half * px + scale * (along * x + y * pz - z * py)
      fresh[i + 1] = oy + half * py + scale * (along * y + z * px - x * pz)
      fresh[i + 2] = oz + half * pz + scale * (along * z + x * py - y * px)
    }
  }

  const plan = (words: Words): void => {
    const kind = words.u32()
    // Mostly small angles, up to 90 degrees either way.
    const u = 2 * unit(words) - 1
    const t = u * u * u
    if ((kind & 7) === 0) {
      const pivot = 1 + below(words, length - 2)
      const isShort = (kind & 8) === 0
      const bead = isShort ? (kind & 16 ? 1 : length - 2) : pivot
      const isHead = isShort ? bead === 1 : 2 * bead < length
      low = isHead ? 0 : bead + 1
      high = isHead ? bead - 1 : length - 1
      turn(bead, unit(words) - 0.5, unit(words) - 0.5, unit(words) - 0.49999, t)
      return
    }
    const longest = kind & 8 ? 1 : Math.min(MAX_STRETCH, length - 2)
    const stretch = 1 + below(words, longest)
    low = 1 + below(words, length - 1 - stretch)
    high = low + stretch - 1
    const a = 3 * (low - 1)
    const b = 3 * (high + 1)
    turn(
      low - 1,
      (at[b] ?? 0) - (at[a] ?? 0),
      (at[b + 1] ?? 0) - (at[a + 1] ?? 0),
      (at[b + 2] ?? 0) - (at[a + 2] ?? 0),
      t,
    )
  }

  return {
    at,
    place: (other) => at.set(other),
    move(words) {
      plan(words)
      return across(fresh) - across(at) + (bends(at) - bends(fresh)) / 4
    },
    keep() {
      for (let i = 3 * low; i < 3 * high + 3; i++) at[i] = fresh[i] ?? 0
    },
  }
}

/** Beads that turn at once. */
const MAX_STRETCH = 8
