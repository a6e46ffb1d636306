import { alphaRao } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { ROOT, signed } from '../../../../src/frame/origin.ts'
import {
  AlphaBurned,
  AlphaRecycled,
  TotalAlphaIssuance,
} from '../../../../src/pallets/alpha-assets/index.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { lockStake } from '../../../../src/pallets/subtensor/locks/calls/lock.ts'
import {
  burnAlpha,
  recycleAlpha,
} from '../../../../src/pallets/subtensor/staking/calls/destroy-stake.ts'
import { SubnetAlphaOut, SubtokenEnabled } from '../../../../src/pallets/subtensor/storage/pools.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import {
  EVEN,
  giveStake,
  hotkey,
  NOWHERE,
  ONE,
  ROOT_NETUID,
  stakeIn,
  staker,
  stakingWorld,
  stray,
} from './staking-kit.ts'

let ctx: Context
const by = signed(staker)

beforeEach(() => {
  ctx = stakingWorld()
  giveStake(ctx, EVEN, 10n * ONE)
  TotalAlphaIssuance.set(ctx, EVEN, alphaRao(1_010n * ONE))
})

test('recycled alpha is neither outstanding nor issued any more', () => {
  const call = recycleAlpha.with({ hotkey, amount: alphaRao(4n * ONE), netuid: EVEN })
  const events = succeeds(ctx, call, by)
  expect(events).toEqual([['SubtensorModule.AlphaRecycled', [staker, hotkey, 4n * ONE, EVEN]]])
  expect(stakeIn(ctx, EVEN)).toBe(6n * ONE)
  expect(SubnetAlphaOut.get(ctx, EVEN)).toBe(6n * ONE)
  expect(TotalAlphaIssuance.get(ctx, EVEN)).toBe(1_006n * ONE)
  expect(AlphaRecycled.get(ctx, EVEN)).toBe(4n * ONE)
})

test('burned alpha stays outstanding and issued', () => {
  const call = burnAlpha.with({ hotkey, amount: alphaRao(4n * ONE), netuid: EVEN })
  const events = succeeds(ctx, call, by)
  expect(events).toEqual([['SubtensorModule.AlphaBurned', [staker, hotkey, 4n * ONE, EVEN]]])
  expect(stakeIn(ctx, EVEN)).toBe(6n * ONE)
  expect(SubnetAlphaOut.get(ctx, EVEN)).toBe(10n * ONE)
  expect(TotalAlphaIssuance.get(ctx, EVEN)).toBe(1_010n * ONE)
  expect(AlphaBurned.get(ctx, EVEN)).toBe(4n * ONE)
})

describe.each([
  { name: 'recycle_alpha', make: recycleAlpha, event: 'SubtensorModule.AlphaRecycled' },
  { name: 'burn_alpha', make: burnAlpha, event: 'SubtensorModule.AlphaBurned' },
])('$name', ({ make, event }) => {
  const destroy = (amount: bigint, netuid = EVEN, on = hotkey) =>
    make.with({ hotkey: on, amount: alphaRao(amount), netuid })

  test.each([
    { asked: 11n * ONE, taken: 10n * ONE },
    { asked: 0n, taken: 0n },
  ])('of $asked takes $taken', ({ asked, taken }) => {
    const events = succeeds(ctx, destroy(asked), by)
    expect(events).toEqual([[event, [staker, hotkey, taken, EVEN]]])
  })

  test.each([
    { error: errors.SubnetNotExists, why: 'no subnet', call: () => destroy(ONE, NOWHERE) },
    {
      error: errors.CannotBurnOrRecycleOnRootSubnet,
      why: 'the root network, started or not',
      arrange: () => SubtokenEnabled.remove(ctx, ROOT_NETUID),
      call: () => destroy(ONE, ROOT_NETUID),
    },
    {
      error: errors.SubtokenDisabled,
      why: 'it is not started',
      arrange: () => SubtokenEnabled.remove(ctx, EVEN),
      call: () => destroy(ONE, EVEN, stray),
    },
    {
      error: errors.HotKeyAccountNotExists,
      why: 'nobody owns the hotkey',
      call: () => destroy(ONE, EVEN, stray),
    },
    {
      error: errors.InsufficientLiquidity,
      why: 'less is outstanding',
      arrange: () => SubnetAlphaOut.set(ctx, EVEN, alphaRao(ONE - 1n)),
      call: () => destroy(ONE),
    },
    {
      error: errors.StakeUnavailable,
      why: 'it is locked',
      arrange: () =>
        succeeds(ctx, lockStake.with({ hotkey, netuid: EVEN, amount: alphaRao(9n * ONE) }), by),
      call: () => destroy(ONE + 1n),
    },
  ])('$error.name: $why', ({ error, arrange, call }) => {
    arrange?.()
    fails(ctx, call(), by, error)
  })

  test('BadOrigin for Root', () => {
    fails(ctx, destroy(ONE), ROOT, { type: 'BadOrigin' })
  })
})
