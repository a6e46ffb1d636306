import type { Coords, Tier } from './problem.ts'

/**
 * A picture of a fold in lines of at most 80 columns. On the lattice it is cut into layers: `^` and
 * `v` after a bead say that the chain goes on in the layer after or before; the ends are in small
 * letters. In free space, or where layers would be too wide,
 * it is seen from the side on which it is widest, with near beads in front.
 *
 * @param coords of a fold that the evaluation takes
 */
export function drawFold(tier: Tier, sequence: string, coords: Coords): string[] {
  const axes = [0, 1, 2].toSorted((a, b) => extent(coords, b) - extent(coords, a))
  const [across = 0, down = 1, deep = 2] = axes
  const beads = Array.from(sequence, (letter, i) => ({
    letter: i === 0 || i === sequence.length - 1 ? letter.toLowerCase() : letter,
    x: (coords[3 * i + across] ?? 0) - lowest(coords, across),
    y: (coords[3 * i + down] ?? 0) - lowest(coords, down),
    z: (coords[3 * i + deep] ?? 0) - lowest(coords, deep),
  }))
  const isNarrow = extent(coords, across) < COLUMNS / 3 - 1
  return tier === 'T1' && isNarrow ? drawLayers(beads) : drawView(beads)
}

interface Bead {
  readonly letter: string
  readonly x: number
  readonly y: number
  readonly z: number
}

function drawLayers(beads: readonly Bead[]): string[] {
  const layers = 1 + Math.max(...beads.map(({ z }) => z))
  const lines: string[] = []
  for (let layer = 0; layer < layers; layer++) {
    const canvas = createCanvas()
    for (const [i, bead] of beads.entries()) {
      if (bead.z !== layer) continue
      canvas.set(3 * bead.x, 2 * bead.y, bead.letter)
      const links = [beads[i - 1], beads[i + 1]].map((other) => (other?.z ?? layer) - layer)
      const [up, back] = [links.includes(1), links.includes(-1)]
      if (up || back) canvas.set(3 * bead.x + 1, 2 * bead.y, up && back ? '%' : up ? '^' : 'v')
      const next = beads[i + 1]
      if (next === undefined || next.z !== layer) continue
      if (next.y === bead.y) {
        const left = 3 * Math.min(bead.x, next.x)
        canvas.fill(left + 1, 2 * bead.y, '-')
        canvas.set(left + 2, 2 * bead.y, '-')
      } else canvas.set(3 * bead.x, 2 * Math.min(bead.y, next.y) + 1, '|')
    }
    lines.push(`layer ${layer + 1} of ${layers}`, ...canvas.lines(), '')
  }
  return lines.slice(0, -1)
}

function drawView(beads: readonly Bead[]): string[] {
  const width = Math.max(1, ...beads.map(({ x }) => x))
  const scale = Math.min(COLUMNS_PER_BOND, (COLUMNS - 1) / width)
  const canvas = createCanvas()
  const put = (x: number, y: number, mark: string) =>
    canvas.set(Math.round(x * scale), Math.round((y * scale) / 2), mark)
  for (const [i, bead] of beads.entries()) {
    const next = beads[i + 1]
    if (next === undefined) continue
    for (let part = 1; part < DOTS; part++) {
      const t = part / DOTS
      put(bead.x + t * (next.x - bead.x), bead.y + t * (next.y - bead.y), '·')
    }
  }
  for (const { x, y, letter } of beads.toSorted((a, b) => a.z - b.z)) put(x, y, letter)
  return canvas.lines()
}

function createCanvas() {
  const rows: string[][] = []
  const set = (x: number, y: number, mark: string) => {
    while (rows.length <= y) rows.push([])
    const row = rows[y] ?? []
    while (row.length <= x) row.push(' ')
    row[x] = mark
  }
  return {
    set,
    /** Sets what is blank. */
    fill(x: number, y: number, mark: string) {
      if ((rows[y]?.[x] ?? ' ') === ' ') set(x, y, mark)
    },
    lines: () => rows.map((row) => row.join('').trimEnd()),
  }
}

const along = (coords: Coords, axis: number): number[] => coords.filter((_, i) => i % 3 === axis)
const lowest = (coords: Coords, axis: number): number => Math.min(...along(coords, axis))
const extent = (coords: Coords, axis: number): number =>
  Math.max(...along(coords, axis)) - lowest(coords, axis)

const COLUMNS = 80
const COLUMNS_PER_BOND = 6
/** Marks between two beads, less one. */
const DOTS = 6
