import { alphaRao, rao } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { ROOT, signed } from '../../../../src/frame/origin.ts'
import { AlphaBurned } from '../../../../src/pallets/alpha-assets/index.ts'
import { Authorities } from '../../../../src/pallets/aura/storage.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { lockStake } from '../../../../src/pallets/subtensor/locks/calls/lock.ts'
import {
  removeStake,
  removeStakeFullLimit,
  removeStakeLimit,
} from '../../../../src/pallets/subtensor/staking/calls/remove-stake.ts'
import {
  unstakeAll,
  unstakeAllAlpha,
} from '../../../../src/pallets/subtensor/staking/calls/unstake-all.ts'
import { TotalStake } from '../../../../src/pallets/subtensor/storage/emission.ts'
import { StakeThreshold } from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import { PendingChildKeys } from '../../../../src/pallets/subtensor/storage/keys.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetTAO,
  SubnetTaoFlow,
  SubtokenEnabled,
} from '../../../../src/pallets/subtensor/storage/pools.ts'
import { StakingColdkeys } from '../../../../src/pallets/subtensor/storage/root-claim.ts'
import { NominatorMinRequiredStake } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { addStake } from '../../../../src/pallets/subtensor/staking/calls/add-stake.ts'
import { errors as swapErrors } from '../../../../src/pallets/swap/errors.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import {
  author,
  EVEN,
  free,
  friend,
  FUNDS,
  giveStake,
  HALF_PRICE,
  hotkey,
  NOWHERE,
  ONE,
  ROOT_NETUID,
  setReserves,
  STABLE,
  stakeIn,
  staker,
  stakingWorld,
  stray,
} from './staking-kit.ts'

let ctx: Context
const by = signed(staker)

beforeEach(() => {
  ctx = stakingWorld()
})

const remove = (amount: bigint, netuid = EVEN, from = hotkey) =>
  removeStake.with({ hotkey: from, netuid, amount_unstaked: alphaRao(amount) })

const removeWithin = (amount: bigint, limit: bigint, allow_partial: boolean, netuid = HALF_PRICE) =>
  removeStakeLimit.with({
    hotkey,
    netuid,
    amount_unstaked: alphaRao(amount),
    limit_price: rao(limit),
    allow_partial,
  })

const lock = (amount: bigint, netuid = EVEN) =>
  succeeds(ctx, lockStake.with({ hotkey, netuid, amount: alphaRao(amount) }), by)

