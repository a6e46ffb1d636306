import { alphaRao } from '@plexus/primitives'
import { beforeEach, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { signed } from '../../../../src/frame/origin.ts'
import { lockStake } from '../../../../src/pallets/subtensor/locks/calls/lock.ts'
import {
  locksAreListed,
  sharesAddUp,
  sharesAreOfStake,
  stakingInvariants,
} from '../../../../src/pallets/subtensor/staking/invariants.ts'
import { u64ToSafeFloat } from '../../../../src/pallets/subtensor/staking/safe-float.ts'
import { Lock, LockingColdkeys } from '../../../../src/pallets/subtensor/storage/locks.ts'
import {
  AlphaV2,
  TotalHotkeyAlpha,
  TotalHotkeySharesV2,
} from '../../../../src/pallets/subtensor/storage/stake.ts'
import { succeeds } from '../../../helpers/expect-call.ts'
import { EVEN, friend, giveStake, hotkey, ONE, staker, stakingWorld } from './staking-kit.ts'

let ctx: Context

beforeEach(() => {
  ctx = stakingWorld()
  giveStake(ctx, EVEN, 10n * ONE)
  giveStake(ctx, EVEN, 3n * ONE, friend)
  const call = lockStake.with({ hotkey, netuid: EVEN, amount: alphaRao(ONE) })
  succeeds(ctx, call, signed(staker))
})

test('a sound state has no faults', () => {
  expect(stakingInvariants.flatMap((check) => check(ctx))).toEqual([])
})

test('shares that do not add up are told', () => {
  AlphaV2.set(ctx, hotkey, friend, EVEN, u64ToSafeFloat(4n * ONE))
  expect(sharesAddUp(ctx)).toEqual([expect.stringMatching(/14000000000.*13000000000/)])
})

test('a denominator without shares is told', () => {
  AlphaV2.remove(ctx, hotkey, friend, EVEN)
  AlphaV2.remove(ctx, hotkey, staker, EVEN)
  expect(sharesAddUp(ctx)).toEqual([expect.stringMatching(/ 0, .*13000000000/)])
  TotalHotkeySharesV2.remove(ctx, hotkey, EVEN)
  expect(sharesAddUp(ctx)).toEqual([])
})

test('shares of nothing are told', () => {
  TotalHotkeyAlpha.remove(ctx, hotkey, EVEN)
  expect(sharesAreOfStake(ctx)).toEqual([expect.stringContaining('on 1 are shares of nothing')])
})

test('locks and their list must agree', () => {
  LockingColdkeys.set(ctx, EVEN, hotkey, friend, undefined)
  LockingColdkeys.remove(ctx, EVEN, hotkey, staker)
  expect(locksAreListed(ctx)).toEqual([
    expect.stringContaining('is not listed'),
    expect.stringContaining('has no lock there'),
  ])
  Lock.remove(ctx, staker, EVEN, hotkey)
  LockingColdkeys.remove(ctx, EVEN, hotkey, friend)
  expect(locksAreListed(ctx)).toEqual([])
})
