import { expect, test } from 'vitest'
import { dueRounds } from '../../src/beacon/due-rounds.ts'

const BEACON = { genesisUnixSeconds: 1000, periodSeconds: 3 }
const range = (from: number, to: number): readonly bigint[] =>
  Array.from({ length: to - from + 1 }, (_, at) => BigInt(from + at))

test.each([
  ['none before the beacon began', 0n, 999_999n, []],
  ['the first when it begins', 0n, 1_000_000n, [1n]],
  ['the same until its period is over', 0n, 1_002_999n, [1n]],
  ['none that is stored', 1n, 1_002_999n, []],
  ['the next when its period begins', 1n, 1_003_000n, [2n]],
  ['the newest alone where none is stored', 0n, 1_300_000n, [101n]],
  ['all since the last', 5n, 1_030_000n, range(6, 11)],
  ['eight at most', 5n, 1_117_000n, range(6, 13)],
  // 3,000 s are 1,000 rounds; the newest is 1,001.
  ['not more than a hundred after a jump', 5n, 4_000_000n, range(902, 909)],
  ['none where the last is ahead', 50n, 1_030_000n, []],
] as const)('%s', (_title, lastRound, timestampMs, expected) => {
  expect(dueRounds({ ...BEACON, lastRound }, timestampMs)).toEqual(expected)
})

test('none of a beacon without a rhythm, which Root may configure', () => {
  expect(dueRounds({ ...BEACON, periodSeconds: 0, lastRound: 0n }, 2_000_000n)).toEqual([])
})
