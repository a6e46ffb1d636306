import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { ROOT, signed } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import {
  decreaseTake,
  increaseTake,
} from '../../../../src/pallets/subtensor/keys/calls/delegate-take.ts'
import { Delegates, MinDelegateTake } from '../../../../src/pallets/subtensor/storage/keys.ts'
import {
  LastRateLimitedBlock,
  TxDelegateTakeRateLimit,
} from '../../../../src/pallets/subtensor/storage/limits.ts'
import { BlockNumber } from '../../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { account } from '../../../helpers/test-context.ts'
import { childrenContext, COLDKEY, HOTKEY, STRANGER } from '../children/children-kit.ts'

const owner = signed(COLDKEY)
const raise = (take: number, hotkey = HOTKEY) => increaseTake.with({ hotkey, take })
const lower = (take: number, hotkey = HOTKEY) => decreaseTake.with({ hotkey, take })
const lastTake = (ctx: Context): bigint =>
  LastRateLimitedBlock.get(ctx, { type: 'LastTxBlockDelegateTake', value: HOTKEY })

describe('delegate takes', () => {
  test.each([
    ['increase_take', raise],
    ['decrease_take', lower],
  ] as const)('%s is for the owner of the hotkey', (name, call) => {
    const ctx = childrenContext()
    fails(ctx, call(1), ROOT, { type: 'BadOrigin' })
    fails(ctx, call(1, account(11)), owner, errors.HotKeyAccountNotExists)
    fails(ctx, call(1), signed(STRANGER), errors.NonAssociatedColdKey)
  })

  test('a take is lowered at once and at any time, down to the minimum', () => {
    const ctx = childrenContext()
    Delegates.set(ctx, HOTKEY, 100)
    MinDelegateTake.set(ctx, 10)
    fails(ctx, lower(100), owner, errors.DelegateTakeTooLow)
    fails(ctx, lower(9), owner, errors.DelegateTakeTooLow)
    expect(succeeds(ctx, lower(10), owner)).toEqual([
      ['SubtensorModule.TakeDecreased', [COLDKEY, HOTKEY, 10]],
    ])
    expect([Delegates.get(ctx, HOTKEY), lastTake(ctx)]).toEqual([10, 1000n])
  })

  test('a take is raised up to the maximum', () => {
    const ctx = childrenContext()
    Delegates.set(ctx, HOTKEY, 100)
    fails(ctx, raise(100), owner, errors.DelegateTakeTooLow)
    fails(ctx, raise(11_797), owner, errors.DelegateTakeTooHigh)
    expect(succeeds(ctx, raise(11_796), owner)).toEqual([
      ['SubtensorModule.TakeIncreased', [COLDKEY, HOTKEY, 11_796]],
    ])
    expect([Delegates.get(ctx, HOTKEY), lastTake(ctx)]).toEqual([11_796, 1000n])
  })

  test('the first take may be any within the bounds', () => {
    succeeds(childrenContext(), lower(11_796), owner)
    succeeds(childrenContext(), raise(0), owner)
  })

  test('a take is raised again one block after the limit has passed', () => {
    const ctx = childrenContext()
    TxDelegateTakeRateLimit.set(ctx, 20n)
    succeeds(ctx, raise(1), owner)
    BlockNumber.set(ctx, 1020)
    fails(ctx, raise(2), owner, errors.DelegateTxRateLimitExceeded)
    BlockNumber.set(ctx, 1021)
    succeeds(ctx, raise(2), owner)
    TxDelegateTakeRateLimit.set(ctx, 0n)
    succeeds(ctx, raise(3), owner)
  })

  test('changing a take is free', () => {
    const config = childrenContext().config
    for (const call of [raise(1), lower(1)]) {
      expect(call.call.info(call.args, config).paysFee, call.call.name).toBe(false)
    }
  })
})
