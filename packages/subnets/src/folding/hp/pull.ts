import type { Words } from '../random.ts'
import type { Lattice } from './lattice.ts'

/**
 * Moves of a chain: pulls (Lesh, Mitzenmacher and Whitesides, 2003), of which corner flips are the
 * shortest, turns of an end and pulls of an end into free space. Every move can be reversed by
 * another, and together they reach every conformation.
 */
export interface Pull {
  /**
   * Tries a random move; half of the tries or more find no room and do nothing.
   * @returns the change of the energy, to be kept or undone; undefined where nothing has moved
   */
  move(words: Words): number | undefined
  /** Takes the last move back. */
  undo(): void
}

/** Moves for the chain of a lattice. */
export function createPull(lattice: Lattice): Pull {
  const { length } = lattice
  const plan: Plan = {
    fresh: new Int32Array(length),
    stale: new Int32Array(length),
    low: 0,
    high: -1,
  }
  return {
    move: (words) => (planMove(lattice, plan, words.u32()) ? apply(lattice, plan) : undefined),
    undo: () => undo(lattice, plan),
  }
}

/** Where the beads low to high go, and where they were before the last move. */
interface Plan {
  readonly fresh: Int32Array
  readonly stale: Int32Array
  low: number
  high: number
}

/** Towards higher or lower numbers of beads. */
type Side = 1 | -1

/** Plans a move by the bits of a random word; false where there is no room. */
function planMove(lattice: Lattice, plan: Plan, word: number): boolean {
  const { length, cells, steps, mask } = lattice
  const bead = ((word & 0xffff) * length) >>> 16
  const side: Side = (word >>> 16) & 1 ? 1 : -1
  const d = (((word >>> 17) & 0xff) * 6) >>> 8
  if (bead > 0 && bead < length - 1) {
    const bond = ((cells[bead] ?? 0) - (cells[bead - side] ?? 0)) & mask
    const isAlong = bond === ((steps[d] ?? 0) & mask) || bond === ((steps[d ^ 1] ?? 0) & mask)
    return !isAlong && planPull(lattice, plan, bead, side, d)
  }
  const inward: Side = bead === 0 ? 1 : -1
  if (side === 1) return planTurn(lattice, plan, bead, inward, d)
  return planReach(lattice, plan, bead, inward, d, (((word >>> 25) & 0x7f) * 6) >>> 7)
}

/** Pulls a bead beside its neighbour at `bead - side`; the beads on the other side follow. */
function planPull(lattice: Lattice, plan: Plan, bead: number, side: Side, d: number): boolean {
  const { cells, steps, mask, occupant } = lattice
  const step = steps[d] ?? 0
  const beside = ((cells[bead - side] ?? 0) + step) & mask
  if (occupant[beside] !== 0) return false
  const corner = ((cells[bead] ?? 0) + step) & mask
  const next = bead + side
  plan.fresh[bead] = beside
  if (corner === cells[next]) {
    plan.low = plan.high = bead
    return true
  }
  if (occupant[corner] !== 0) return false
  plan.fresh[next] = corner
  spanTo(plan, bead, follow(lattice, plan, next, side))
  return true
}

/** Turns an end to another neighbour of the bead beside it. */
function planTurn(lattice: Lattice, plan: Plan, end: number, inward: Side, d: number): boolean {
  const { cells, steps, mask, occupant } = lattice
  const cell = ((cells[end + inward] ?? 0) + (steps[d] ?? 0)) & mask
  if (occupant[cell] !== 0) return false
  plan.fresh[end] = cell
  plan.low = plan.high = end
  return true
}

/** Pulls an end two cells on into free space. */
function planReach(
  lattice: Lattice,
  plan: Plan,
  end: number,
  inward: Side,
  d: number,
  e: number,
): boolean {
  const { cells, steps, mask, occupant } = lattice
  const first = ((cells[end] ?? 0) + (steps[d] ?? 0)) & mask
  const second = (first + (steps[e] ?? 0)) & mask
  if (occupant[first] !== 0 || occupant[second] !== 0) return false
  plan.fresh[end] = second
  plan.fresh[end + inward] = first
  spanTo(plan, end, follow(lattice, plan, end + inward, inward))
  return true
}

/**
 * Lets the beads after `bead` follow, each into the place of the second before it, until the chain
 * is whole.
 *
 * @returns the last bead that moves
 */
function follow(lattice: Lattice, plan: Plan, bead: number, side: Side): number {
  const { length, cells } = lattice
  let last = bead
  let next = bead + side
  while (next >= 0 && next < length && !touches(lattice, plan.fresh[last], cells[next])) {
    plan.fresh[next] = cells[next - 2 * side] ?? 0
    last = next
    next += side
  }
  return last
}

/** Whether cells are neighbours: their difference is one of the steps. */
function touches({ steps, mask }: Lattice, a = 0, b = 0): boolean {
  const apart = (a - b) & mask
  for (let d = 0; d < 6; d++) if (((steps[d] ?? 0) & mask) === apart) return true
  return false
}

function spanTo(plan: Plan, a: number, b: number): void {
  plan.low = Math.min(a, b)
  plan.high = Math.max(a, b)
}

/** Puts the beads into their new cells; gives the change of the energy. */
function apply(lattice: Lattice, { fresh, stale, low, high }: Plan): number {
  const { cells, occupant, sticky } = lattice
  let change = 0
  for (let bead = low; bead <= high; bead++) {
    const cell = cells[bead] ?? 0
    stale[bead] = cell
    // Beads before this one are gone already, but for the one below the stretch.
    if (sticky[bead + 1] === 1)
      change +=
        around(lattice, cell) - (bead === low ? (sticky[bead] ?? 0) : 0) - (sticky[bead + 2] ?? 0)
    occupant[cell] = 0
  }
  for (let bead = low; bead <= high; bead++) {
    const cell = fresh[bead] ?? 0
    if (sticky[bead + 1] === 1)
      change -=
        around(lattice, cell) - (sticky[bead] ?? 0) - (bead === high ? (sticky[bead + 2] ?? 0) : 0)
    occupant[cell] = bead + 1
    cells[bead] = cell
  }
  return change
}

/** Number of H around a cell, neighbours in the chain included. */
function around({ steps, mask, occupant, sticky }: Lattice, cell: number): number {
  let count = 0
  for (let d = 0; d < 6; d++) count += sticky[occupant[(cell + (steps[d] ?? 0)) & mask] ?? 0] ?? 0
  return count
}

function undo({ cells, occupant }: Lattice, { stale, low, high }: Plan): void {
  for (let bead = low; bead <= high; bead++) occupant[cells[bead] ?? 0] = 0
  for (let bead = low; bead <= high; bead++) {
    const cell = stale[bead] ?? 0
    cells[bead] = cell
    occupant[cell] = bead + 1
  }
}
