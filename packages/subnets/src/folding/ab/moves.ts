import { below, unit } from '../random.ts'
import type { Words } from '../random.ts'

/** Fills `bonds` with directions of a random chain that tends to go on as it goes. */
export function randomBonds(words: Words, bonds: Float64Array): void {
  for (let i = 0; i < bonds.length; i++)
    bonds[i] = (unit(words) - 0.5) * 2 + (i < 3 ? 0.1 : 0.5 * (bonds[i - 3] ?? 0))
  normalise(bonds)
}

/** Changes a chain at random, in one of several ways. */
export function disturb(words: Words, bonds: Float64Array): void {
  const kind = below(words, 8)
  if (kind < 3) turnStretch(words, bonds, 1 + below(words, bonds.length / 3))
  else if (kind < 6) shake(words, bonds)
  else slide(words, bonds)
  normalise(bonds)
}

/** Turns a stretch of bonds about a random axis: what is behind is shifted as a whole. */
function turnStretch(words: Words, bonds: Float64Array, longest: number): void {
  const count = bonds.length / 3
  const first = below(words, count)
  const last = Math.min(count, first + 1 + below(words, longest))
  const [x, y, z] = [randomPart(words), randomPart(words), randomPart(words)]
  // The quaternion (1, x, y, z), normalised: rational, whatever the angle.
  const square = x * x + y * y + z * z
  const scale = 2 / (1 + square)
  for (let b = 3 * first; b < 3 * last; b += 3) {
    const bx = bonds[b] ?? 0
    const by = bonds[b + 1] ?? 0
    const bz = bonds[b + 2] ?? 0
    const along = x * bx + y * by + z * bz
    const half = (1 - square) / (1 + square)
    bonds[b] = half * bx + scale * (along * x + y * bz - z * by)
    bonds[b + 1] = half * by + scale * (along * y + z * bx - x * bz)
    bonds[b + 2] = half * bz + scale * (along * z + x * by - y * bx)
  }
}

/** Bends every bond of a stretch a little. */
function shake(words: Words, bonds: Float64Array): void {
  const count = bonds.length / 3
  const length = 2 + below(words, count - 1)
  const first = below(words, count - length + 1)
  const size = 0.3 + 0.9 * unit(words)
  for (let i = 3 * first; i < 3 * (first + length); i++)
    bonds[i] = (bonds[i] ?? 0) + size * randomPart(words)
}

/** Takes a bond out in one place and puts a random one in elsewhere: beads between move up. */
function slide(words: Words, bonds: Float64Array): void {
  const count = bonds.length / 3
  const out = below(words, count)
  const into = below(words, count)
  if (out < into) bonds.copyWithin(3 * out, 3 * out + 3, 3 * into + 3)
  else bonds.copyWithin(3 * into + 3, 3 * into, 3 * out)
  for (let axis = 0; axis < 3; axis++) bonds[3 * into + axis] = randomPart(words)
}

const randomPart = (words: Words): number => 2 * unit(words) - 1

function normalise(bonds: Float64Array): void {
  for (let b = 0; b < bonds.length; b += 3) {
    const x = bonds[b] ?? 0
    const y = bonds[b + 1] ?? 0
    const z = bonds[b + 2] ?? 0
    const length = Math.sqrt(x * x + y * y + z * z)
    if (length < 1e-6) {
      bonds[b] = 1
      bonds[b + 1] = bonds[b + 2] = 0
      continue
    }
    bonds[b] = x / length
    bonds[b + 1] = y / length
    bonds[b + 2] = z / length
  }
}
