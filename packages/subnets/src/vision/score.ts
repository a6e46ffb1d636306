import type { Verdict, WindowScore } from '@plexus/sdk/node'
import { findDuplicates, type Probed } from './duplicates.ts'
import { MAX_IMAGES } from './synapse.ts'
import {
  accuracyOf,
  addTallies,
  blindTally,
  brierOf,
  fadeTally,
  NO_TALLY,
  overconfidenceOf,
  qualityOf,
  type Tally,
} from './tally.ts'
import type { VisionDetail } from './verify.ts'

/** What a validator knows of a miner. */
export interface Evidence {
  /** First window of those in which it earned without a break. */
  readonly since: number
  /** Its answers, older ones faded. */
  readonly tally: Tally
}

/** What a validator remembers between windows. */
export interface VisionState {
  /** Of the pictures to come: 0 to 1, a multiple of 0.0001. */
  readonly difficulty: number
  /** By hotkey. */
  readonly miners: Readonly<Record<string, Evidence>>
}

/** Before the first window: the middle one of the models of this package is right in two of three. */
export const INITIAL_STATE: VisionState = { difficulty: 0.7, miners: {} }

/** Time for one answer, in ms; answers within half of it are paid in full. */
export const MINER_MS = 6000

/** Quality up to which nothing is paid. */
export const QUALITY_FLOOR = 0.05

/**
 * Overconfidence up to which pay is full, and from which on there is none. The Brier score alone
 * leaves a good model that rounds its probabilities more than half of its pay. Measured at difficulty
 * 0.75: models of this package −0.04 to 0.06, the best of them in halves 0.17, in one class 0.26.
 */
const OVERCONFIDENCE_FREE = 0.05
const OVERCONFIDENCE_UNPAID = 0.15

/** Part of the evidence that is kept from window to window, in hundredths. */
const KEEP = 90
/** Accuracy of the median miner that the difficulty is steered to, and how fast. */
const TARGET_ACCURACY = 0.65
const STEERING = 0.05
/** Deviation of the Brier score of one picture, at most; and how many make a change beyond chance. */
const PICTURE_DEVIATION = 0.4
const CHANGE_DEVIATIONS = 4
/** Evidence of less than a picture is forgotten. */
const FORGOTTEN = 10

/**
 * Scores of a window: (q − floor)² × part of the pictures answered × factors for lateness and for
 * overconfidence; q over the faded evidence of all windows. Who answers as an older miner does, or
 * not all of what tells whether it does, gets nothing. Integers, so that the order of the verdicts
 * does not matter (spec: 85-subnets §2).
 */
