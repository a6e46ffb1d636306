import { describe, expect, it } from 'vitest'
import { taskRandom } from '../../../src/subnet/random/random.ts'
import {
  correlatedAgreement,
  determinantPayment,
} from '../../../src/subnet/toolbox/peer-prediction.ts'
import type { SignalPair } from '../../../src/subnet/toolbox/peer-prediction.ts'

/** Two peers who see the truth through noise; `report` is what the first makes of its signal. */
const play = (tasks: number, report: (signal: number, random: () => number) => number) => {
  const random = taskRandom(new Uint8Array(32).fill(3))
  const noisy = (truth: number) => (random.float53() < 0.2 ? 1 - truth : truth)
  return Array.from({ length: tasks }, (): SignalPair => {
    const truth = random.below(2)
    return [report(noisy(truth), () => random.float53()), noisy(truth)]
  })
}

const meanDmi = (report: (signal: number, random: () => number) => number) => {
  const pairs = play(4_000, report)
  let total = 0
  for (let at = 0; at < pairs.length; at += 8)
    total += determinantPayment(pairs.slice(at, at + 8), 2)
  return total / (pairs.length / 8)
}

describe('determinantPayment', () => {
  it('multiplies the determinants of the two halves', () => {
    // First half: counts [[2, 0], [0, 1]], det 2. Second: [[1, 1], [0, 1]], det 1.
    const pairs: SignalPair[] = [
      [0, 0],
      [0, 0],
      [1, 1],
      [0, 0],
      [0, 1],
      [1, 1],
    ]
    expect(determinantPayment(pairs, 2)).toBe(2)
  })

  it('finds determinants of three classes, with a row to swap', () => {
    // [[0, 1, 0], [1, 0, 0], [0, 0, 1]] has det −1 in both halves.
    const half: SignalPair[] = [
      [0, 1],
      [1, 0],
      [2, 2],
    ]
    expect(determinantPayment([...half, ...half], 3)).toBe(1)
  })

  it('pays the truth more than noise, and nothing for one answer to everything', () => {
    const truth = meanDmi((signal) => signal)
    const half = meanDmi((signal, random) => (random() < 0.5 ? signal : Number(random() < 0.5)))
    expect(truth).toBeGreaterThan(half)
    expect(meanDmi(() => 1)).toBe(0)
  })

  it('pays a consistent relabelling as much as the truth', () => {
    expect(meanDmi((signal) => 1 - signal)).toBeCloseTo(
      meanDmi((signal) => signal),
      12,
    )
  })

  it('refuses too few tasks and signals out of range', () => {
    expect(() => determinantPayment([[0, 0]], 2)).toThrow('need 4 common tasks, not 1')
    const wrong: SignalPair[] = [
      [0, 0],
      [1, 1],
      [2, 0],
      [0, 0],
    ]
    expect(() => determinantPayment(wrong, 2)).toThrow('0 to 1')
  })
})

describe('correlatedAgreement', () => {
  it('counts agreement on the same task against agreement on others', () => {
    // Same: 2 of 3. Cross: own (0, 1, 0), peer (0, 1, 1): 0–1, 0–1, 1–0, 1–1 ✓, 0–0 ✓, 0–1 → 2 of 6.
    expect(
      correlatedAgreement([
        [0, 0],
        [1, 1],
        [0, 1],
      ]),
    ).toBeCloseTo(2 / 3 - 2 / 6, 12)
  })

  it('pays nothing for blind agreement', () => {
    expect(
      correlatedAgreement([
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
    ).toBe(0)
  })

  it('pays noise less than the truth', () => {
    const truth = correlatedAgreement(play(500, (signal) => signal))
    const noise = correlatedAgreement(play(500, (_signal, random) => Number(random() < 0.5)))
    // Peers agree with probability 0.8² + 0.2² = 0.68 on the same task, and 0.5 on another.
    expect(Math.abs(truth - 0.18)).toBeLessThan(0.06)
    expect(Math.abs(noise)).toBeLessThan(0.1)
  })

  it('takes another idea of what fits', () => {
    expect(
      correlatedAgreement(
        [
          [0, 1],
          [1, 0],
        ],
        (own, peer) => own !== peer,
      ),
    ).toBe(1)
  })

  it('refuses a single task', () => {
    expect(() => correlatedAgreement([[0, 0]])).toThrow('two common tasks')
  })
})
