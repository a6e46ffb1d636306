import {
  CHEAT_SHARE,
  cloneFarmAgent,
  copierAgent,
  crashProneAgent,
  FAKE_SHARE,
  FARM_SHARE,
  goodThenBadAgent,
  honestAgent,
  lazyAgent,
  randomAgent,
} from '@plexus/sdk/node'
import type { Agent, TaskRandom } from '@plexus/sdk/node'
import { createFolder } from './folder.ts'
import type { Coords } from './problem.ts'
import { TIERS } from './tiers.ts'
import type { FoldRequest, FoldResponse } from './synapse.ts'
import type { FoldingSubnet } from './subnet.ts'

/** A miner of the folding subnet for simulations and demonstrations. */
export type FoldingAgent = Agent<FoldRequest, FoldResponse>

/** Honest miners by name: the part of the advised steps that they take. Time grows with it. */
export const FOLDING_EFFORTS = {
  strong: 1,
  good: 0.45,
  middle: 0.2,
  modest: 0.09,
  weak: 0.04,
} as const

/** Name of an honest miner of {@link FOLDING_EFFORTS}. */
export type FoldingSkill = keyof typeof FOLDING_EFFORTS

/** An honest miner. @param seed differs between miners that are to search differently */
export function honestFolder(
  subnet: FoldingSubnet,
  skill: FoldingSkill,
  seed: string,
): FoldingAgent {
  const effort = FOLDING_EFFORTS[skill]
  return honestAgent({
    name: skill,
    kind: 'honest',
    subnet,
    backend: createFolder({ name: skill, effort, seed: `${skill} ${seed}` }),
    latencyMs: Math.round(FIRST_MS + effort * STRONG_MS),
  })
}

/**
 * Sixteen miners: five honest ones of different skill, one that is honest and unreliable, and one of
 * each cheat (spec: 85-subnets §7). Made anew for each simulation.
 */
export function foldingAgents(subnet: FoldingSubnet, seed: string): readonly FoldingAgent[] {
  const twin = (purpose: string) => honestFolder(subnet, 'strong', `${seed} ${purpose}`)
  const fake = { twin: 'strong', guess: guessFold }
  return [
    honestFolder(subnet, 'strong', seed),
    honestFolder(subnet, 'good', seed),
    honestFolder(subnet, 'middle', seed),
    honestFolder(subnet, 'modest', seed),
    honestFolder(subnet, 'weak', seed),
    crashProneAgent(twin('crash'), { fraction: 0.3 }),
    lazyAgent(twin('lazy'), { fraction: 0.7, guess: guessFold }),
    goodThenBadAgent(twin('bad'), { cheatsFrom: 25, guess: guessFold }),
    randomAgent({ name: 'random', ...fake }),
    copierAgent({ name: 'copier', ...fake }),
    cloneFarmAgent(twin('farm'), { clones: CLONES }),
    variantFarm(twin('variants')),
    splitFarm(subnet, seed),
    lookupAgent(),
    overlapAgent(),
    precisionAgent(twin('precision')),
  ]
}

/** A fold without work: a straight chain, sometimes bent at one bead. */
export function guessFold({ tier, sequence }: FoldRequest, random: TaskRandom): FoldResponse {
  const corner = 1 + random.below(sequence.length)
  const coords: number[] = []
  for (let bead = 0; bead < sequence.length; bead++)
    coords.push(Math.min(bead, corner), Math.max(0, bead - corner), 0)
  const found = TIERS[tier].evaluate(sequence, coords)
  return { coords, energy: found.ok ? found.energy : 0 }
}

/** Puts all beads into two places and claims the energy that no fold has. */
function overlapAgent(): FoldingAgent {
  return {
    name: 'overlap',
    kind: 'overlap',
    honest: false,
    bound: { twin: 'strong', share: FAKE_SHARE },
    answer: ({ request: { sequence } }) => ({
      response: {
        coords: Array.from({ length: 3 * sequence.length }, (_, i) => (i % 6 === 0 ? 1 : 0)),
        energy: -(sequence.length ** 2),
      },
      latencyMs: FIRST_MS,
    }),
  }
}

/** Folds, then uses digits beyond the rounding: longer bonds and the energy that they would have. */
function precisionAgent(inner: FoldingAgent): FoldingAgent {
  return {
    name: 'precision',
    kind: 'precision',
    honest: false,
    bound: { twin: inner.name, share: CHEAT_SHARE },
    async answer(context) {
      const { response, latencyMs } = await inner.answer(context)
      if (response === undefined) return { latencyMs }
      const coords = response.coords.map((value) => value * 1.000_049)
      return { response: { coords, energy: response.energy * 1.001 }, latencyMs }
    },
  }
}

