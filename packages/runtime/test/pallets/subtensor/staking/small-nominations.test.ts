import { alphaRao } from '@plexus/primitives'
import { beforeEach, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { signed } from '../../../../src/frame/origin.ts'
import { coldkeyLock } from '../../../../src/pallets/subtensor/locks/available.ts'
import { lockStake } from '../../../../src/pallets/subtensor/locks/calls/lock.ts'
import {
  clearSmallNomination,
  clearSmallNominations,
  nominatorMinimum,
} from '../../../../src/pallets/subtensor/staking/small-nominations.ts'
import { NominatorMinRequiredStake } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { succeeds } from '../../../helpers/expect-call.ts'
import {
  EVEN,
  free,
  friend,
  FUNDS,
  giveStake,
  HALF_PRICE,
  hotkey,
  ONE,
  otherHotkey,
  owner,
  setReserves,
  STABLE,
  stakeIn,
  staker,
  stakingWorld,
} from './staking-kit.ts'

let ctx: Context

beforeEach(() => {
  ctx = stakingWorld()
})

test.each([
  { factor: 0n, minimum: 0n },
  { factor: 1_000_000n, minimum: 2_000_000n },
  { factor: 1_234_567n, minimum: 2_469_134n },
  // 2,000,000 times the factor is cut at 2^64 − 1.
  { factor: 2n ** 64n - 1n, minimum: 18_446_744_073_709n },
])('a factor of $factor millionths asks for $minimum rao', ({ factor, minimum }) => {
  NominatorMinRequiredStake.set(ctx, factor)
  expect(nominatorMinimum(ctx)).toBe(minimum)
})

test('the minimum is worth more alpha where alpha is cheap', () => {
  NominatorMinRequiredStake.set(ctx, 1_000_000n)
  // At a price of one half 2,000,000 rao are 4,000,000 alpha rao.
  giveStake(ctx, HALF_PRICE, 4_000_000n)
  giveStake(ctx, HALF_PRICE, 3_999_999n, friend)
  clearSmallNomination(ctx, hotkey, staker, HALF_PRICE)
  clearSmallNomination(ctx, hotkey, friend, HALF_PRICE)
  expect(stakeIn(ctx, HALF_PRICE)).toBe(4_000_000n)
  expect(stakeIn(ctx, HALF_PRICE, friend)).toBe(0n)
  expect(free(ctx, friend)).toBeGreaterThan(ONE + 1_990_000n)
})

test('owners keep what they have', () => {
  NominatorMinRequiredStake.set(ctx, 1_000_000n)
  giveStake(ctx, STABLE, 1n, owner)
  clearSmallNominations(ctx)
  expect(stakeIn(ctx, STABLE, owner)).toBe(1n)
})

test('what cannot be sold is lost', () => {
  NominatorMinRequiredStake.set(ctx, 1_000_000n)
  giveStake(ctx, EVEN, 1_000n)
  setReserves(ctx, EVEN, 10n * ONE, 999_999n)
  clearSmallNomination(ctx, hotkey, staker, EVEN)
  expect(stakeIn(ctx, EVEN)).toBe(0n)
  expect(free(ctx)).toBe(FUNDS)
})

test('everybody’s are cleared, and the locks with them', () => {
  giveStake(ctx, STABLE, 1_999_999n)
  giveStake(ctx, STABLE, 10n * ONE, staker, otherHotkey)
  const amount = alphaRao(10n * ONE)
  succeeds(ctx, lockStake.with({ hotkey: otherHotkey, netuid: STABLE, amount }), signed(staker))
  NominatorMinRequiredStake.set(ctx, 1_000_000n)
  clearSmallNominations(ctx)
  expect(stakeIn(ctx, STABLE)).toBe(0n)
  expect(stakeIn(ctx, STABLE, staker, otherHotkey)).toBe(10n * ONE)
  expect(coldkeyLock(ctx, staker, STABLE)?.locked_mass).toBe(10n * ONE - 1_999_999n)
})
