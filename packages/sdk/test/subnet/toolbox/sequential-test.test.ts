import { describe, expect, it } from 'vitest'
import { taskRandom } from '../../../src/subnet/random/random.ts'
import { createSequentialTest } from '../../../src/subnet/toolbox/sequential-test.ts'

// Seeded tokens of spec 85-subnets §0.5: honest 1e-4, int8 2e-2, α = 1e-6.
const test = createSequentialTest({
  honestRate: 1e-4,
  cheatRate: 2e-2,
  falseAlarm: 1e-6,
  miss: 0.01,
})

const run = (rate: number, seed: number) => {
  const random = taskRandom(new Uint8Array(32).fill(seed))
  let evidence = 0
  for (let trials = 1; ; trials++) {
    evidence = test.step(evidence, random.float53() < rate)
    const verdict = test.verdict(evidence)
    if (verdict !== 'open') return { verdict, trials }
  }
}

describe('createSequentialTest', () => {
  it('adds 5.30 for a mismatch and takes 0.020 for a match', () => {
    // ln(0.02/0.0001) = ln 200 = 5.298; ln(0.98/0.9999) = −0.0201.
    expect(test.step(0, true)).toBeCloseTo(5.298, 3)
    expect(test.step(0, false)).toBeCloseTo(-0.0201, 4)
  })

  it('convicts at ln(0.99/1e-6) = 13.806 and clears at ln 0.01 = −4.605', () => {
    expect(test.verdict(13.8)).toBe('open')
    expect(test.verdict(13.81)).toBe('convicted')
    expect(test.verdict(-4.6)).toBe('open')
    expect(test.verdict(-4.61)).toBe('cleared')
  })

  it('needs about 160 tokens to convict int8, and about 235 to clear an honest miner', () => {
    const seeds = Array.from({ length: 200 }, (_, seed) => seed)
    const cheats = seeds.map((seed) => run(2e-2, seed)).filter((r) => r.verdict === 'convicted')
    const honest = seeds.map((seed) => run(1e-4, seed))
    const mean = (runs: readonly { readonly trials: number }[]) =>
      runs.reduce((sum, { trials }) => sum + trials, 0) / runs.length
    expect(cheats.length).toBeGreaterThan(190)
    // The last step overshoots the line by up to 5.3, hence the margin.
    expect(mean(cheats)).toBeGreaterThan(140)
    expect(mean(cheats)).toBeLessThan(210)
    expect(honest.filter(({ verdict }) => verdict === 'convicted')).toEqual([])
    expect(mean(honest)).toBeGreaterThan(225)
    expect(mean(honest)).toBeLessThan(250)
  })

  for (const [honestRate, cheatRate] of [
    [0, 0.1],
    [0.2, 0.1],
    [0.1, 0.1],
    [0.1, 1],
    [Number.NaN, 0.1],
  ] as const)
    it(`refuses the rates ${honestRate} and ${cheatRate}`, () => {
      const options = { honestRate, cheatRate, falseAlarm: 1e-6, miss: 0.01 }
      expect(() => createSequentialTest(options)).toThrow('0 < honest < cheat < 1')
    })
})
