import { blockNumber, hexToBytes } from '@plexus/primitives'
import { expect, test } from 'vitest'
import type { RuntimeCall } from '../../../src/frame/call.ts'
import type { Context } from '../../../src/frame/context.ts'
import { ROOT } from '../../../src/frame/origin.ts'
import { errors } from '../../../src/pallets/grandpa/errors.ts'
import { grandpaPallet } from '../../../src/pallets/grandpa/index.ts'
import { Authorities, NextForced, PendingChange } from '../../../src/pallets/grandpa/storage.ts'
import { BlockDigest, BlockNumber } from '../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account, eventsDuring } from '../../helpers/test-context.ts'
import { admin, asOwner, BLOCK, world } from './kit.ts'

const change = (in_blocks: number, forced?: number): RuntimeCall =>
  admin('schedule_grandpa_change', { next_authorities: [[account(3), 7n]], in_blocks, forced })
const finalize = (ctx: Context, block: number): ReturnType<typeof eventsDuring> =>
  eventsDuring(ctx, () => grandpaPallet.onFinalize?.(ctx, block))
const engine = new TextEncoder().encode('FRNK')
/** The list of one authority of weight seven, then the delay of two blocks. */
const LIST = `04${'03'.repeat(32)}0700000000000000`

test('Root plans a change; it is announced at once and made when it is due', () => {
  const ctx = world()
  expect(succeeds(ctx, change(2), ROOT)).toEqual([])
  expect(PendingChange.get(ctx)).toEqual({
    scheduled_at: BLOCK,
    delay: 2,
    next_authorities: [[account(3), 7n]],
    forced: undefined,
  })
  expect(finalize(ctx, BLOCK)).toEqual([])
  // ConsensusLog::ScheduledChange has index 1.
  const log = hexToBytes(`01${LIST}02000000`)
  expect(BlockDigest.get(ctx).logs).toEqual([{ type: 'Consensus', value: [engine, log] }])
  expect(finalize(ctx, BLOCK + 1)).toEqual([])
  expect(Authorities.get(ctx)).toEqual([])
  expect(finalize(ctx, BLOCK + 2)).toEqual([
    ['Grandpa.NewAuthorities', { authority_set: [[account(3), 7n]] }],
  ])
  expect(Authorities.get(ctx)).toEqual([[account(3), 7n]])
  expect(PendingChange.has(ctx)).toBe(false)
})

test('a forced change names the last finalised block, and no other may follow for twice the delay', () => {
  const ctx = world()
  succeeds(ctx, change(2, 900), ROOT)
  expect(NextForced.get(ctx)).toBe(BLOCK + 4)
  finalize(ctx, BLOCK)
  // ConsensusLog::ForcedChange has index 2: the median block 900, then the change.
  const log = hexToBytes(`0284030000${LIST}02000000`)
  expect(BlockDigest.get(ctx).logs).toEqual([{ type: 'Consensus', value: [engine, log] }])
  finalize(ctx, BLOCK + 2)
  BlockNumber.set(ctx, blockNumber(BLOCK + 3))
  fails(ctx, change(2, 900), ROOT, errors.TooSoon)
  BlockNumber.set(ctx, blockNumber(BLOCK + 4))
  succeeds(ctx, change(2, 900), ROOT)
})

test('a change in no blocks is announced and made in one', () => {
  const ctx = world()
  succeeds(ctx, change(0), ROOT)
  expect(finalize(ctx, BLOCK)).toHaveLength(1)
  expect(BlockDigest.get(ctx).logs).toHaveLength(1)
})

test('one change at a time, and only by Root', () => {
  const ctx = world()
  fails(ctx, change(1), asOwner, { type: 'BadOrigin' })
  succeeds(ctx, change(1), ROOT)
  fails(ctx, change(1), ROOT, errors.ChangePending)
})
