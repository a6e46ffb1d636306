import type { Verdict } from '@plexus/sdk/node'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreFolds } from '../../src/folding/score.ts'
import type { FoldDetail } from '../../src/folding/score.ts'
import { MAX_RECORDS } from '../../src/folding/state.ts'

type FoldVerdict = Verdict<FoldDetail | null>

/** Energies in whole units. */
interface Fold {
  readonly uid: number
  readonly energy: number
  readonly contacts: readonly number[]
  readonly order?: number
  readonly task?: string
  readonly plant?: number
  readonly baseline?: number
}

function verdict({ uid, energy, contacts, order = uid, task = 't', plant, baseline = -4 }: Fold) {
  return {
    ok: true,
    quality: 0.5,
    units: 1,
    uid,
    hotkey: `5${uid}`,
    taskId: task,
    window: 7,
    latencyMs: 1,
    order,
    evidence: '',
    detail: {
      tier: 'T1',
      sequence: `HP${task}`,
      energy: energy * 1e6,
      baseline: baseline * 1e6,
      ...(plant === undefined ? {} : { plant: plant * 1e6 }),
      contacts,
    },
  } satisfies FoldVerdict
}

const NO_RECORDS = { records: [] }
const scoresOf = (folds: readonly Fold[]) =>
  Object.fromEntries(scoreFolds(folds.map(verdict), NO_RECORDS).scores)

