import type { Verdict } from '@plexus/sdk/node'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { INITIAL_STATE, MINER_MS, score, type VisionState } from '../../src/vision/score.ts'
import { blindTally, qualityOf, tallyOf } from '../../src/vision/tally.ts'
import type { VisionDetail } from '../../src/vision/verify.ts'

const labels = Array.from({ length: 32 }, (_, at) => at % 10)

interface Answer {
  readonly uid: number
  readonly hotkey?: string
  readonly window?: number
  readonly index: number
  /** Pictures of 32 that it gets right, with `sure` on its guess. */
  readonly right: number
  readonly sure?: number
  /** Which classes it takes for others: miners of the same habit look alike. */
  readonly habit?: number
  readonly latencyMs?: number
  readonly order?: number
}

function answered(answer: Answer): Verdict<VisionDetail> {
  const { uid, window = 0, index, right, sure = 0.8, habit = uid + 1 } = answer
  const rows = labels.map((label, picture) => {
    const guess = (picture * 7 + habit) % 32 < right ? label : (label + 1 + (habit % 9)) % 10
    return Array.from({ length: 10 }, (_, k) => (k === guess ? sure : (1 - sure) / 9))
  })
  const tally = tallyOf(labels, rows)
  const probs = rows.flatMap((row) => row.map((part) => Math.round(part * 1000)))
  return {
    ...base(answer.hotkey ?? `hk${uid}`, uid, window, index),
    ok: true,
    quality: qualityOf(tally),
    units: 32,
    detail: index < 2 ? { tally, probe: { labels, probs } } : { tally },
    latencyMs: answer.latencyMs ?? 100,
    order: answer.order ?? uid,
  }
}

const base = (hotkey: string, uid: number, window: number, index: number) => ({
  uid,
  hotkey,
  taskId: index < 2 ? `shared-${window}-${index}` : `own-${window}-${index}-${hotkey}`,
  window,
  latencyMs: 100,
  order: 0,
  evidence: '00',
})

const silent = (uid: number, window: number, index: number): Verdict<VisionDetail> => ({
  ...base(`hk${uid}`, uid, window, index),
  ok: false,
  quality: 0,
  units: 0,
  fault: 'unanswered',
})

const INDICES = [0, 1, 2, 3]
const all = (answer: Omit<Answer, 'index'>) =>
  INDICES.map((index) => answered({ ...answer, index }))
const scoresOf = (verdicts: Verdict<VisionDetail>[], state: VisionState = INITIAL_STATE) =>
  score(verdicts, state).scores

/** Plays windows; `play` gives the verdicts of one. */
function windows(count: number, play: (window: number) => Verdict<VisionDetail>[]) {
  let state = INITIAL_STATE
  let scores: ReadonlyMap<number, number> = new Map()
  for (let window = 0; window < count; window++) ({ scores, state } = score(play(window), state))
  return { scores, state }
}

