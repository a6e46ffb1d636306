import { InvalidFieldError } from '@plexus/sdk/node'
import type { SubnetSynapse } from '@plexus/sdk/node'
import { LENGTHS, sequenceProblem } from './problem.ts'
import type { Coords, FoldProblem, Tier } from './problem.ts'
import { TIERS } from './tiers.ts'

/** A chain to fold, as it travels. */
export interface FoldRequest extends FoldProblem {
  /** Name of the energy function: {@link TIERS}. */
  readonly params: string
  /** Search steps that are thought to be enough; a hint. */
  readonly budget: number
}

/** A fold. */
export interface FoldResponse {
  /** Three for each bead. */
  readonly coords: Coords
  /** Energy of the rounded coordinates, as the miner computes it. */
  readonly energy: number
}

/** `/Fold`: all request fields are signed. */
export const FOLD_SYNAPSE: SubnetSynapse<FoldRequest, FoldResponse> = {
  name: 'Fold',
  requestFields: ['tier', 'sequence', 'params', 'budget'],
  responseFields: ['coords', 'energy'],
  parseRequest({ tier, sequence, params, budget }) {
    if (!isTier(tier)) throw new InvalidFieldError('tier', 'must be "T1" or "T2"')
    if (typeof sequence !== 'string') throw new InvalidFieldError('sequence', 'must be a string')
    const problem = sequenceProblem({ tier, sequence })
    if (problem !== undefined) throw new InvalidFieldError('sequence', problem)
    if (params !== TIERS[tier].params)
      throw new InvalidFieldError('params', `must be "${TIERS[tier].params}" in tier ${tier}`)
    if (typeof budget !== 'number' || !Number.isInteger(budget) || budget < 1 || budget > 1e9)
      throw new InvalidFieldError('budget', 'must be an integer of 1 to 10^9')
    return { tier, sequence, params, budget }
  },
  parseResponse({ coords, energy }) {
    if (!Array.isArray(coords) || coords.length % 3 !== 0 || coords.length > MAX_COORDS)
      throw new InvalidFieldError('coords', `must be a list of three numbers for each bead`)
    const numbers: number[] = []
    for (const value of coords as readonly unknown[]) {
      if (!isCoordinate(value))
        throw new InvalidFieldError('coords', `must consist of numbers of −${FAR} to ${FAR}`)
      numbers.push(value)
    }
    if (typeof energy !== 'number' || !Number.isFinite(energy))
      throw new InvalidFieldError('energy', 'must be a finite number')
    return { coords: numbers, energy }
  },
  writeRequest: ({ tier, sequence, params, budget }) => ({ tier, sequence, params, budget }),
  writeResponse: ({ coords, energy }) => ({ coords, energy }),
}

const FAR = 10_000
const MAX_COORDS = 3 * Math.max(LENGTHS.T1[1], LENGTHS.T2[1])

const isTier = (value: unknown): value is Tier => value === 'T1' || value === 'T2'

const isCoordinate = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= FAR
