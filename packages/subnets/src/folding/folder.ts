import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { taskRandom } from '@plexus/sdk/node'
import { FoldingError } from './errors.ts'
import type { Coords, FoldProblem, Tier } from './problem.ts'
import { fastWords } from './random.ts'
import { TIERS } from './tiers.ts'

/** What a miner of the folding subnet answers with: anything that folds chains. */
export interface Folder {
  /** What it is, for logs and tables. */
  readonly name: string
  /**
   * Finds a fold of low energy.
   *
   * @param options the steps advised for this chain, and a signal that ends the search
   * @returns coordinates, three for each bead; they are rounded before they are answered
   */
  fold(
    problem: FoldProblem,
    options: { readonly budget: number; readonly signal: AbortSignal },
  ): Promise<Coords>
}

/** How the reference folder searches. */
export interface FolderOptions {
  readonly name: string
  /** Steps it takes, as a multiple of those advised; above 0. */
  readonly effort: number
  /** Two folders with different seeds search differently. Any text. */
  readonly seed: string
  /** After this time it answers with the best it has; no limit where absent. */
  readonly timeLimitMs?: number
}

/**
 * The reference folder: parallel tempering on the lattice, basin hopping in free space. It gives
 * way to other work every few milliseconds, and with the same options and chain it finds the same
 * fold unless its time runs out.
 *
 * @throws FoldingError `OptionInvalid`
 */
export function createFolder({ name, effort, seed, timeLimitMs }: FolderOptions): Folder {
  if (!(effort > 0 && effort <= MAX_EFFORT))
    throw new FoldingError('OptionInvalid', `Effort is a number above 0 and up to ${MAX_EFFORT}.`)
  return {
    name,
    async fold(problem, { budget, signal }) {
      const endMs = performance.now() + (timeLimitMs ?? Infinity)
      const steps = Math.max(MIN_STEPS, Math.round(budget * effort))
      const digest = createHash('sha256')
        .update(JSON.stringify([seed, problem]))
        .digest()
      const words = fastWords(taskRandom(digest))
      const search = TIERS[problem.tier].search(problem.sequence, words, steps)
      const slice = SLICE_STEPS[problem.tier]
      for (let done = 0; done < steps; done += slice) {
        search.advance(Math.min(slice, steps - done))
        await setImmediate()
        signal.throwIfAborted()
        if (performance.now() > endMs) break
      }
      return search.best()
    },
  }
}

const MAX_EFFORT = 1e6
const MIN_STEPS = 10
/** Steps between pauses: about 10 ms. */
const SLICE_STEPS: Readonly<Record<Tier, number>> = { T1: 16_000, T2: 4_000 }
