import { createHash } from 'node:crypto'
import type { Task } from '@plexus/sdk/node'
import { taskRandom } from '@plexus/sdk/node'
import type { TaskRandom } from '@plexus/sdk/node'
import fc from 'fast-check'
import type { Evaluation } from '../../src/folding/evaluation.ts'
import { createLattice, cellsToCoords } from '../../src/folding/hp/lattice.ts'
import { createPull } from '../../src/folding/hp/pull.ts'
import type { Coords, Tier } from '../../src/folding/problem.ts'
import { TIERS } from '../../src/folding/tiers.ts'

export const sha = (text: string): Uint8Array => createHash('sha256').update(text).digest()

export const randomOf = (text: string): TaskRandom => taskRandom(sha(text))

export const taskOf = (text: string, index = 0): Task => ({
  id: text,
  window: 0,
  index,
  seed: sha(text),
})

/** The evaluation of a fold that has one. */
export function evaluationOf(
  tier: Tier,
  sequence: string,
  coords: Coords,
): Evaluation & { ok: true } {
  const found = TIERS[tier].evaluate(sequence, coords)
  if (!found.ok) throw new Error(found.reason)
  return found
}

/** The 48 rotations and reflections of the cube. */
export const symmetries: readonly ((coords: Coords) => number[])[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
].flatMap((axes) =>
  [0, 1, 2, 3, 4, 5, 6, 7].map(
    (signs) => (coords: Coords) =>
      coords.map((_, i) => {
        const value = coords[i - (i % 3) + axes[i % 3]!]!
        return (signs >> (i % 3)) & 1 ? 0 - value : value
      }),
  ),
)

/** Chains of H and P and conformations of them, made by random pulls. */
export const walkOnLattice = (length: number) =>
  fc
    .record({
      sequence: fc.string({
        unit: fc.constantFrom('H', 'P'),
        minLength: length,
        maxLength: length,
      }),
      moves: fc.integer({ min: 0, max: 2000 }),
      seed: fc.string(),
    })
    .map(({ sequence, moves, seed }) => {
      const lattice = createLattice(sequence)
      const pull = createPull(lattice)
      const random = randomOf(seed)
      for (let i = 0; i < moves; i++) pull.move(random)
      return { sequence, coords: cellsToCoords(lattice, lattice.cells) }
    })