describe('remove_stake', () => {
  // spec 40-amm §10, example 2
  const [fee, paidIn, out, authorOut] = [5_035_477n, 9_994_964_523n, 9_896_053_816n, 4_936_282n]

  test('sells alpha at the price of the pool, and the fee for the author', () => {
    giveStake(ctx, EVEN, 10n * ONE)
    TotalStake.set(ctx, rao(100n * ONE))
    const events = succeeds(ctx, remove(10n * ONE), by)
    const value = [staker, hotkey, out, paidIn, EVEN, fee]
    expect(events.at(-1)).toEqual(['SubtensorModule.StakeRemoved', value])
    expect(stakeIn(ctx, EVEN)).toBe(0n)
    expect(free(ctx)).toBe(FUNDS + out)
    expect(free(ctx, author)).toBe(ONE + authorOut)
    expect(SubnetAlphaIn.get(ctx, EVEN)).toBe(1_010n * ONE)
    expect(SubnetAlphaOut.get(ctx, EVEN)).toBe(0n)
    expect(SubnetTAO.get(ctx, EVEN)).toBe(990_099_009_902n)
    expect(SubnetTaoFlow.get(ctx, EVEN)).toBe(-(out + authorOut))
    expect(TotalStake.get(ctx)).toBe(100n * ONE - out - authorOut)
  })

  test('more than there is sells what there is', () => {
    giveStake(ctx, EVEN, 10n * ONE)
    succeeds(ctx, remove(11n * ONE), by)
    expect(free(ctx)).toBe(FUNDS + out)
  })

  test('without an author the fee is burned and stays outstanding', () => {
    Authorities.set(ctx, [])
    giveStake(ctx, EVEN, 10n * ONE)
    succeeds(ctx, remove(10n * ONE), by)
    expect(AlphaBurned.get(ctx, EVEN)).toBe(fee)
    expect(SubnetAlphaOut.get(ctx, EVEN)).toBe(fee)
  })

  test('a whole stake may be less than the minimum', () => {
    giveStake(ctx, EVEN, 1_000n)
    succeeds(ctx, remove(1_000n), by)
    expect(stakeIn(ctx, EVEN)).toBe(0n)
  })

  test('the last root stake takes the coldkey off the list', () => {
    const amount_staked = rao(8n * ONE)
    succeeds(ctx, addStake.with({ hotkey, netuid: ROOT_NETUID, amount_staked }), by)
    succeeds(ctx, remove(3n * ONE, ROOT_NETUID), by)
    expect(StakingColdkeys.has(ctx, staker)).toBe(true)
    succeeds(ctx, remove(5n * ONE, ROOT_NETUID), by)
    expect(StakingColdkeys.has(ctx, staker)).toBe(false)
    expect(free(ctx)).toBe(FUNDS)
  })

  test('what is left below the minimum of nominators is given back', () => {
    // 10^6 millionths of 0.002 TAO, one alpha rao a rao: 2,000,000.
    NominatorMinRequiredStake.set(ctx, 1_000_000n)
    giveStake(ctx, STABLE, 10n * ONE)
    succeeds(ctx, remove(10n * ONE - 1_999_999n, STABLE), by)
    expect(stakeIn(ctx, STABLE)).toBe(0n)
    expect(free(ctx)).toBe(FUNDS + 10n * ONE)
  })

  test('the minimum itself stays', () => {
    NominatorMinRequiredStake.set(ctx, 1_000_000n)
    giveStake(ctx, STABLE, 10n * ONE)
    succeeds(ctx, remove(10n * ONE - 2_000_000n, STABLE), by)
    expect(stakeIn(ctx, STABLE)).toBe(2_000_000n)
  })

  test.each([
    { threshold: 6n * ONE, forgotten: true },
    { threshold: 5n * ONE, forgotten: false },
  ])('below $threshold of stake waiting children are forgotten: $forgotten', (row) => {
    StakeThreshold.set(ctx, row.threshold)
    giveStake(ctx, STABLE, 10n * ONE)
    PendingChildKeys.set(ctx, EVEN, hotkey, [[[1n, friend]], 5n])
    succeeds(ctx, remove(5n * ONE, STABLE), by)
    expect(PendingChildKeys.has(ctx, EVEN, hotkey)).toBe(!row.forgotten)
  })

  test('BadOrigin for Root', () => {
    fails(ctx, remove(ONE), ROOT, { type: 'BadOrigin' })
  })

  test.each([
    { error: errors.SubtokenDisabled, why: 'no subnet', call: () => remove(ONE, NOWHERE) },
    {
      error: errors.SubtokenDisabled,
      why: 'it is not started',
      arrange: () => SubtokenEnabled.remove(ctx, EVEN),
      call: () => remove(ONE),
    },
    {
      error: errors.SubnetNotExists,
      why: 'a subnet that is started and gone',
      arrange: () => SubtokenEnabled.set(ctx, NOWHERE, true),
      call: () => remove(ONE, NOWHERE),
    },
    {
      error: errors.InsufficientLiquidity,
      why: 'more than a thousand times the reserve',
      arrange: () => setReserves(ctx, EVEN, 1_000_000n, ONE),
      call: () => remove(10n * ONE),
    },
    { error: errors.AmountTooLow, why: 'nothing', call: () => remove(0n) },
    {
      error: errors.AmountTooLow,
      why: 'nothing of a stake with a hotkey that nobody owns',
      call: () => remove(ONE, EVEN, stray),
    },
    {
      error: errors.InsufficientLiquidity,
      why: 'the reserves are too low to swap',
      arrange: () => setReserves(ctx, EVEN, ONE, 999_999n),
      call: () => remove(ONE),
    },
    {
      error: errors.AmountTooLow,
      why: 'a part below the minimum',
      // Fee 1,007, 1,999,993 in, below 2,000,000 out.
      call: () => remove(2_001_000n),
    },
    {
      error: errors.HotKeyAccountNotExists,
      why: 'nobody owns the hotkey',
      arrange: () => giveStake(ctx, EVEN, 10n * ONE, staker, stray),
      call: () => remove(ONE, EVEN, stray),
    },
    {
      error: errors.StakeUnavailable,
      why: 'it is locked',
      arrange: () => lock(6n * ONE),
      call: () => remove(4n * ONE + 1n),
    },
  ])('$error.name: $why', ({ error, arrange, call }) => {
    giveStake(ctx, EVEN, 10n * ONE)
    arrange?.()
    fails(ctx, call(), by, error)
  })

  test('what a lock leaves may go', () => {
    giveStake(ctx, EVEN, 10n * ONE)
    lock(6n * ONE)
    succeeds(ctx, remove(4n * ONE), by)
    expect(stakeIn(ctx, EVEN)).toBe(6n * ONE)
  })
})