/** Answers from a table of folds that others have shown; guesses where a chain is new. */
function lookupAgent(): FoldingAgent {
  const table = new Map<string, FoldResponse>()
  return {
    name: 'lookup',
    kind: 'table lookup',
    honest: false,
    bound: { twin: 'strong', share: FAKE_SHARE },
    answer({ request, revealed, random }) {
      const response = table.get(request.sequence) ?? guessFold(request, random)
      for (const shown of revealed.slice(-MAX_SHOWN)) {
        const { sequence } = shown.request
        if (shown.response.energy < (table.get(sequence)?.energy ?? 0))
          table.set(sequence, shown.response)
      }
      for (const sequence of table.keys()) {
        if (table.size <= MAX_TABLE) break
        table.delete(sequence)
      }
      return { response, latencyMs: FIRST_MS }
    },
  }
}

/** One worker behind eight hotkeys, each of which changes a little of the fold it shows. */
function variantFarm(inner: FoldingAgent): FoldingAgent {
  const farm = cloneFarmAgent(inner, { clones: CLONES })
  return {
    ...farm,
    name: `${inner.name} varied ×${CLONES}`,
    kind: 'variant farm',
    bound: { twin: inner.name, share: FARM_SHARE },
    async answer(context) {
      const { response, latencyMs } = await farm.answer(context)
      if (response === undefined) return { latencyMs }
      return { response: varyFold(context.request, response, context.random), latencyMs }
    },
  }
}

/** Eight hotkeys that search each for itself with an eighth of the steps of the strong miner. */
function splitFarm(subnet: FoldingSubnet, seed: string): FoldingAgent {
  const parts = new Map<number, FoldingAgent>()
  const part = (uid: number): FoldingAgent =>
    honestAgent({
      name: 'part',
      kind: 'part',
      subnet,
      backend: createFolder({
        name: 'part',
        effort: FOLDING_EFFORTS.strong / CLONES,
        seed: `part ${uid} ${seed}`,
      }),
      latencyMs: FIRST_MS + STRONG_MS / CLONES,
    })
  return {
    name: `strong split ×${CLONES}`,
    kind: 'split farm',
    honest: false,
    hotkeys: CLONES,
    bound: { twin: 'strong', share: FARM_SHARE },
    answer(context) {
      const own = parts.get(context.uid) ?? part(context.uid)
      parts.set(context.uid, own)
      return own.answer(context)
    },
  }
}

/** Changes a fold a little without losing more than a fiftieth of its energy, where it can. */
function varyFold(
  { tier, sequence }: FoldRequest,
  fold: FoldResponse,
  random: TaskRandom,
): FoldResponse {
  const model = TIERS[tier]
  let varied = fold
  for (let attempt = 0; attempt < VARIATIONS; attempt++) {
    const coords = model.round(turnEnd(varied.coords, random, tier === 'T1'))
    const found = model.evaluate(sequence, coords)
    if (found.ok && found.energy <= fold.energy * 0.98) varied = { coords, energy: found.energy }
  }
  return varied
}

/** Turns up to a third of the chain about one of its beads. */
function turnEnd(coords: Coords, random: TaskRandom, isLattice: boolean): number[] {
  const beads = coords.length / 3
  const size = 1 + random.below(Math.floor(beads / 3))
  const isHead = random.below(2) === 0
  const pivot = 3 * (isHead ? size : beads - 1 - size)
  const axis = random.below(3)
  const [b, c] = [(axis + 1) % 3, (axis + 2) % 3] as const
  // (cos, sin) = ((1 − t²), 2t) / (1 + t²); t = 1 is a quarter turn.
  const t = isLattice ? 1 : (random.float53() - 0.5) / 10
  const [cosine, sine] = [(1 - t * t) / (1 + t * t), (2 * t) / (1 + t * t)] as const
  const result = [...coords]
  for (let i = 0; i < coords.length; i += 3) {
    if (isHead ? i >= pivot : i <= pivot) continue
    const db = (coords[i + b] ?? 0) - (coords[pivot + b] ?? 0)
    const dc = (coords[i + c] ?? 0) - (coords[pivot + c] ?? 0)
    result[i + b] = (coords[pivot + b] ?? 0) + cosine * db - sine * dc
    result[i + c] = (coords[pivot + c] ?? 0) + sine * db + cosine * dc
  }
  return result
}

const CLONES = 8
const FIRST_MS = 5
/** Time of the strongest miner for a chain. */
const STRONG_MS = 800
const MAX_SHOWN = 64
const MAX_TABLE = 1024
const VARIATIONS = 60
