import { bytesToHex } from '@plexus/primitives'
import { taskRandom } from '@plexus/sdk/node'
import type { Judgement, Task } from '@plexus/sdk/node'
import { createBoundedMap } from './bounded-map.ts'
import type { Challenge, DrawChallenge } from './challenge.ts'
import type { FoldingOptions } from './options.ts'
import type { FoldDetail } from './score.ts'
import { toMicro } from './state.ts'
import type { FoldingState, FoldRecord } from './state.ts'
import type { FoldRequest, FoldResponse } from './synapse.ts'
import { TIERS } from './tiers.ts'

/** Judges the answers to a chain. */
export type FoldVerifier = (
  task: Task,
  request: FoldRequest,
  response: FoldResponse,
  context: { readonly state: FoldingState },
) => Judgement<FoldDetail | null>

/**
 * A verifier. What it works out once for a chain, its own quick fold and the planted energy, it
 * keeps for the other answers to it; beside that, an answer costs one evaluation of the energy.
 */
export function createFoldVerifier(options: FoldingOptions, draw: DrawChallenge): FoldVerifier {
  const marks = createBoundedMap<Marks>(MAX_MARKS)
  return (task, request, response, { state }) => {
    const { tier, sequence } = request
    if (response.coords.length !== 3 * sequence.length)
      return refuse('the number of coordinates is not three for each bead')
    const found = TIERS[tier].evaluate(sequence, response.coords)
    if (!found.ok) return refuse(found.reason)
    const tolerance = tier === 'T1' ? 0 : ENERGY_TOLERANCE * Math.max(1, Math.abs(found.energy))
    if (!(Math.abs(response.energy - found.energy) <= tolerance))
      return refuse('the stated energy is not that of the rounded coordinates')
    const record = state.records.find((r) => r.tier === tier && r.sequence === sequence)
    const key = [bytesToHex(task.seed), tier, sequence, record?.energy].join(' ')
    const mark = () =>
      setMarks(task, request, { record, steps: options.quickSteps[tier], drawn: draw(task, state) })
    const detail = { tier, sequence, energy: toMicro(found.energy), ...marks.get(key, mark) }
    return {
      ok: true,
      quality: qualityOf(detail),
      units: 1,
      detail: { ...detail, contacts: canonicalContacts(sequence, found.contacts) },
    }
  }
}

/** What an answer is measured by; energies in units of 10⁻⁶. */
interface Marks {
  readonly baseline: number
  readonly plant?: number
}

/** What the verifier knows of a chain beforehand. */
interface Known {
  readonly record: FoldRecord | undefined
  /** Of its own quick fold. */
  readonly steps: number
  readonly drawn: Challenge
}

const refuse = (reason: string): Judgement<null> => ({
  ok: false,
  quality: 0,
  units: 0,
  reason,
  detail: null,
})

function setMarks(
  task: Task,
  { tier, sequence }: FoldRequest,
  { record, steps, drawn }: Known,
): Marks {
  const model = TIERS[tier]
  // Another stream than that of the challenge: the last byte of the seed is turned over.
  const seed = task.seed.map((byte, index) => (index === task.seed.length - 1 ? byte ^ 0xff : byte))
  const search = model.search(sequence, taskRandom(seed), steps)
  search.advance(steps)
  const quick = model.evaluate(sequence, search.best())
  const baseline = Math.min(quick.ok ? toMicro(quick.energy) : 0, record?.energy ?? 0)
  const isDrawn = drawn.sequence === sequence && drawn.plantEnergy !== undefined
  return isDrawn ? { baseline, plant: toMicro(drawn.plantEnergy) } : { baseline }
}

/**
 * How far a fold goes from the validator's quick fold to the planted one, 0 to 1. Where nothing
 * was planted the goal is half as much again as the quick fold, which good folders just reach.
 */
function qualityOf(detail: Pick<FoldDetail, 'energy' | 'baseline' | 'plant'>): number {
  const { energy, baseline } = detail
  const goal = detail.plant ?? Math.min(-1, baseline * 1.5)
  if (energy >= baseline) return 0
  if (energy <= goal) return 1
  return Math.round(((baseline - energy) / (baseline - goal)) * 1e4) / 1e4
}

/** A sequence that reads the same backwards has each fold twice; this takes one of them. */
function canonicalContacts(sequence: string, contacts: readonly number[]): readonly number[] {
  const last = sequence.length - 1
  for (let i = 0; 2 * i < last; i++) if (sequence[i] !== sequence[last - i]) return contacts
  const turned = contacts
    .map((pair) => ((last - (pair & 255)) << 8) | (last - (pair >> 8)))
    .toSorted((a, b) => a - b)
  for (let i = 0; i < contacts.length; i++) {
    const difference = (contacts[i] ?? 0) - (turned[i] ?? 0)
    if (difference !== 0) return difference < 0 ? contacts : turned
  }
  return contacts
}

/** Relative to the energy (spec: 85-subnets §5). */
const ENERGY_TOLERANCE = 1e-9
const MAX_MARKS = 256