describe('remove_stake_limit', () => {
  // spec 40-amm §10, example 6
  const most = 20_631_114_909n
  const [paidIn, out, fee] = [20_620_726_159n, 10_102_051_443n, 10_388_750n]

  test.each([
    { amount: 100n * ONE, partial: true },
    { amount: most, partial: false },
  ])('sells down to the limit: $amount, partial $partial', ({ amount, partial }) => {
    giveStake(ctx, HALF_PRICE, 200n * ONE)
    const events = succeeds(ctx, removeWithin(amount, 480_000_000n, partial), by)
    expect(events.at(-1)?.[1]).toEqual([staker, hotkey, out, paidIn, HALF_PRICE, fee])
    expect(stakeIn(ctx, HALF_PRICE)).toBe(200n * ONE - most)
  })

  test('does not ask whether the subnet is started', () => {
    giveStake(ctx, HALF_PRICE, 200n * ONE)
    SubtokenEnabled.remove(ctx, HALF_PRICE)
    succeeds(ctx, removeWithin(ONE, 480_000_000n, false), by)
  })

  test.each([
    {
      error: errors.InsufficientLiquidity,
      why: 'more than a thousand times the reserve',
      call: () => removeWithin(1_000_000n * ONE + 1n, 480_000_000n, true),
    },
    {
      error: swapErrors.PriceLimitExceeded,
      why: 'the price is below the limit',
      call: () => removeWithin(ONE, 500_000_001n, true),
    },
    {
      error: errors.SubnetNotExists,
      why: 'no subnet',
      call: () => removeWithin(ONE, ONE, true, NOWHERE),
    },
    { error: errors.AmountTooLow, why: 'nothing', call: () => removeWithin(0n, 1_000n, true) },
    {
      error: errors.NotEnoughStakeToWithdraw,
      why: 'more than there is',
      call: () => removeWithin(200n * ONE + 1n, 480_000_000n, true),
    },
    {
      error: errors.SlippageTooHigh,
      why: 'more than the limit lets through',
      call: () => removeWithin(most + 1n, 480_000_000n, false),
    },
    {
      error: errors.StakeUnavailable,
      why: 'it is locked, though the limit would let less through',
      arrange: () => lock(150n * ONE, HALF_PRICE),
      call: () => removeWithin(100n * ONE, 480_000_000n, true),
    },
  ])('$error.name: $why', ({ error, arrange, call }) => {
    giveStake(ctx, HALF_PRICE, 200n * ONE)
    arrange?.()
    fails(ctx, call(), by, error)
  })

  test('above the price of a stable subnet a part of nothing is sold', () => {
    giveStake(ctx, STABLE, 10n * ONE)
    fails(ctx, removeWithin(ONE, ONE + 1n, false, STABLE), by, errors.SlippageTooHigh)
    const events = succeeds(ctx, removeWithin(ONE, ONE + 1n, true, STABLE), by)
    expect(events.at(-1)?.[1]).toEqual([staker, hotkey, 0n, 0n, STABLE, 0n])
    expect(stakeIn(ctx, STABLE)).toBe(10n * ONE)
  })
})

