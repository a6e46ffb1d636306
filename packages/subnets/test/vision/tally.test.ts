import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accuracyOf,
  addTallies,
  blindTally,
  brierOf,
  correlationOf,
  fadeTally,
  NO_TALLY,
  overconfidenceOf,
  qualityOf,
  type Tally,
  tallyOf,
} from '../../src/vision/tally.ts'

const sure = (k: number) => Array.from({ length: 10 }, (_, at) => (at === k ? 1 : 0))
const even = Array.from({ length: 10 }, () => 0.1)
const all = Array.from({ length: 10 }, (_, k) => k)

describe('tally', () => {
  it('gives the best quality to one who is always right and sure', () => {
    const tally = tallyOf(all, all.map(sure))
    expect([correlationOf(tally), brierOf(tally), qualityOf(tally)]).toEqual([1, 0, 1])
  })

  it('gives nothing to one who says nothing', () => {
    const tally = tallyOf(
      all,
      all.map(() => even),
    )
    expect(correlationOf(tally)).toBe(0)
    expect(brierOf(tally)).toBeCloseTo(0.9, 9)
    expect(qualityOf(tally)).toBe(0)
  })

  it('computes correlation, Brier score and quality as by hand', () => {
    // True 0 0 1 1 2 2, predicted 0 1 1 1 2 0: 4 of 6 right; p = 2 3 1, t = 2 2 2.
    // R = (4·6 − 12) ÷ √((36 − 14)·(36 − 12)) = 12 ÷ √528 = 0.522233.
    const tally = tallyOf([0, 0, 1, 1, 2, 2], [0, 1, 1, 1, 2, 0].map(sure))
    expect(correlationOf(tally)).toBeCloseTo(0.522233, 6)
    expect(accuracyOf(tally)).toBeCloseTo(4 / 6, 12)
    // Two misses of 2 each: 4 ÷ 6.
    expect(brierOf(tally)).toBeCloseTo(2 / 3, 6)
    // √(0.7611165^1.2 · (0.2333333 ÷ 0.9)^1.8) = √(0.720678 · 0.088048) = 0.25190.
    expect(qualityOf(tally)).toBe(0.2519)
  })

  it('finds out who is surer than right', () => {
    // Half right: the Brier score of 0.5 is what half a belief expects, (1 − 0.5² − 0.5²).
    const half = [0, 1].map(() => Array.from({ length: 10 }, (_, at) => (at < 2 ? 0.5 : 0)))
    expect(overconfidenceOf(tallyOf([0, 1], half))).toBeCloseTo(0, 9)
    // All on class 0: scores 0 and 2, expects 0.
    expect(overconfidenceOf(tallyOf([0, 1], [sure(0), sure(0)]))).toBeCloseTo(1, 9)
    // Right with 0.75: scores 2 · 0.25² = 0.125, expects 1 − 0.75² − 0.25² = 0.375.
    expect(overconfidenceOf(tallyOf([0], [[0.75, 0.25, 0, 0, 0, 0, 0, 0, 0, 0]]))).toBeCloseTo(
      -0.25,
      9,
    )
    expect(overconfidenceOf(blindTally(5))).toBe(0)
  })

  it('is the same in any order of adding', () => {
    const row = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 10,
      maxLength: 10,
    })
    const part = fc.tuple(fc.nat(9), row).map(([label, probs]) => tallyOf([label], [probs]))
    const sum = (parts: readonly Tally[]) => parts.reduce(addTallies, NO_TALLY)
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        expect(sum([...parts].reverse())).toEqual(sum(parts))
      }),
    )
  })

  it('counts pictures without an answer as blind guesses', () => {
    const tally = blindTally(32)
    expect(accuracyOf(tally)).toBeCloseTo(0.1, 12)
    expect([correlationOf(tally), qualityOf(tally)]).toEqual([0, 0])
  })

  it('keeps quality within 0 and 1, whatever was said', () => {
    const row = fc.array(fc.double({ noNaN: true, min: 0, max: 1 }), {
      minLength: 10,
      maxLength: 10,
    })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), row), { maxLength: 40 }), (answers) => {
        const labels = answers.map(([label]) => label)
        const quality = qualityOf(
          tallyOf(
            labels,
            answers.map(([, probs]) => probs),
          ),
        )
        expect(quality).toBeGreaterThanOrEqual(0)
        expect(quality).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('forgets all in the end', () => {
    let tally = tallyOf(all, all.map(sure))
    for (let window = 0; window < 250; window++) tally = fadeTally(tally, 90)
    expect(tally).toEqual(NO_TALLY)
  })
})