export function score(
  verdicts: readonly Verdict<VisionDetail>[],
  state: VisionState,
): WindowScore<VisionState> {
  const shared = sharedTasks(verdicts)
  const miners = [...groupByHotkey(verdicts)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([hotkey, own]) => summarise(hotkey, own, { old: state.miners[hotkey], shared }))
  const duplicates = findDuplicates(miners)
  const scores = new Map<number, number>()
  const evidence = new Map<string, Evidence>()
  for (const [hotkey, old] of Object.entries(state.miners)) {
    const tally = fadeTally(old.tally, KEEP)
    if (tally.pictures >= FORGOTTEN) evidence.set(hotkey, { since: old.since, tally })
  }
  for (const miner of miners) {
    const earned = duplicates.has(miner.hotkey) || !miner.isComparable ? 0 : payOf(miner)
    if (earned > 0) scores.set(miner.uid, earned)
    const since = earned > 0 || isForgiven(miner) ? miner.since : miner.window + 1
    evidence.set(miner.hotkey, { since, tally: miner.evidence })
  }
  const solvers = miners.filter(({ uid }) => scores.has(uid))
  return {
    scores,
    state: {
      difficulty: steer(state.difficulty, solvers),
      miners: Object.fromEntries([...evidence].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  }
}

interface Summary extends Probed {
  readonly uid: number
  readonly window: number
  /** Whether it answered all challenges that it shared: else a clone could choose not to be seen. */
  readonly isComparable: boolean
  /** What it answered in this window. */
  readonly judged: Tally
  /** Tenths of pictures that it was asked. */
  readonly asked: number
  readonly evidence: Tally
  readonly latencyMs: number
}

/** Who was paid before keeps its seniority over a window of which nothing can be said. */
const isForgiven = ({ since, window, isComparable, judged }: Summary): boolean =>
  since < window && (!isComparable || judged.pictures === 0)

/** Challenges that several miners got. */
function sharedTasks(verdicts: readonly Verdict<VisionDetail>[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const { taskId } of verdicts) (seen.has(taskId) ? shared : seen).add(taskId)
  return shared
}

function groupByHotkey(verdicts: readonly Verdict<VisionDetail>[]) {
  const groups = new Map<string, [Verdict<VisionDetail>, ...Verdict<VisionDetail>[]]>()
  for (const verdict of verdicts) {
    // A validator that was too slow says nothing about the miner.
    if (verdict.fault === 'unjudged') continue
    const group = groups.get(verdict.hotkey)
    if (group === undefined) groups.set(verdict.hotkey, [verdict])
    else group.push(verdict)
  }
  return groups
}

function summarise(
  hotkey: string,
  verdicts: readonly [Verdict<VisionDetail>, ...Verdict<VisionDetail>[]],
  { old, shared }: { readonly old: Evidence | undefined; readonly shared: ReadonlySet<string> },
): Summary {
  const { uid, window } = verdicts[0]
  let judged = NO_TALLY
  let missed = NO_TALLY
  let order = 0
  const probes = new Map<string, NonNullable<VisionDetail['probe']>>()
  const latencies: number[] = []
  for (const { ok, detail, taskId, latencyMs, order: rank } of verdicts) {
    if (!ok || detail === undefined) {
      missed = addTallies(missed, detail?.tally ?? blindTally(MAX_IMAGES))
      continue
    }
    judged = addTallies(judged, detail.tally)
    latencies.push(latencyMs)
    if (detail.probe === undefined) continue
    probes.set(taskId, detail.probe)
    order += rank
  }
  const before = old === undefined ? NO_TALLY : fadeTally(old.tally, KEEP)
  const now = addTallies(judged, missed)
  return {
    hotkey,
    uid,
    window,
    since: old?.since ?? window,
    isComparable: verdicts.every(({ taskId }) => !shared.has(taskId) || probes.has(taskId)),
    order,
    probes,
    judged,
    asked: now.pictures,
    // What was earned by good answers does not pay for bad ones.
    evidence: hasFallen(before, judged) ? now : addTallies(before, now),
    latencyMs: median(latencies),
  }
}

/** Whether the answers of a window are worse than those before by more than chance. */
function hasFallen(before: Tally, judged: Tally): boolean {
  if (before.pictures === 0 || judged.pictures === 0) return false
  const variance = 10 / before.pictures + 10 / judged.pictures
  const chance = CHANGE_DEVIATIONS * PICTURE_DEVIATION * Math.sqrt(variance)
  return brierOf(judged) - brierOf(before) > chance
}

/** An integer; what a perfect miner gets is about 10⁹. */
function payOf({ evidence, judged, asked, latencyMs }: Summary): number {
  const above = Math.max(0, Math.round((qualityOf(evidence) - QUALITY_FLOOR) * 10_000))
  const latency = 1 - between(MINER_MS / 2, latencyMs, MINER_MS) / 2
  const over = overconfidenceOf(evidence)
  const calibration = 1 - between(OVERCONFIDENCE_FREE, over, OVERCONFIDENCE_UNPAID)
  const factor = Math.round(latency * calibration * 100)
  return asked === 0 ? 0 : Math.round((above * above * factor * judged.pictures) / (10 * asked))
}

/** Where a value lies on the way from one bound to another, 0 to 1. */
const between = (from: number, value: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)))

function steer(difficulty: number, solvers: readonly Summary[]): number {
  if (solvers.length === 0) return difficulty
  const accuracy = median(solvers.map(({ judged }) => accuracyOf(judged)))
  const next = difficulty + STEERING * (accuracy - TARGET_ACCURACY)
  return Math.round(Math.min(1, Math.max(0, next)) * 10_000) / 10_000
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[sorted.length >> 1] ?? 0
  const lower = sorted[(sorted.length - 1) >> 1] ?? 0
  return (lower + upper) / 2
}
