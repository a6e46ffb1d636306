import { netUid } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import {
  blocksUntilNextEpoch,
  currentEpochIndex,
  isInAdminFreezeWindow,
  nextEpochBlock,
  shouldRunEpoch,
} from '../../../../src/pallets/subtensor/epoch/schedule.ts'
import {
  AdminFreezeWindow,
  BlocksSinceLastStep,
  LastEpochBlock,
  PendingEpochAt,
  SubnetEpochIndex,
  Tempo,
} from '../../../../src/pallets/subtensor/storage/schedule.ts'
import { testContext } from '../../../helpers/test-context.ts'

const NETUID = netUid(3)
const U64_MAX = 2n ** 64n - 1n

/** What a row sets; the last epoch was in block 1,000 and the tempo is 100. */
interface Schedule {
  readonly tempo?: number
  readonly last?: bigint
  readonly pending?: bigint
  readonly sinceStep?: bigint
  readonly window?: number
}

function scheduled(row: Schedule): Context {
  const ctx = testContext()
  Tempo.set(ctx, NETUID, row.tempo ?? 100)
  LastEpochBlock.set(ctx, NETUID, row.last ?? 1000n)
  PendingEpochAt.set(ctx, NETUID, row.pending ?? 0n)
  BlocksSinceLastStep.set(ctx, NETUID, row.sinceStep ?? 0n)
  AdminFreezeWindow.set(ctx, row.window ?? 10)
  return ctx
}

describe('an epoch is due', () => {
  const rows: readonly (readonly [string, Schedule, bigint, boolean])[] = [
    ['a block before the tempo has passed', {}, 1099n, false],
    ['when the tempo has passed', {}, 1100n, true],
    ['long after', {}, 5000n, true],
    ['before its last block', {}, 5n, false],
    ['a block before it was triggered for', { pending: 1050n }, 1049n, false],
    ['when it was triggered for', { pending: 1050n }, 1050n, true],
    ['after 50,400 blocks without a step', { sinceStep: 50_400n }, 1001n, false],
    ['after 50,401 blocks without a step', { sinceStep: 50_401n }, 1001n, true],
    ['never with tempo 0', { tempo: 0, pending: 5n, sinceStep: 60_000n }, 9000n, false],
  ]
  test.each(rows)('%s', (_, row, block, expected) => {
    expect(shouldRunEpoch(scheduled(row), NETUID, block)).toBe(expected)
  })
})

describe('the next epoch comes', () => {
  const rows: readonly (readonly [
    string,
    Schedule,
    bigint,
    bigint | undefined,
    bigint | undefined,
  ])[] = [
    ['a tempo after the last', {}, 1030n, 70n, 1100n],
    ['now, when it is late', {}, 1130n, 0n, 1100n],
    ['when triggered, which the tempo does not know', { pending: 1040n }, 1030n, 70n, 1040n],
    ['by tempo when triggered for later', { pending: 1140n }, 1030n, 70n, 1100n],
    ['never with tempo 0', { tempo: 0, pending: 5n }, 1n, undefined, undefined],
    ['at the last block there is', { last: U64_MAX - 5n }, 0n, U64_MAX, U64_MAX],
  ]
  test.each(rows)('%s', (_, row, block, remaining, next) => {
    const ctx = scheduled(row)
    expect(blocksUntilNextEpoch(ctx, NETUID, block)).toBe(remaining)
    expect(nextEpochBlock(ctx, NETUID)).toBe(next)
  })
})

describe('owner and Root must wait', () => {
  const rows: readonly (readonly [string, Schedule, bigint, boolean])[] = [
    ['not ten blocks before the epoch', {}, 1090n, false],
    ['nine blocks before the epoch', {}, 1091n, true],
    ['when the epoch is due', {}, 1100n, true],
    ['not with a window of 0', { window: 0 }, 1100n, false],
    ['from the trigger on', { pending: 1050n }, 1020n, true],
    ['not for a trigger of this block', { pending: 1020n }, 1020n, false],
    ['never with tempo 0', { tempo: 0, pending: 1050n }, 1020n, false],
  ]
  test.each(rows)('%s', (_, row, block, expected) => {
    expect(isInAdminFreezeWindow(scheduled(row), NETUID, block)).toBe(expected)
  })
})

describe('a commit belongs', () => {
  let ctx: Context
  beforeEach(() => {
    ctx = scheduled({})
    SubnetEpochIndex.set(ctx, NETUID, 7n)
  })

  test('to the epoch that runs on', () => {
    expect(currentEpochIndex(ctx, NETUID, 1099n)).toBe(7n)
  })

  test('to the next one where that is due', () => {
    expect(currentEpochIndex(ctx, NETUID, 1100n)).toBe(8n)
  })

  test('to no epoch beyond the last that can be counted', () => {
    SubnetEpochIndex.set(ctx, NETUID, U64_MAX)
    expect(currentEpochIndex(ctx, NETUID, 1100n)).toBe(U64_MAX)
  })
})
