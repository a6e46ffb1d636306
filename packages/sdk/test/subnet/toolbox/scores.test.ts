import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growthProof } from '../../../src/subnet/toolbox/growth-proof.ts'
import { matthewsCorrelation } from '../../../src/subnet/toolbox/matthews.ts'
import { penaltyFor } from '../../../src/subnet/toolbox/penalty.ts'
import { brierScore, logScore } from '../../../src/subnet/toolbox/proper-scores.ts'
import { spearman } from '../../../src/subnet/toolbox/spearman.ts'

describe('logScore', () => {
  const ROWS = [
    { name: 'certain and right', probabilities: [0, 1], truth: 1, score: 0 },
    { name: 'a half', probabilities: [0.5, 0.5], truth: 0, score: -Math.LN2 },
    { name: 'certain and wrong', probabilities: [0, 1], truth: 0, score: Math.log(1e-12) },
    { name: 'a class that was not named', probabilities: [1], truth: 3, score: Math.log(1e-12) },
  ]
  for (const { name, probabilities, truth, score } of ROWS)
    it(`is ${score} for ${name}`, () => expect(logScore(probabilities, truth)).toBe(score))
})

describe('brierScore', () => {
  const ROWS = [
    { name: 'certain and right', probabilities: [0, 1], truth: 1, score: 1 },
    { name: 'certain and wrong', probabilities: [0, 1], truth: 0, score: -1 },
    // 1 − (0.3² + 0.2² + 0.1²) = 0.86
    { name: 'mostly right', probabilities: [0.7, 0.2, 0.1], truth: 0, score: 0.86 },
  ]
  for (const { name, probabilities, truth, score } of ROWS)
    it(`is ${score} for ${name}`, () => {
      expect(brierScore(probabilities, truth)).toBeCloseTo(score, 12)
    })

  it('is best in expectation for who says what he believes', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, share, (belief, said) => {
        const expected = (p: number) =>
          belief * brierScore([p, 1 - p], 0) + (1 - belief) * brierScore([p, 1 - p], 1)
        expect(expected(belief)).toBeGreaterThanOrEqual(expected(said) - 1e-12)
      }),
    )
  })
})

describe('matthewsCorrelation', () => {
  const ROWS = [
    {
      name: 'all right',
      confusion: [
        [5, 0],
        [0, 3],
      ],
      value: 1,
    },
    {
      name: 'all wrong of two',
      confusion: [
        [0, 5],
        [5, 0],
      ],
      value: -1,
    },
    {
      name: 'one class predicted',
      confusion: [
        [5, 0],
        [3, 0],
      ],
      value: 0,
    },
    // (TP·TN − FP·FN)/√((TP+FP)(TP+FN)(TN+FP)(TN+FN)) = (6·3 − 1·2)/√(7·8·4·5) = 16/√1120
    {
      name: 'two classes',
      confusion: [
        [6, 2],
        [1, 3],
      ],
      value: 16 / Math.sqrt(1_120),
    },
    // c = 6, s = 9, t = p = (3, 3, 3): (54 − 27)/(81 − 27) = 0.5
    {
      name: 'three classes',
      confusion: [
        [2, 1, 0],
        [0, 2, 1],
        [1, 0, 2],
      ],
      value: 0.5,
    },
    { name: 'nothing', confusion: [], value: 0 },
  ]
  for (const { name, confusion, value } of ROWS)
    it(`is ${value} for ${name}`, () =>
      expect(matthewsCorrelation(confusion)).toBeCloseTo(value, 12))
})

describe('spearman', () => {
  const ROWS = [
    { name: 'the same order', a: [1, 2, 3], b: [10, 20, 70], value: 1 },
    { name: 'the opposite order', a: [1, 2, 3], b: [3, 2, 1], value: -1 },
    // 1 − 6·Σd²/(n(n²−1)) = 1 − 6·2/(5·24) = 0.9
    { name: 'two neighbours swapped of five', a: [1, 2, 3, 4, 5], b: [1, 2, 3, 5, 4], value: 0.9 },
    // Ranks 1.5, 1.5, 3 against 1, 2, 3: cov 1.5, variances 1.5 and 2: 1.5/√3
    { name: 'a draw', a: [7, 7, 9], b: [1, 2, 3], value: 1.5 / Math.sqrt(3) },
    { name: 'no differences', a: [1, 1], b: [1, 2], value: 0 },
    { name: 'nothing', a: [], b: [], value: 0 },
  ]
  for (const { name, a, b, value } of ROWS)
    it(`is ${value} for ${name}`, () => expect(spearman(a, b)).toBeCloseTo(value, 12))

  it('refuses sides of different length', () => {
    expect(() => spearman([1], [])).toThrow('equally long')
  })
})

describe('growthProof', () => {
  it('takes (1/32)^(1/2.5) = 1/4 of the credibility where a claim grows 32 times', () => {
    expect(growthProof(0.8, 10, 320)).toBeCloseTo(0.2, 12)
  })

  it('leaves credibility alone where a claim stays or shrinks', () => {
    expect(growthProof(0.8, 10, 10)).toBe(0.8)
    expect(growthProof(0.8, 10, 1)).toBe(0.8)
  })
})

describe('penaltyFor', () => {
  it('grows with the offence', () => {
    expect(penaltyFor('timeout')).toEqual({ credibility: 1, lost: 'task', coolDownWindows: 0 })
    expect(penaltyFor('failed audit')).toEqual({
      credibility: 0.5,
      lost: 'window',
      coolDownWindows: 0,
    })
    expect(penaltyFor('forged proof')).toEqual({
      credibility: 0,
      lost: 'windows',
      coolDownWindows: 20,
    })
  })
})
