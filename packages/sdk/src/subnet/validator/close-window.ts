import type { Verdict, WindowScore } from '../subnet.ts'
import { COOL_DOWN_WINDOWS } from './kit-state.ts'
import type { KitState, Smoothing } from './kit-state.ts'

/** A window and all that was found in it. */
export interface ClosingWindow<Detail, State> {
  readonly window: number
  /** Who was asked. */
  readonly miners: readonly (readonly [uid: number, hotkey: string])[]
  readonly verdicts: readonly Verdict<Detail>[]
  /** Before the window. */
  readonly before: KitState<State>
  readonly smoothing: Smoothing
}

/** The part of a subnet that scores. */
export interface Scorer<Detail, State> {
  score(verdicts: readonly Verdict<Detail>[], state: State): WindowScore<State>
}

/** What comes of a window. */
export interface ClosedWindow<State> {
  /** The scores of the subnet by uid, those of caught cheats set to 0; in order of uids. */
  readonly scores: readonly (readonly [uid: number, score: number])[]
  /** Hotkeys that a proof of this window convicts. */
  readonly convicted: readonly string[]
  readonly after: KitState<State>
}

/**
 * Scores a window and smooths the result: pure, so that whoever has the log of a validator gets the
 * same numbers. A window in which nobody scores leaves the shares as they were, because it says
 * nothing of differences.
 */
export function closeWindow<Detail, State>(
  subnet: Scorer<Detail, State>,
  closing: ClosingWindow<Detail, State>,
): ClosedWindow<State> {
  const { window, before } = closing
  const verdicts = sorted(closing.verdicts)
  const scored = subnet.score(verdicts, before.subnet)
  const convicted = convictedIn(verdicts)
  const coolDowns = coolDownsAfter(before.coolDowns, convicted, window)
  const barred = new Set(coolDowns.map(([hotkey]) => hotkey))
  const scores = closing.miners
    .map(([uid, hotkey]) => ({ uid, hotkey, score: soundScore(scored.scores.get(uid)) }))
    .map(({ uid, hotkey, score }) => ({ uid, hotkey, score: barred.has(hotkey) ? 0 : score }))
    .sort((a, b) => a.uid - b.uid)
  return {
    scores: scores.map(({ uid, score }) => [uid, score]),
    convicted,
    after: {
      subnet: scored.state,
      shares: smooth(before.shares, scores, barred, closing.smoothing),
      coolDowns,
    },
  }
}

/** Smallest share that is kept. */
const LEAST_SHARE = 1e-9

function sorted<Detail>(verdicts: readonly Verdict<Detail>[]): readonly Verdict<Detail>[] {
  return [...verdicts].sort((a, b) => a.uid - b.uid || compareText(a.taskId, b.taskId))
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const soundScore = (score: number | undefined): number =>
  score !== undefined && Number.isFinite(score) && score > 0 ? score : 0

function convictedIn(verdicts: readonly Verdict<unknown>[]): readonly string[] {
  const forged = verdicts.filter(({ fault }) => fault === 'forged').map(({ hotkey }) => hotkey)
  return [...new Set(forged)].sort(compareText)
}

function coolDownsAfter(
  before: KitState<unknown>['coolDowns'],
  convicted: readonly string[],
  window: number,
): KitState<unknown>['coolDowns'] {
  const until = new Map(before.filter(([, end]) => end > window))
  for (const hotkey of convicted) until.set(hotkey, window + 1 + COOL_DOWN_WINDOWS)
  return [...until].sort(([a], [b]) => compareText(a, b))
}

function smooth(
  before: KitState<unknown>['shares'],
  scores: readonly { readonly hotkey: string; readonly score: number }[],
  barred: ReadonlySet<string>,
  { alpha }: Smoothing,
): KitState<unknown>['shares'] {
  const old = before.map(([hotkey, share]) => [hotkey, barred.has(hotkey) ? 0 : share] as const)
  const total = scores.reduce((sum, { score }) => sum + score, 0)
  // Infinite totals come of finite scores; they are no shares either.
  if (!(total > 0) || !Number.isFinite(total)) return old.filter(([, share]) => share > 0)
  const keep = old.some(([, share]) => share > 0) ? 1 - alpha : 0
  const shares = new Map(old.map(([hotkey, share]) => [hotkey, share * keep]))
  for (const { hotkey, score } of scores)
    shares.set(hotkey, (shares.get(hotkey) ?? 0) + (1 - keep) * (score / total))
  return [...shares]
    .filter(([, share]) => share >= LEAST_SHARE)
    .sort(([a], [b]) => compareText(a, b))
}
