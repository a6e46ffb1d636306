import { bytesToHex } from '@plexus/primitives'
import { taskRandom } from '@plexus/sdk/node'
import type { Task, TaskRandom } from '@plexus/sdk/node'
import { createBoundedMap } from './bounded-map.ts'
import type { FoldingOptions } from './options.ts'
import { LETTERS } from './problem.ts'
import type { FoldProblem, Tier } from './problem.ts'
import type { FoldingState } from './state.ts'
import { TIERS } from './tiers.ts'

/** A chain with what its author knows of it. */
export interface Challenge extends FoldProblem {
  /** Energy of the planted fold; absent where none was planted. */
  readonly plantEnergy?: number
}

/**
 * Draws the chain of a task: mostly a planted one, else one that looks like nature's, now and then
 * one of earlier windows whose record may be broken (spec: 85-subnets §5). Pure.
 */
export type DrawChallenge = (task: Task, state: FoldingState) => Challenge

/**
 * Draws by the options of a subnet. Planting is the greatest cost of a validator, and is needed for
 * the challenge and again for its answers: the last plants are kept.
 */
export function createDraw(options: FoldingOptions): DrawChallenge {
  const plants = createBoundedMap<Challenge>(MAX_PLANTS)
  return (task, state) => {
    const random = taskRandom(task.seed)
    const tier: Tier = task.index % 2 === 0 ? 'T1' : 'T2'
    const lot = random.below(100)
    const choice = random.u32()
    if (lot < REVISITED) {
      const records = state.records.filter((record) => record.tier === tier)
      const record = records[choice % records.length]
      if (record !== undefined) return { tier, sequence: record.sequence }
    }
    const [min, max] = options.lengths[tier]
    const length = min + random.below(max - min + 1)
    if (lot < REVISITED + NATURAL) return { tier, sequence: naturalSequence(random, tier, length) }
    // What follows depends on the seed and the tier alone.
    return plants.get(`${tier} ${bytesToHex(task.seed)}`, () => {
      const { sequence, energy } = TIERS[tier].plant(random, length, options.plantSteps[tier])
      return { tier, sequence, plantEnergy: energy }
    })
  }
}

/**
 * Letters in runs as in soluble proteins: the next bead is like the last one somewhat more often
 * than chance has it, and a little less than half of all attract.
 */
function naturalSequence(random: TaskRandom, tier: Tier, length: number): string {
  const [attracting, other] = LETTERS[tier]
  let sequence = ''
  let isAttracting = random.below(100) < ATTRACTING
  for (let bead = 0; bead < length; bead++) {
    sequence += isAttracting ? attracting : other
    if (random.below(100) >= KEPT) isAttracting = random.below(100) < ATTRACTING
  }
  return sequence
}

/** Of a hundred challenges. The rest is planted. */
const REVISITED = 4
const NATURAL = 28
/** Percent. */
const ATTRACTING = 45
const KEPT = 20
/** A few windows of a validator. */
const MAX_PLANTS = 256