describe('remove_stake_full_limit', () => {
  const all = (limit?: bigint, netuid = HALF_PRICE) =>
    removeStakeFullLimit.with({
      hotkey,
      netuid,
      limit_price: limit === undefined ? undefined : rao(limit),
    })

  test.each([undefined, 480_000_000n])('sells all within %s', (limit) => {
    giveStake(ctx, HALF_PRICE, 20n * ONE)
    succeeds(ctx, all(limit), by)
    expect(stakeIn(ctx, HALF_PRICE)).toBe(0n)
    // More than 20 alpha at the lowest price and less than at the highest.
    expect(free(ctx) - FUNDS).toBeGreaterThan(9_600_000_000n)
    expect(free(ctx) - FUNDS).toBeLessThan(10n * ONE)
  })

  test.each([
    { error: errors.SlippageTooHigh, call: () => all(499_000_000n) },
    { error: errors.AmountTooLow, call: () => all(undefined, EVEN) },
    { error: errors.AmountTooLow, call: () => all(1_000n, EVEN) },
    { error: errors.SubtokenDisabled, call: () => all(undefined, NOWHERE) },
    { error: errors.SubnetNotExists, call: () => all(1_000n, NOWHERE) },
  ])('$error.name', ({ error, call }) => {
    giveStake(ctx, HALF_PRICE, 20n * ONE)
    fails(ctx, call(), by, error)
  })

  test('BadOrigin for Root', () => {
    fails(ctx, all(), ROOT, { type: 'BadOrigin' })
  })
})

describe('unstake_all', () => {
  const all = unstakeAll.with({ hotkey })

  test('sells what may be sold everywhere and leaves the rest', () => {
    giveStake(ctx, EVEN, 10n * ONE)
    giveStake(ctx, HALF_PRICE, 10n * ONE)
    lock(5n * ONE, HALF_PRICE)
    giveStake(ctx, STABLE, 3n * ONE)
    giveStake(ctx, ROOT_NETUID, 2n * ONE)
    SubtokenEnabled.remove(ctx, STABLE)
    const events = succeeds(ctx, all, by)
    const sold = events.filter(([name]) => name === 'SubtensorModule.StakeRemoved')
    // Root first: it is the lowest key.
    expect(sold.map(([, value]) => (value as readonly unknown[])[4])).toEqual([ROOT_NETUID, EVEN])
    expect(stakeIn(ctx, HALF_PRICE)).toBe(10n * ONE)
    expect(stakeIn(ctx, STABLE)).toBe(3n * ONE)
    expect(free(ctx)).toBe(FUNDS + 2n * ONE + 9_896_053_816n)
  })

  test('is fine with nothing to sell', () => {
    expect(succeeds(ctx, all, by)).toEqual([])
  })

  test('asks for a hotkey that somebody owns', () => {
    fails(ctx, unstakeAll.with({ hotkey: stray }), by, errors.HotKeyAccountNotExists)
    fails(ctx, all, ROOT, { type: 'BadOrigin' })
  })
})

describe('unstake_all_alpha', () => {
  const all = unstakeAllAlpha.with({ hotkey })

  test('stakes on the root network what everything else was sold for', () => {
    giveStake(ctx, EVEN, 10n * ONE)
    giveStake(ctx, STABLE, 3n * ONE)
    giveStake(ctx, ROOT_NETUID, 2n * ONE)
    SubtokenEnabled.remove(ctx, ROOT_NETUID)
    succeeds(ctx, all, by)
    expect(stakeIn(ctx, ROOT_NETUID)).toBe(2n * ONE + 3n * ONE + 9_896_053_816n)
    expect(free(ctx)).toBe(FUNDS)
  })

  test('fails where nothing was sold', () => {
    giveStake(ctx, ROOT_NETUID, 2n * ONE)
    fails(ctx, all, by, errors.AmountTooLow)
    fails(ctx, unstakeAllAlpha.with({ hotkey: stray }), by, errors.HotKeyAccountNotExists)
    fails(ctx, all, ROOT, { type: 'BadOrigin' })
  })
})
