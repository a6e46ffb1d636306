import { readFileSync } from 'node:fs'
import { createHasher } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { runVectors } from '../../src/vectors/run-vectors.ts'

const hasher = await createHasher()
const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../spec/vectors/${file}`, import.meta.url), 'utf8'))

/** Files with the number of cases in each section, as spec/vectors/README.md counts them. */
const files: readonly (readonly [string, Readonly<Record<string, number>>])[] = [
  ['amm.json', { functions: 887, pool: 931, move: 50, sequences: 24 }],
  ['share-pool.json', { functions: 1260, pools: 96 }],
  [
    'emission.json',
    {
      blockEmission: 945,
      decayFactor: 881,
      powQ32: 80,
      burnDecay: 90,
      burnDecayRun: 14,
      burnBump: 70,
      lockCost: 160,
      lockCostRun: 6,
      movingPrice: 140,
      movingPriceRun: 7,
      rootProportion: 110,
      shares: 110,
      terms: 110,
      emit: 90,
      blocks: 6,
    },
  ],
  ['dividends.json', { parentChild: 120, distribution: 90, split: 100, payout: 90 }],
  ['yuma/fixed.json', { cases: 6684 }],
  ['yuma/math.json', { cases: 934 }],
]

describe('recorded cases of the reference', () => {
  for (const [file, cases] of files) {
    test(`${file} is computed bit for bit`, { timeout: 60_000 }, () => {
      const counts: Record<string, number> = {}
      const wrong: unknown[] = []
      for (const { section, id, difference } of runVectors(read(file), hasher)) {
        counts[section] = (counts[section] ?? 0) + 1
        if (difference !== undefined) wrong.push([id, difference])
      }
      expect(wrong.slice(0, 5)).toEqual([])
      expect(counts).toEqual(cases)
      console.info(`${file}: ${JSON.stringify(counts)}, all equal`)
    })
  }

  test('whole epochs are computed bit for bit, with their steps', () => {
    // The room of the epoch runs all of them; here it is the format that is tried.
    const { format, cases } = read('yuma/epochs.json') as { format: string; cases: unknown[] }
    const some = { format, cases: cases.filter((_, index) => index % 16 === 0) }
    const outcomes = [...runVectors(some, hasher)]
    expect(outcomes).toHaveLength(26)
    expect(outcomes.flatMap(({ difference }) => difference ?? [])).toEqual([])
  })
})