describe('scoreFolds', () => {
  it('pays by the fourth power of the way from the baseline to the goal', () => {
    // x = (4 − 8)/(4 − 12) = ½ for uid 2: 1 to 1/16. The goal is the planted −12, which is no record
    // to break; uid 1 alone is near the best: 0.1.
    const scores = scoresOf([
      { uid: 1, energy: -12, contacts: [1, 2, 3], plant: -12 },
      { uid: 2, energy: -8, contacts: [4, 5, 6], plant: -12 },
    ])
    expect(scores).toEqual({
      1: Math.floor(((0.6 * 16) / 17 + 0.1) * 1e6),
      2: Math.floor(((0.6 * 1) / 17) * 1e6),
    })
  })

  it('pays the first who breaks a record by how much', () => {
    // From the planted −10 to −12.5: 0.3 · 2.5/12.5 more.
    const scores = scoresOf([{ uid: 1, energy: -12.5, contacts: [1], plant: -10 }])
    expect(scores).toEqual({ 1: Math.floor((0.6 + 0.3 * 0.2 + 0.1) * 1e6) })
  })

  it('pays nothing for what the validator finds itself', () => {
    expect(scoresOf([{ uid: 1, energy: -4, contacts: [1] }])).toEqual({})
  })

  it('pays the same fold once, to the first, a tenth less for each copy, and not for being different', () => {
    const scores = scoresOf([
      { uid: 1, energy: -12, contacts: [1, 2], order: 5, plant: -12 },
      { uid: 2, energy: -12, contacts: [1, 2], order: 3, plant: -12 },
      { uid: 3, energy: -12, contacts: [1, 2], order: 9, plant: -12 },
    ])
    // 0.6 less two tenths of it.
    expect(scores).toEqual({ 2: 480_000 })
  })

  it('lets a swarm of copies take three tenths at most', () => {
    const farm = Array.from({ length: 9 }, (_, uid) => ({
      ...{ uid, energy: -12, contacts: [1, 2], plant: -12 },
    }))
    expect(scoresOf(farm)).toEqual({ 0: 420_000 })
  })

  it('takes a fold with four fifths of the contacts of a lower one for a copy', () => {
    const contacts = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    const scores = scoresOf([
      { uid: 1, energy: -12, contacts, order: 2, plant: -12 },
      { uid: 2, energy: -11, contacts: [...contacts.slice(1), 99], order: 1, plant: -12 },
    ])
    expect(scores).toEqual({ 1: 540_000 })
  })

  it('shares the part for diversity among different folds near the best', () => {
    const scores = scoresOf([
      { uid: 1, energy: -100, contacts: [1, 2], plant: -100 },
      { uid: 2, energy: -97, contacts: [3, 4], plant: -100 },
      { uid: 3, energy: -96, contacts: [5, 6], plant: -100 },
    ])
    // uid 3 is not within three hundredths.
    const weights = [1, 93 / 96, 92 / 96].map((x) => (Math.round(x * 1e4) / 1e4) ** 4)
    const sum = weights[0]! + weights[1]! + weights[2]!
    expect(scores[1]).toBeCloseTo((0.6 / sum + 0.05) * 1e6, -1)
    expect(scores[2]).toBeCloseTo(((0.6 * weights[1]!) / sum + 0.05) * 1e6, -1)
    expect(scores[3]).toBeCloseTo(((0.6 * weights[2]!) / sum) * 1e6, -1)
  })

  it('leaves refused and missing answers out', () => {
    const good = verdict({ uid: 1, energy: -12, contacts: [1], plant: -12 })
    const { detail, ...bare } = good
    const others: FoldVerdict[] = [
      { ...good, uid: 2, ok: false, detail: null },
      { ...bare, uid: 3, ok: false, fault: 'unanswered' },
    ]
    expect(detail.energy).toBe(-12e6)
    expect(Object.fromEntries(scoreFolds([good, ...others], NO_RECORDS).scores)).toEqual({
      1: 700_000,
    })
  })

  it('does not depend on the order of the verdicts', () => {
    const fold = fc.record({
      uid: fc.nat(20),
      energy: fc.integer({ min: -30, max: 0 }),
      contacts: fc.uniqueArray(fc.nat(12), { maxLength: 8 }),
      order: fc.nat(5),
      task: fc.constantFrom('a', 'b', 'c'),
    })
    const folds = fc
      .uniqueArray(fold, { selector: ({ uid, task }) => `${uid} ${task}`, maxLength: 40 })
      .map((list) => list.map(verdict))
    const shuffled = folds.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(shuffled, ([a, b]) => {
        const [first, second] = [scoreFolds(a, NO_RECORDS), scoreFolds(b, NO_RECORDS)]
        expect(new Map([...second.scores].toSorted(([x], [y]) => x - y))).toEqual(
          new Map([...first.scores].toSorted(([x], [y]) => x - y)),
        )
        expect(second.state).toEqual(first.state)
        for (const score of first.scores.values()) expect(Number.isSafeInteger(score)).toBe(true)
      }),
    )
  })

  it('never pays more than one for a task', () => {
    const folds = fc.uniqueArray(
      fc.record({
        uid: fc.nat(30),
        energy: fc.integer({ min: -30, max: 0 }),
        contacts: fc.uniqueArray(fc.nat(12), { maxLength: 8 }),
      }),
      { selector: ({ uid }) => uid, maxLength: 30 },
    )
    fc.assert(
      fc.property(folds, (list) => {
        const paid = Object.values(scoresOf(list)).reduce((sum, share) => sum + share, 0)
        expect(paid).toBeLessThanOrEqual(1e6)
      }),
    )
  })

  it('keeps the lowest energies, and only so many', () => {
    const first = scoreFolds(
      [verdict({ uid: 1, energy: -9, contacts: [1], plant: -10 })],
      NO_RECORDS,
    )
    expect(first.state.records).toEqual([{ tier: 'T1', sequence: 'HPt', energy: -10e6, window: 7 }])
    const better = scoreFolds([verdict({ uid: 1, energy: -11, contacts: [1] })], first.state)
    expect(better.state.records).toEqual([
      { tier: 'T1', sequence: 'HPt', energy: -11e6, window: 7 },
    ])
    const many = Array.from({ length: MAX_RECORDS + 9 }, (_, i) =>
      verdict({ uid: 1, energy: -9, contacts: [1], task: `${i}` }),
    )
    expect(scoreFolds(many, better.state).state.records).toHaveLength(MAX_RECORDS)
  })
})
