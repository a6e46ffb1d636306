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
  const { length, mask, steps, cells, occupant, sticky } = lattice
  const fresh = new Int32Array(length)
  const stale = new Int32Array(length)
  let low = 0
  let high = -1

  /** Whether cells are neighbours: their difference is one of the steps. */
  const touches = (a: number, b: number): boolean => {
    const apart = (a - b) & mask
    for (let d = 0; d < 6; d++) if (((steps[d] ?? 0) & mask) === apart) return true
    return false
  }

  const isFree = (cell: number): boolean => occupant[cell] === 0

  /** Lets the beads after `bead` follow, each into the place of the second before it. */
  const follow = (bead: number, side: 1 | -1): number => {
    let last = bead
    let next = bead + side
    while (next >= 0 && next < length && !touches(fresh[last] ?? 0, cells[next] ?? 0)) {
      fresh[next] = cells[next - 2 * side] ?? 0
      last = next
      next += side
    }
    return last
  }

  /** Contacts of H at a cell with what stands around it. */
  const around = (cell: number): number => {
    let contacts = 0
    for (let d = 0; d < 6; d++)
      contacts += sticky[occupant[(cell + (steps[d] ?? 0)) & mask] ?? 0] ?? 0
    return contacts
  }

  /** Puts beads low to high into the cells of `fresh`; gives the change of the energy. */
  const apply = (): number => {
    let change = 0
    for (let bead = low; bead <= high; bead++) {
      const cell = cells[bead] ?? 0
      stale[bead] = cell
      if (sticky[bead + 1] === 1)
        change += around(cell) - (bead === low ? (sticky[bead] ?? 0) : 0) - (sticky[bead + 2] ?? 0)
      occupant[cell] = 0
    }
    for (let bead = low; bead <= high; bead++) {
      const cell = fresh[bead] ?? 0
      if (sticky[bead + 1] === 1)
        change -= around(cell) - (sticky[bead] ?? 0) - (bead === high ? (sticky[bead + 2] ?? 0) : 0)
      occupant[cell] = bead + 1
      cells[bead] = cell
    }
    return change
  }

  /** Turns bead 0 or the last one to another neighbour of the second. */
  const planTurn = (end: number, side: 1 | -1, d: number): boolean => {
    const cell = ((cells[end + side] ?? 0) + (steps[d] ?? 0)) & mask
    if (!isFree(cell)) return false
    fresh[end] = cell
    low = high = end
    return true
  }

  /** Pulls an end two cells on into free space. */
  const planReach = (end: number, side: 1 | -1, d: number, e: number): boolean => {
    const first = ((cells[end] ?? 0) + (steps[d] ?? 0)) & mask
    const second = (first + (steps[e] ?? 0)) & mask
    if (!isFree(first) || !isFree(second)) return false
    fresh[end] = second
    fresh[end + side] = first
    span(end, follow(end + side, side))
    return true
  }

  /** Pulls a bead beside its neighbour at `bead - side`; the beads on the other side follow. */
  const planPull = (bead: number, side: 1 | -1, d: number): boolean => {
    const anchor = cells[bead - side] ?? 0
    const cell = cells[bead] ?? 0
    const beside = (anchor + (steps[d] ?? 0)) & mask
    if (!isFree(beside)) return false
    const corner = (cell + (steps[d] ?? 0)) & mask
    const next = bead + side
    fresh[bead] = beside
    if (corner === cells[next]) {
      low = high = bead
      return true
    }
    if (!isFree(corner)) return false
    fresh[next] = corner
    span(bead, follow(next, side))
    return true
  }

  const span = (a: number, b: number): void => {
    low = Math.min(a, b)
    high = Math.max(a, b)
  }

  const plan = (word: number): boolean => {
    const bead = ((word & 0xffff) * length) >>> 16
    const side = (word >>> 16) & 1 ? 1 : -1
    const d = (((word >>> 17) & 0xff) * 6) >>> 8
    if (bead > 0 && bead < length - 1) {
      const bond = ((cells[bead] ?? 0) - (cells[bead - side] ?? 0)) & mask
      const along = bond === ((steps[d] ?? 0) & mask) || bond === ((steps[d ^ 1] ?? 0) & mask)
      return !along && planPull(bead, side, d)
    }
    const inward = bead === 0 ? 1 : -1
    if (side === 1) return planTurn(bead, inward, d)
    return planReach(bead, inward, d, (((word >>> 25) & 0x7f) * 6) >>> 7)
  }

  return {
    move: (words) => (plan(words.u32()) ? apply() : undefined),
    undo() {
      for (let bead = low; bead <= high; bead++) occupant[cells[bead] ?? 0] = 0
      for (let bead = low; bead <= high; bead++) {
        const cell = stale[bead] ?? 0
        cells[bead] = cell
        occupant[cell] = bead + 1
      }
    },
  }
}
