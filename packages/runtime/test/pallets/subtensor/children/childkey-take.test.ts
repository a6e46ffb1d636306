import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { ROOT, signed } from '../../../../src/frame/origin.ts'
import {
  setChildkeyTake,
  sudoSetMaxChildkeyTake,
  sudoSetMinChildkeyTake,
  sudoSetTxChildkeyTakeRateLimit,
} from '../../../../src/pallets/subtensor/children/calls/childkey-take.ts'
import { childkeyTake } from '../../../../src/pallets/subtensor/children/take.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import {
  ChildkeyTake,
  MaxChildkeyTake,
  MinChildkeyTake,
  MinChildkeyTakePerSubnet,
} from '../../../../src/pallets/subtensor/storage/keys.ts'
import {
  TransactionKeyLastBlock,
  TxChildkeyTakeRateLimit,
} from '../../../../src/pallets/subtensor/storage/limits.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { childrenContext, COLDKEY, HOTKEY, NETUID, STRANGER } from './children-kit.ts'

const owner = signed(COLDKEY)
const keep = (take: number) => setChildkeyTake.with({ hotkey: HOTKEY, netuid: NETUID, take })
/** Code 1 of TransactionKeyLastBlock. */
const lastTake = (ctx: Context): bigint => TransactionKeyLastBlock.get(ctx, HOTKEY, NETUID, 1)

describe('set_childkey_take', () => {
  test('stores the take and when it was set', () => {
    const ctx = childrenContext()
    expect(succeeds(ctx, keep(11_796), owner)).toEqual([
      ['SubtensorModule.ChildKeyTakeSet', [HOTKEY, 11_796]],
    ])
    expect(ChildkeyTake.get(ctx, HOTKEY, NETUID)).toBe(11_796)
    expect(lastTake(ctx)).toBe(1000n)
  })

  test('refuses strangers and takes out of bounds', () => {
    const ctx = childrenContext()
    MinChildkeyTake.set(ctx, 5)
    MinChildkeyTakePerSubnet.set(ctx, NETUID, 9)
    fails(ctx, keep(70), ROOT, { type: 'BadOrigin' })
    fails(ctx, keep(70), signed(STRANGER), errors.NonAssociatedColdKey)
    fails(ctx, keep(11_797), owner, errors.InvalidChildkeyTake)
    fails(ctx, keep(8), owner, errors.InvalidChildkeyTake)
    succeeds(ctx, keep(9), owner)
  })

  test('limits how often the take is raised, not how often it is lowered', () => {
    const ctx = childrenContext()
    // Fast constants: 5 blocks.
    TransactionKeyLastBlock.set(ctx, HOTKEY, NETUID, 1, 996n)
    ChildkeyTake.set(ctx, HOTKEY, NETUID, 100)
    fails(ctx, keep(101), owner, errors.TxChildkeyTakeRateLimitExceeded)
    succeeds(ctx, keep(100), owner)
    expect(lastTake(ctx)).toBe(1000n)
    succeeds(ctx, keep(50), owner)
    TransactionKeyLastBlock.set(ctx, HOTKEY, NETUID, 1, 995n)
    succeeds(ctx, keep(51), owner)
  })

  test('a take below the minimum of today reads as the minimum', () => {
    const ctx = childrenContext()
    ChildkeyTake.set(ctx, HOTKEY, NETUID, 3)
    expect(childkeyTake(ctx, HOTKEY, NETUID)).toBe(3)
    MinChildkeyTake.set(ctx, 5)
    expect(childkeyTake(ctx, HOTKEY, NETUID)).toBe(5)
    MinChildkeyTakePerSubnet.set(ctx, NETUID, 9)
    expect(childkeyTake(ctx, HOTKEY, NETUID)).toBe(9)
  })
})

describe('bounds and limit of childkey takes', () => {
  test.each([
    [sudoSetMinChildkeyTake.with({ take: 7 }), MinChildkeyTake, 'MinChildKeyTakeSet', 7],
    [sudoSetMaxChildkeyTake.with({ take: 7 }), MaxChildkeyTake, 'MaxChildKeyTakeSet', 7],
    [
      sudoSetTxChildkeyTakeRateLimit.with({ tx_rate_limit: 7n }),
      TxChildkeyTakeRateLimit,
      'TxChildKeyTakeRateLimitSet',
      7n,
    ],
  ] as const)('%# are set by Root', (call, item, event, value) => {
    const ctx = childrenContext()
    fails(ctx, call, owner, { type: 'BadOrigin' })
    expect(succeeds(ctx, call, ROOT), event).toEqual([[`SubtensorModule.${event}`, value]])
    expect(item.get(ctx), event).toBe(value)
  })
})
