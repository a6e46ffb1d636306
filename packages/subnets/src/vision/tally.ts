import { CLASSES } from './render/outlines.ts'

const K = CLASSES.length

/**
 * What answers add up to, in integers, so that the order of adding does not matter. Pictures are
 * counted in tenths: a picture without an answer counts as a tenth of each class.
 */
export interface Tally {
  /** Tenths of pictures. */
  readonly pictures: number
  /** Tenths whose likeliest class was right. */
  readonly correct: number
  /** Tenths by likeliest class, and by true class. */
  readonly predicted: readonly number[]
  readonly shown: readonly number[]
  /** What it would be if its probabilities were true: sum of 1 − Σ p², in millionths. */
  readonly expected: number
  /** Sum of Σ (p − y)² over the pictures, in millionths. */
  readonly brier: number
}

const MILLION = 1_000_000
/** Brier score of one who knows nothing. */
const BLIND = (K - 1) / K

/** Nothing yet. */
export const NO_TALLY: Tally = {
  pictures: 0,
  correct: 0,
  predicted: Array.from({ length: K }, () => 0),
  shown: Array.from({ length: K }, () => 0),
  expected: 0,
  brier: 0,
}

/** A row of ten probabilities for each label; ties go to the first class. */
export function tallyOf(labels: readonly number[], rows: readonly (readonly number[])[]): Tally {
  const predicted = [...NO_TALLY.predicted]
  const shown = [...NO_TALLY.shown]
  let correct = 0
  let expected = 0
  let brier = 0
  labels.forEach((label, picture) => {
    const row = rows[picture] ?? []
    const guess = likeliest(row)
    predicted[guess] = (predicted[guess] ?? 0) + 10
    shown[label] = (shown[label] ?? 0) + 10
    if (guess === label) correct += 10
    let squares = 0
    let own = 0
    for (let k = 0; k < K; k++) {
      const miss = (row[k] ?? 0) - (k === label ? 1 : 0)
      squares += miss * miss
      own += (row[k] ?? 0) * (row[k] ?? 0)
    }
    brier += Math.round(squares * MILLION)
    expected += Math.round((1 - own) * MILLION)
  })
  return { pictures: 10 * labels.length, correct, predicted, shown, expected, brier }
}

/** Pictures without an answer: as if each class had been given a tenth. */
export function blindTally(pictures: number): Tally {
  const each = Array.from({ length: K }, () => pictures)
  return {
    pictures: 10 * pictures,
    correct: pictures,
    predicted: each,
    shown: each,
    expected: pictures * Math.round(BLIND * MILLION),
    brier: pictures * Math.round(BLIND * MILLION),
  }
}

/** Sum of two. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    pictures: a.pictures + b.pictures,
    correct: a.correct + b.correct,
    predicted: a.predicted.map((count, k) => count + (b.predicted[k] ?? 0)),
    shown: a.shown.map((count, k) => count + (b.shown[k] ?? 0)),
    expected: a.expected + b.expected,
    brier: a.brier + b.brier,
  }
}

/** What is left of old evidence. @param keep part that stays, in hundredths; rounded down */
export function fadeTally(tally: Tally, keep: number): Tally {
  const fade = (value: number) => Math.floor((value * keep) / 100)
  return {
    pictures: fade(tally.pictures),
    correct: fade(tally.correct),
    predicted: tally.predicted.map(fade),
    shown: tally.shown.map(fade),
    expected: fade(tally.expected),
    brier: fade(tally.brier),
  }
}

/** Mean Brier score, 0 (perfect) to 2; that of a blind guess where there is nothing. */
export function brierOf(tally: Tally): number {
  return tally.pictures === 0 ? BLIND : tally.brier / MILLION / (tally.pictures / 10)
}

/** Part of the pictures whose likeliest class was right; 0 where there is nothing. */
export function accuracyOf(tally: Tally): number {
  return tally.pictures === 0 ? 0 : tally.correct / tally.pictures
}

/**
 * By how much its mean Brier score is worse than its own probabilities say, −1 to 2; 0 for true
 * probabilities, and where there is nothing.
 */
export function overconfidenceOf(tally: Tally): number {
  if (tally.pictures === 0) return 0
  return (tally.brier - tally.expected) / MILLION / (tally.pictures / 10)
}

/** Correlation of predicted and true class (multi-class MCC), −1 to 1; 0 where it is undefined. */
export function correlationOf(tally: Tally): number {
  const { pictures, correct, predicted, shown } = tally
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0)
  const spread =
    (pictures * pictures - dot(predicted, predicted)) * (pictures * pictures - dot(shown, shown))
  if (spread <= 0) return 0
  return (correct * pictures - dot(predicted, shown)) / Math.sqrt(spread)
}

/**
 * q = √( ((R+1)/2)^1.2 · max(0, (B₀−B)/B₀)^1.8 ), 0 to 1, a multiple of 0.0001; R the correlation,
 * B the Brier score, B₀ that of a blind guess (spec: 85-subnets §2).
 */
export function qualityOf(tally: Tally): number {
  const correlation = power((correlationOf(tally) + 1) / 2, 1.2)
  const calibration = power((BLIND - brierOf(tally)) / BLIND, 1.8)
  return Math.round(Math.sqrt(correlation * calibration) * 10_000) / 10_000
}

/** exp(a · ln x), 0 for x ≤ 0: `Math.pow` differs between versions (spec: 85-subnets §0.3). */
const power = (x: number, a: number): number => (x <= 0 ? 0 : Math.exp(a * Math.log(x)))

/** Index of the greatest, the first of equals. */
export function likeliest(row: readonly number[]): number {
  let best = 0
  for (let k = 1; k < row.length; k++) if ((row[k] ?? 0) > (row[best] ?? 0)) best = k
  return best
}
