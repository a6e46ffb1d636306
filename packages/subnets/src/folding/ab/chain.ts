import { abGradient } from './energy.ts'

/**
 * A chain given by the directions of its bonds: three numbers for each bond, of any length but
 * zero, of which only the direction counts. So every bond has length 1 whatever a minimiser does,
 * and no angle functions are needed.
 */
export interface BondChain {
  readonly letters: Uint8Array
  /** Coordinates after the last call of {@link bondGradient}. */
  readonly at: Float64Array
  readonly slope: Float64Array
}

export const createBondChain = (letters: Uint8Array): BondChain => ({
  letters,
  at: new Float64Array(3 * letters.length),
  slope: new Float64Array(3 * letters.length),
})

/** Coordinates of a chain of bonds, from the origin. */
export function bondsToCoords(bonds: Float64Array, at: Float64Array): void {
  at[0] = at[1] = at[2] = 0
  for (let b = 0; b < bonds.length; b += 3) {
    const x = bonds[b] ?? 0
    const y = bonds[b + 1] ?? 0
    const z = bonds[b + 2] ?? 0
    const inverse = 1 / Math.sqrt(x * x + y * y + z * z)
    at[b + 3] = (at[b] ?? 0) + x * inverse
    at[b + 4] = (at[b + 1] ?? 0) + y * inverse
    at[b + 5] = (at[b + 2] ?? 0) + z * inverse
  }
}

/**
 * The energy and its derivatives by the bonds. Turning a bond moves all beads behind it, hence the
 * sum of their derivatives, of which the part along the bond does nothing.
 *
 * @param slope is overwritten; as long as `bonds`
 */
export function bondGradient(chain: BondChain, bonds: Float64Array, slope: Float64Array): number {
  bondsToCoords(bonds, chain.at)
  const energy = abGradient(chain.letters, chain.at, chain.slope)
  let gx = 0
  let gy = 0
  let gz = 0
  for (let b = bonds.length - 3; b >= 0; b -= 3) {
    gx += chain.slope[b + 3] ?? 0
    gy += chain.slope[b + 4] ?? 0
    gz += chain.slope[b + 5] ?? 0
    const x = bonds[b] ?? 0
    const y = bonds[b + 1] ?? 0
    const z = bonds[b + 2] ?? 0
    const square = x * x + y * y + z * z
    const inverse = 1 / Math.sqrt(square)
    const along = (gx * x + gy * y + gz * z) / square
    slope[b] = (gx - along * x) * inverse
    slope[b + 1] = (gy - along * y) * inverse
    slope[b + 2] = (gz - along * z) * inverse
  }
  return energy
}

/** Bonds of a chain of coordinates. */
export const coordsToBonds = (at: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: at.length - 3 }, (_, i) => (at[i + 3] ?? 0) - (at[i] ?? 0))
