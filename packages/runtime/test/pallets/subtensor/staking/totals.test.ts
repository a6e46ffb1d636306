import { beforeEach, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { signed } from '../../../../src/frame/origin.ts'
import { removeStakeFullLimit } from '../../../../src/pallets/subtensor/staking/calls/remove-stake.ts'
import {
  coldkeyTotalTao,
  coldkeyTotalTaoOn,
  hotkeyTotalTao,
} from '../../../../src/pallets/subtensor/staking/totals.ts'
import { succeeds } from '../../../helpers/expect-call.ts'
import {
  EVEN,
  friend,
  giveStake,
  HALF_PRICE,
  hotkey,
  ONE,
  otherHotkey,
  ROOT_NETUID,
  setReserves,
  STABLE,
  staker,
  stakingWorld,
} from './staking-kit.ts'

let ctx: Context

beforeEach(() => {
  ctx = stakingWorld()
  giveStake(ctx, EVEN, 10n * ONE)
  giveStake(ctx, HALF_PRICE, 6n * ONE + 1n, friend)
  giveStake(ctx, ROOT_NETUID, 2n * ONE)
  giveStake(ctx, STABLE, 4n * ONE, staker, otherHotkey)
})

test('the stake with a hotkey counts at the price of now', () => {
  // 10 at 1, 6 and a rao at one half, 2 of the root network.
  expect(hotkeyTotalTao(ctx, hotkey)).toBe(15n * ONE)
})

test('the stake of a coldkey counts for what it would sell for and the fee (40-amm §10, row 2)', () => {
  const sold = 9_896_053_816n + 5_035_477n
  expect(coldkeyTotalTaoOn(ctx, staker, EVEN)).toBe(sold)
  expect(coldkeyTotalTao(ctx, staker)).toBe(sold + 6n * ONE)
})

test('what cannot be sold counts for nothing', () => {
  setReserves(ctx, EVEN, ONE, 999_999n)
  expect(coldkeyTotalTao(ctx, staker)).toBe(6n * ONE)
})

test('what was sold counts no more', () => {
  const limit_price = undefined
  succeeds(ctx, removeStakeFullLimit.with({ hotkey, netuid: EVEN, limit_price }), signed(staker))
  expect(coldkeyTotalTaoOn(ctx, staker, EVEN)).toBe(0n)
})
