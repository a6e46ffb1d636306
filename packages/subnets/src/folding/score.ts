import type { Verdict, WindowScore } from '@plexus/sdk/node'
import type { Tier } from './problem.ts'
import { MAX_RECORDS } from './state.ts'
import type { FoldingState, FoldRecord } from './state.ts'

/** What is known of a fold that was taken. Energies in units of 10⁻⁶, whole. */
export interface FoldDetail {
  readonly tier: Tier
  readonly sequence: string
  readonly energy: number
  /** What the validator finds by itself in a moment, or the record: nothing above it is paid. */
  readonly baseline: number
  /** Energy of the planted fold; absent where none was planted. */
  readonly plant?: number
  /** {@link Evaluation} */
  readonly contacts: readonly number[]
}

type FoldVerdict = Verdict<FoldDetail | null>

/**
 * Scores of a window. Each chain pays 0.6 to all folds by how low they are, up to 0.3 to the first
 * who breaks a record, and 0.1 to the folds near the best that nobody else has; what looks like a
 * better or earlier fold is a copy, gets nothing and takes something from it (spec: 85-subnets §5). Shares are whole multiples of 10⁻⁶.
 */
export function scoreFolds(
  verdicts: readonly FoldVerdict[],
  state: FoldingState,
): WindowScore<FoldingState> {
  const scores = new Map<number, number>()
  const records = new Map(state.records.map((record) => [recordKey(record), record]))
  for (const answers of byTask(verdicts)) {
    const [best] = answers
    if (best === undefined) continue
    const known = records.get(recordKey(best))?.energy
    for (const [uid, share] of sharesOf(answers, known))
      scores.set(uid, (scores.get(uid) ?? 0) + share)
    keepRecord(records, best)
  }
  return { scores, state: { records: [...records.values()].slice(-MAX_RECORDS) } }
}

/** An answer that counts. */
interface Answer extends FoldDetail {
  readonly uid: number
  readonly order: number
  readonly window: number
}

/** The answers to each task that were taken, one of each miner, best first, in an order of tasks. */
function byTask(verdicts: readonly FoldVerdict[]): readonly (readonly Answer[])[] {
  const tasks = new Map<string, Map<number, Answer>>()
  for (const { ok, detail, taskId, uid, order, window } of verdicts) {
    if (!ok || detail === undefined || detail === null) continue
    const answers = tasks.get(taskId) ?? new Map<number, Answer>()
    tasks.set(taskId, answers)
    const before = answers.get(uid)
    if (before === undefined || order < before.order)
      answers.set(uid, { ...detail, uid, order, window })
  }
  return [...tasks.keys()]
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .map((id) => [...(tasks.get(id)?.values() ?? [])].toSorted(bestFirst))
}

const bestFirst = (a: Answer, b: Answer): number =>
  a.energy - b.energy || a.order - b.order || a.uid - b.uid

/** What one task pays, by uid, in units of 10⁻⁶. */
function sharesOf(
  answers: readonly Answer[],
  record: number | undefined,
): ReadonlyMap<number, number> {
  const copies = new Map<Answer, number>()
  for (const answer of answers) {
    if (answer.energy >= answer.baseline) continue
    const original = [...copies.keys()].find((other) => isSameFold(other, answer))
    if (original === undefined) copies.set(answer, 0)
    else copies.set(original, (copies.get(original) ?? 0) + 1)
  }
  const originals = [...copies.keys()]
  const copiesOf = (answer: Answer): number => copies.get(answer) ?? 0
  const [best] = originals
  if (best === undefined) return new Map()
  const goal = Math.min(best.energy, best.plant ?? best.energy)
  const weights = originals.map((answer) => steepen(progress(answer, goal)))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const near = originals.filter(
    (answer) => answer.energy - best.energy <= NEAR * -best.energy && copiesOf(answer) === 0,
  )
  const known = Math.min(record ?? 0, best.baseline, best.plant ?? 0)
  const gain = Math.max(0, known - best.energy) / Math.max(1, -goal)
  return new Map(
    originals.map((answer, rank) => {
      const byEnergy = sum > 0 ? (ENERGY_SHARE * (weights[rank] ?? 0)) / sum : 0
      const byRecord = answer === best ? RECORD_SHARE * Math.min(1, gain) : 0
      const byDifference = near.includes(answer) ? DIVERSITY_SHARE / near.length : 0
      const left = 1 - COST_OF_COPY * Math.min(copiesOf(answer), MOST_COPIES)
      return [answer.uid, Math.floor((byEnergy * left + byRecord + byDifference) * 1e6)]
    }),
  )
}

/** From 0 at the baseline to 1 at the goal, in steps of 10⁻⁴. */
const progress = ({ energy, baseline }: Answer, goal: number): number =>
  Math.min(1, Math.round(((baseline - energy) / Math.max(1, baseline - goal)) * 1e4) / 1e4)

/** Fourth power, by products alone (spec: 85-subnets §0.3). */
function steepen(x: number): number {
  const square = x * x
  return square * square
}

/** Whether two folds share so many contacts that one is the other with a little change. */
function isSameFold(a: Answer, b: Answer): boolean {
  let common = 0
  const contacts = new Set(a.contacts)
  for (const contact of b.contacts) if (contacts.has(contact)) common++
  const union = a.contacts.length + b.contacts.length - common
  return common >= SAME_FOLD * union
}

/** A record is what nobody has beaten yet: a planted fold counts as one. */
function keepRecord(records: Map<string, FoldRecord>, best: Answer): void {
  const { tier, sequence, window } = best
  const key = recordKey(best)
  const energy = Math.min(best.energy, best.plant ?? 0, best.baseline)
  const before = records.get(key)
  if (before !== undefined && before.energy <= energy) return
  records.delete(key)
  records.set(key, { tier, sequence, energy, window })
}

const recordKey = ({ tier, sequence }: Pick<FoldRecord, 'tier' | 'sequence'>): string =>
  `${tier} ${sequence}`

const ENERGY_SHARE = 0.6
const RECORD_SHARE = 0.3
const DIVERSITY_SHARE = 0.1
/** A fold is near the best within this part of its energy. */
const NEAR = 0.03
/**
 * What each copy takes from the pay of its original: what many find is easy, and a farm has to earn
 * less than one honest worker, whatever the luck of its chains. No more than three copies count, so
 * that a swarm which finds the same fold later takes little from who was first.
 */
const COST_OF_COPY = 0.1
const MOST_COPIES = 3
/** Contacts in common, as a part of those of either fold. */
const SAME_FOLD = 0.8
