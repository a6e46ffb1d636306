import { describe, expect, it } from 'vitest'
import type { Standings } from '../../src/up/standings.ts'
import { drawStandings, drawSummary } from '../../src/up/view.ts'

const ALPHA = 1_000_000_000n
const STANDINGS: Standings = {
  block: 1234,
  blockTimeMs: 250,
  subnets: [
    {
      name: 'vision',
      netuid: 2,
      blocksToEpoch: 12,
      priceRao: 31_000_000n,
      miners: [
        { uid: 3, name: 'lazy', score: 0, incentive: 0, earnedAlphaRao: 0n },
        {
          uid: 1,
          name: 'weak',
          quality: 0.5,
          score: 0.1,
          incentive: 0.25,
          earnedAlphaRao: 10n * ALPHA,
        },
        {
          uid: 2,
          name: 'strong with a long name of its own',
          quality: 0.9,
          score: 0.4,
          incentive: 0.5,
          earnedAlphaRao: 1200n * ALPHA + 500_000_000n,
        },
      ],
      validators: [{ uid: 9, name: 'judge', stakeAlphaRao: 5n * ALPHA, vtrust: 1, dividends: 0.5 }],
    },
  ],
}
const plain = (_: 'bold' | 'dim', text: string): string => text

describe('the standings', () => {
  const widths = [40, 80, 200]
  for (const columns of widths) {
    it(`keeps to the width of a terminal of ${columns} columns`, () => {
      const lines = drawStandings(STANDINGS, { columns, style: plain }).split('\n')
      const longest = Math.max(...lines.map((line) => Array.from(line).length))
      expect(longest).toBeLessThanOrEqual(Math.max(columns, 70))
    })
  }

  it('puts the best paid first, with its pay in alpha and TAO', () => {
    const lines = drawStandings(STANDINGS, { columns: 100, style: plain }).split('\n')
    expect(lines[0]).toBe('plexus up   block 1,234')
    expect(lines[2]).toMatch(
      /^vision · netuid 2 · 1 α = 0\.031000 TAO +epoch in 12 blocks \(3 s\)$/,
    )
    // 1,200.5 alpha at 0.031 TAO are 37.2155 TAO.
    expect(lines[4]).toMatch(
      /^ +2 strong with a long.* 0\.900 +0\.400 +0\.500 +1,200\.500 α +37\.215  █+$/,
    )
    expect(lines[5]).toMatch(/^ +1 weak +0\.500 /)
    expect(lines[6]).toMatch(/^ +3 lazy +– /)
    expect(lines[7]).toMatch(/^ +9 judge +validator, trust 1\.00, dividends 0\.500$/)
  })

  it('says at the end whether quality was paid', () => {
    const text = drawSummary(STANDINGS, { columns: 80, style: plain })
    expect(text).toContain('\nquality→reward vision: 1.000\n')
  })
})
