import { describe, expect, it } from 'vitest'
import { roundAfter, weightsRevealRound } from '../../../src/index.ts'

const GENESIS = 1_692_803_367

describe('weightsRevealRound', () => {
  it.each([
    {
      name: 'mainnet pace',
      // epoch (1000 + 3) div 361 = 2; first (2 + 1)·361 − 3 = 1080; (1080 + 3 − 1000)·12 s = 996 s;
      // (6000 + 996) div 3 = 2332.
      given: { block: 1000, netuid: 2, mechid: 0, tempo: 360, revealPeriodEpochs: 1 },
      blockSeconds: 12,
      after: 6000,
      round: 2332n,
    },
    {
      name: 'a fast chain',
      // epoch (100 + 3) div 11 = 9; first (9 + 2)·11 − 3 = 118; 21 blocks of 0.25 s = 5.25 s;
      // (9.5 + 5.25) div 3 = 4.
      given: { block: 100, netuid: 2, mechid: 0, tempo: 10, revealPeriodEpochs: 2 },
      blockSeconds: 0.25,
      after: 9.5,
      round: 4n,
    },
    {
      name: 'a second mechanism, whose index counts',
      // index 4098; epoch (100 + 4099) div 101 = 41; first 42·101 − 4099 = 143; 46 · 12 = 552 s;
      // (0 + 552) div 3 = 184.
      given: { block: 100, netuid: 2, mechid: 1, tempo: 100, revealPeriodEpochs: 1 },
      blockSeconds: 12,
      after: 0,
      round: 184n,
    },
    {
      name: 'a block that is past already, with no blocks to go',
      // epoch (99 + 2) div 1 = 101; first 101 − 2 = 99; 3 blocks of 1 s; (0 + 3) div 3 = 1.
      given: { block: 99, netuid: 1, mechid: 0, tempo: 0, revealPeriodEpochs: 0 },
      blockSeconds: 1,
      after: 0,
      round: 1n,
    },
    {
      name: 'a time before the beacon began',
      given: { block: 1, netuid: 1, mechid: 0, tempo: 10, revealPeriodEpochs: 1 },
      blockSeconds: 12,
      after: -1_000_000,
      round: 1n,
    },
  ])('at $name', ({ given, blockSeconds, after, round }) => {
    const unixSeconds = GENESIS + after
    expect(weightsRevealRound({ ...given, blockSeconds, unixSeconds })).toBe(round)
  })

  it('follows another beacon', () => {
    const given = { block: 0, netuid: 0, mechid: 0, tempo: 9, revealPeriodEpochs: 1 }
    const beacon = { genesisUnixSeconds: 100, periodSeconds: 30 }
    // epoch 1 div 10 = 0; first 10 − 1 = 9; 12 blocks of 12 s = 144 s; (200 + 144 − 100) div 30 = 8.
    expect(weightsRevealRound({ ...given, blockSeconds: 12, unixSeconds: 200, beacon })).toBe(8n)
  })

  it.each([
    ['a negative block', { block: -1 }],
    ['a fractional tempo', { tempo: 1.5 }],
    ['a time that is no number', { unixSeconds: NaN }],
    ['an endless block time', { blockSeconds: Infinity }],
    ['a negative block time', { blockSeconds: -1 }],
  ])('refuses %s', (_, part) => {
    const given = {
      block: 1,
      netuid: 1,
      mechid: 0,
      tempo: 10,
      revealPeriodEpochs: 1,
      blockSeconds: 12,
      unixSeconds: GENESIS,
    }
    expect(() => weightsRevealRound({ ...given, ...part })).toThrow(
      expect.objectContaining({ name: 'TimelockError', code: 'InvalidTime' }),
    )
  })
})

describe('roundAfter', () => {
  it('counts whole periods from the genesis of the beacon', () => {
    // (3 + 360·12) div 3 = 1441.
    expect(roundAfter({ blocks: 360, blockSeconds: 12, unixSeconds: GENESIS + 3 })).toBe(1441n)
  })
})
