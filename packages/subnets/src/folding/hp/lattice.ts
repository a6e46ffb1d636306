import type { Coords } from '../problem.ts'

/**
 * A chain on the cubic lattice with the occupancy of the cells around it.
 *
 * The cells are those of a helical torus: cell p has the neighbours p ± 1, p ± side, p ± side²
 * modulo side³. A chain that is shorter than the side cannot meet itself round the torus, so cells
 * and neighbours are those of endless space.
 */
export interface Lattice {
  readonly length: number
  readonly side: number
  /** To reduce a cell modulo the number of cells, a power of two. */
  readonly mask: number
  /** What leads to the six neighbours; direction d and d ^ 1 are opposite. */
  readonly steps: Int32Array
  /** Cell of each bead. */
  readonly cells: Int32Array
  /** By cell: 0, or the number of its bead plus 1. */
  readonly occupant: Uint8Array
  /** By number of the bead plus 1: 1 for H; 0 for P, for an empty cell and beyond the ends. */
  readonly sticky: Uint8Array
}

/** A lattice with a straight chain. */
export function createLattice(sequence: string): Lattice {
  const length = sequence.length
  const side = length <= SMALL_SIDE - 4 ? SMALL_SIDE : LARGE_SIDE
  const lattice = {
    length,
    side,
    mask: side ** 3 - 1,
    steps: Int32Array.of(1, -1, side, -side, side * side, -side * side),
    cells: new Int32Array(length),
    occupant: new Uint8Array(side ** 3),
    sticky: new Uint8Array(length + 2),
  }
  setSequence(lattice, sequence)
  placeChain(
    lattice,
    lattice.cells.map((_, bead) => bead),
  )
  return lattice
}

/** Changes the letters of a chain; its cells stay. */
export function setSequence(lattice: Lattice, sequence: string): void {
  for (let bead = 0; bead < lattice.length; bead++)
    lattice.sticky[bead + 1] = sequence[bead] === 'H' ? 1 : 0
}

/** Moves the whole chain to other cells, which must form a chain without crossing. */
export function placeChain(lattice: Lattice, cells: Int32Array): void {
  for (const cell of lattice.cells) lattice.occupant[cell] = 0
  lattice.cells.set(cells)
  for (let bead = 0; bead < lattice.length; bead++)
    lattice.occupant[lattice.cells[bead] ?? 0] = bead + 1
}

/**
 * The energy: minus the number of pairs of H that are neighbours in space and not in the chain.
 * PERF: six look-ups per H.
 */
export function latticeEnergy({ length, cells, steps, mask, occupant, sticky }: Lattice): number {
  let twice = 0
  for (let bead = 0; bead < length; bead++) {
    if (sticky[bead + 1] === 0) continue
    const cell = cells[bead] ?? 0
    for (let d = 0; d < 6; d++) twice += sticky[occupant[(cell + (steps[d] ?? 0)) & mask] ?? 0] ?? 0
    twice -= (sticky[bead] ?? 0) + (sticky[bead + 2] ?? 0)
  }
  // Zero has no sign.
  return 0 - twice / 2
}

/** Coordinates with the first bead in the origin. */
export function cellsToCoords(
  { side, mask, length }: Pick<Lattice, 'side' | 'mask' | 'length'>,
  cells: Int32Array,
): number[] {
  const coords = [0, 0, 0]
  const at = [0, 0, 0]
  for (let bead = 1; bead < length; bead++) {
    const step = ((cells[bead] ?? 0) - (cells[bead - 1] ?? 0)) & mask
    const backward = step > mask / 2
    const size = backward ? mask + 1 - step : step
    const axis = size === 1 ? 0 : size === side ? 1 : 2
    at[axis] = (at[axis] ?? 0) + (backward ? -1 : 1)
    coords.push(...at)
  }
  return coords
}

/** Cells of a chain that has no gaps; wherever in space it lies. */
export function coordsToCells(
  { side, mask, length }: Pick<Lattice, 'side' | 'mask' | 'length'>,
  coords: Coords,
): Int32Array {
  const at = (index: number) => (coords[index] ?? 0) - (coords[index % 3] ?? 0)
  return Int32Array.from(
    { length },
    (_, bead) => (at(3 * bead) + side * at(3 * bead + 1) + side * side * at(3 * bead + 2)) & mask,
  )
}

const SMALL_SIDE = 64
const LARGE_SIDE = 128