describe('score', () => {
  it('pays the better miner more, and nothing to one who knows nothing', () => {
    const scores = scoresOf([
      ...all({ uid: 1, right: 28 }),
      ...all({ uid: 2, right: 20, sure: 0.6 }),
      ...all({ uid: 3, right: 3, sure: 0.1 }),
      ...all({ uid: 4, right: 3, sure: 0.9 }),
    ])
    expect(scores.get(1)!).toBeGreaterThan(scores.get(2)!)
    expect(scores.get(2)!).toBeGreaterThan(0)
    expect([scores.get(3), scores.get(4)]).toEqual([undefined, undefined])
  })

  it('does not depend on the order of the verdicts', () => {
    const verdicts = [1, 2, 3, 4, 5].flatMap((uid) => [
      ...all({ uid, right: 14 + 3 * uid, habit: uid === 5 ? 4 : uid }),
      silent(uid, 0, 4),
    ])
    const expected = score(verdicts, INITIAL_STATE)
    const states = windows(3, (window) => all({ uid: 2, right: 25, window })).state
    const later = score(verdicts, states)
    fc.assert(
      fc.property(fc.shuffledSubarray(verdicts, { minLength: verdicts.length }), (shuffled) => {
        expect(score(shuffled, INITIAL_STATE)).toEqual(expected)
        expect(JSON.stringify(score(shuffled, states))).toBe(JSON.stringify(later))
      }),
      { numRuns: 50 },
    )
  })

  it('pays one of those that serve the same model', () => {
    const clones = [1, 2, 3, 4].flatMap((uid) => all({ uid, right: 25, habit: 7 }))
    const scores = scoresOf([...clones, ...all({ uid: 9, right: 25, habit: 3 })])
    expect([...scores.keys()].sort()).toEqual([1, 9])
    expect(scores.get(1)!).toBeLessThanOrEqual(1.05 * scores.get(9)!)
  })

  it('pays no clone for leaving out what would show it', () => {
    const others = all({ uid: 9, right: 25, habit: 3 })
    const clones = [1, 2, 3, 4].flatMap((uid) => [
      silent(uid, 0, uid % 2),
      ...INDICES.filter((index) => index !== uid % 2).map((index) =>
        answered({ uid, right: 25, habit: 7, index }),
      ),
    ])
    expect([...scoresOf([...clones, ...others]).keys()]).toEqual([9])
  })

  it('gives no seniority to those who wait without an answer', () => {
    const { scores } = windows(6, (window) => [
      ...(window < 3
        ? INDICES.map((index) => silent(1, window, index))
        : all({ uid: 1, right: 25, habit: 7, window, order: 0 })),
      ...(window < 2 ? [] : all({ uid: 2, right: 25, habit: 7, window, order: 5 })),
    ])
    expect([...scores.keys()]).toEqual([2])
  })

  it('keeps paying the older of two, whoever answers first later', () => {
    const { scores } = windows(5, (window) => [
      ...all({ uid: 1, right: 25, habit: 7, window, order: 5 }),
      ...(window === 0 ? [] : all({ uid: 2, right: 25, habit: 7, window, order: 0 })),
    ])
    expect([...scores.keys()]).toEqual([1])
  })

  it('takes no seniority from bad answers', () => {
    const { scores } = windows(6, (window) => [
      ...all({ uid: 1, right: 3, sure: 0.9, window, order: 0 }),
      ...(window < 3 ? [] : all({ uid: 2, right: 25, habit: 7, window, order: 5 })),
    ])
    expect([...scores.keys()]).toEqual([2])
    let state = windows(4, (window) => [
      ...all({ uid: 1, right: 3, sure: 0.9, window, order: 0 }),
      ...(window < 3 ? [] : all({ uid: 2, right: 25, habit: 7, window, order: 5 })),
    ]).state
    for (let window = 4; window < 30; window++) {
      const both = [1, 2].flatMap((uid) => all({ uid, right: 25, habit: 7, window, order: uid }))
      const result = score(both, state)
      state = result.state
      expect([...result.scores.keys()], `window ${window}`).toEqual([2])
    }
  })

  it('stops paying in the window in which a good miner starts to guess', () => {
    const { scores } = windows(12, (window) => [
      ...all({ uid: 1, right: 25, window }),
      ...all({ uid: 2, right: window < 11 ? 25 : 3, sure: window < 11 ? 0.8 : 0.1, window }),
    ])
    expect([...scores.keys()]).toEqual([1])
  })

  it('takes unanswered pictures for blind guesses and does not pay them', () => {
    const whole = scoresOf(all({ uid: 1, right: 25 })).get(1)!
    const half = scoresOf([
      ...[0, 1].map((index) => answered({ uid: 1, index, right: 25 })),
      ...[2, 3].map((index) => silent(1, 0, index)),
    ]).get(1)!
    expect(half).toBeLessThan(0.5 * whole)
    expect(scoresOf(INDICES.map((index) => silent(1, 0, index))).size).toBe(0)
  })

  it('does not punish a miner for a validator that was too slow', () => {
    const late = { ...silent(1, 0, 3), fault: 'unjudged' as const }
    const three = [0, 1, 2].map((index) => answered({ uid: 1, index, right: 25 }))
    expect(scoresOf([...three, late])).toEqual(scoresOf(three))
  })

  it('pays in full within half of the time, half at the end of it', () => {
    const paid = (latencyMs: number) => scoresOf(all({ uid: 1, right: 25, latencyMs })).get(1)!
    expect(paid(MINER_MS / 2)).toBe(paid(1))
    expect(paid(MINER_MS)).toBe(paid(1) / 2)
  })

  it('pays a model that is too sure of itself less than half', () => {
    const paid = (sure: number) => scoresOf(all({ uid: 1, right: 26, sure })).get(1) ?? 0
    expect(paid(1)).toBeLessThan(0.5 * paid(0.8))
  })

  it('makes pictures harder while the median miner is above 0.65, within bounds', () => {
    // 26 of 32 right by habit: 0.8125. 0.5 + 0.05 · (0.8125 − 0.65) = 0.508125.
    const good = all({ uid: 1, right: 26 })
    expect(score(good, INITIAL_STATE).state.difficulty).toBe(
      Math.round((INITIAL_STATE.difficulty + 0.008125) * 10_000) / 10_000,
    )
    expect(score(good, { ...INITIAL_STATE, difficulty: 1 }).state.difficulty).toBe(1)
    const poor = all({ uid: 1, right: 16 })
    expect(score(poor, { ...INITIAL_STATE, difficulty: 0 }).state.difficulty).toBe(0)
    expect(score([], INITIAL_STATE).state.difficulty).toBe(INITIAL_STATE.difficulty)
  })

  it('forgets miners that are gone', () => {
    const { state } = windows(80, (window) => all({ uid: window === 0 ? 1 : 2, right: 25, window }))
    expect(Object.keys(state.miners)).toEqual(['hk2'])
  })

  it('forgives a window, not its pictures, without an answer', () => {
    const { scores, state } = windows(6, (window) =>
      window === 3
        ? INDICES.map((index) => silent(1, window, index))
        : all({ uid: 1, right: 25, window }),
    )
    expect(scores.get(1)!).toBeGreaterThan(0)
    expect(state.miners['hk1']!.since).toBe(0)
    expect(blindTally(32).pictures).toBe(320)
  })
})
