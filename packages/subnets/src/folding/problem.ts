import { FoldingError } from './errors.ts'

/**
 * `T1`: hydrophobic and polar beads on the cubic lattice, integer energies. `T2`: beads A and B on
 * unit bonds in free space (spec: 85-subnets §5).
 */
export type Tier = 'T1' | 'T2'

/** A chain to fold. */
export interface FoldProblem {
  readonly tier: Tier
  /** One letter for each bead: H and P in T1, A and B in T2. */
  readonly sequence: string
}

/** Coordinates of the beads, flat: x₀, y₀, z₀, x₁ … Integers in T1, multiples of 10⁻⁴ in T2. */
export type Coords = readonly number[]

/** Beads that a chain has at least and at most. */
export const LENGTHS: Readonly<Record<Tier, readonly [number, number]>> = {
  T1: [4, 64],
  T2: [4, 89],
}

/** Letters of a tier; the first one is the bead that attracts its like most. */
export const LETTERS: Readonly<Record<Tier, readonly [string, string]>> = {
  T1: ['H', 'P'],
  T2: ['A', 'B'],
}

/**
 * Says what is wrong with a sequence, to be put after its name; undefined where nothing is.
 * Takes any length of text in constant memory.
 */
export function sequenceProblem({ tier, sequence }: FoldProblem): string | undefined {
  const [min, max] = LENGTHS[tier]
  if (sequence.length < min || sequence.length > max)
    return `must have ${min} to ${max} letters in tier ${tier}, not ${sequence.length}`
  const letters = LETTERS[tier]
  for (const letter of sequence)
    if (!letters.includes(letter)) return `must consist of ${letters.join(' and ')} in tier ${tier}`
  return undefined
}

/**
 * The problem that a sequence of letters poses: H and P mean T1, A and B mean T2; case and blanks
 * do not matter.
 *
 * @throws FoldingError `SequenceInvalid`
 */
export function parseSequence(text: string): FoldProblem {
  const sequence = text.slice(0, MAX_TEXT).replaceAll(/\s/g, '').toUpperCase()
  const tier = /^[HP]/.test(sequence) ? 'T1' : 'T2'
  const problem = sequenceProblem({ tier, sequence })
  if (!/^[HPAB]/.test(sequence) || problem !== undefined)
    throw new FoldingError(
      'SequenceInvalid',
      /^[HPAB]/.test(sequence)
        ? `The sequence ${problem}.`
        : 'A sequence is written with H and P (lattice) or with A and B (free space), as in HPPHPPH.',
    )
  return { tier, sequence }
}

const MAX_TEXT = 1000
