import { alphaRao, rao } from '@plexus/primitives'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { signed } from '../../../../src/frame/origin.ts'
import { AlphaBurned, AlphaRecycled } from '../../../../src/pallets/alpha-assets/index.ts'
import { TotalIssuance } from '../../../../src/pallets/balances/index.ts'
import { issuanceIsInAccounts } from '../../../../src/pallets/balances/invariants.ts'
import { lockStake, moveLock } from '../../../../src/pallets/subtensor/locks/calls/lock.ts'
import {
  setPerpetualLock,
  setRejectLockedAlpha,
} from '../../../../src/pallets/subtensor/locks/calls/settings.ts'
import {
  addStake,
  addStakeLimit,
} from '../../../../src/pallets/subtensor/staking/calls/add-stake.ts'
import {
  addStakeBurn,
  burnAlpha,
  recycleAlpha,
} from '../../../../src/pallets/subtensor/staking/calls/destroy-stake.ts'
import {
  moveStake,
  transferStake,
} from '../../../../src/pallets/subtensor/staking/calls/move-stake.ts'
import {
  removeStake,
  removeStakeFullLimit,
  removeStakeLimit,
} from '../../../../src/pallets/subtensor/staking/calls/remove-stake.ts'
import {
  swapStake,
  swapStakeLimit,
} from '../../../../src/pallets/subtensor/staking/calls/swap-stake.ts'
import {
  unstakeAll,
  unstakeAllAlpha,
} from '../../../../src/pallets/subtensor/staking/calls/unstake-all.ts'
import { stakingInvariants } from '../../../../src/pallets/subtensor/staking/invariants.ts'
import { stakeOf } from '../../../../src/pallets/subtensor/staking/stake.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetTAO,
} from '../../../../src/pallets/subtensor/storage/pools.ts'
import { TotalHotkeyAlpha } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { subnetAccount } from '../../../../src/pallets/subtensor/subnets/account.ts'
import {
  EVEN,
  free,
  friend,
  HALF_PRICE,
  hotkey,
  ONE,
  otherHotkey,
  owner,
  ROOT_NETUID,
  skipBlocks,
  STABLE,
  staker,
  stakingWorld,
} from './staking-kit.ts'

const HOTKEYS = [hotkey, otherHotkey]
const COLDKEYS = [staker, friend, owner]
const NETUIDS = [ROOT_NETUID, EVEN, HALF_PRICE, STABLE]

const amounts = fc.oneof(
  fc.bigInt(0n, 5_000_000n),
  fc.bigInt(0n, 100n * ONE),
  fc.bigInt(0n, 20_000n * ONE),
  fc.constant(2n ** 64n - 1n),
)

interface Draw {
  readonly kind: number
  readonly who: (typeof COLDKEYS)[number]
  readonly to: (typeof COLDKEYS)[number]
  readonly on: (typeof HOTKEYS)[number]
  readonly onto: (typeof HOTKEYS)[number]
  readonly at: (typeof NETUIDS)[number]
  readonly into: (typeof NETUIDS)[number]
  readonly amount: bigint
  readonly limit: bigint
  readonly flag: boolean
}

const draws: fc.Arbitrary<Draw> = fc.record({
  kind: fc.nat(19),
  who: fc.constantFrom(...COLDKEYS),
  to: fc.constantFrom(...COLDKEYS),
  on: fc.constantFrom(...HOTKEYS),
  onto: fc.constantFrom(...HOTKEYS),
  at: fc.constantFrom(...NETUIDS),
  into: fc.constantFrom(...NETUIDS),
  amount: amounts,
  limit: fc.bigInt(0n, 3n * ONE),
  flag: fc.boolean(),
})

/** One of all the calls that change stake, balances or locks. */
function callOf(draw: Draw): RuntimeCall {
  const { to, on, onto, at: netuid, into, flag } = draw
  const tao = { hotkey: on, netuid, amount_staked: rao(draw.amount) }
  const alpha = { hotkey: on, netuid, amount_unstaked: alphaRao(draw.amount) }
  const amount = alphaRao(draw.amount)
  const limit = { limit_price: rao(draw.limit), allow_partial: flag }
  const across = { origin_netuid: netuid, destination_netuid: into, alpha_amount: amount }
  const maybe = flag ? rao(draw.limit) : undefined
  const calls: readonly (() => RuntimeCall)[] = [
    () => addStake.with(tao),
    () => addStake.with(tao),
    () => addStake.with(tao),
    () => addStakeLimit.with({ ...tao, ...limit }),
    () => removeStake.with(alpha),
    () => removeStakeLimit.with({ ...alpha, ...limit }),
    () => removeStakeFullLimit.with({ hotkey: on, netuid, limit_price: maybe }),
    () => unstakeAll.with({ hotkey: on }),
    () => unstakeAllAlpha.with({ hotkey: on }),
    () => moveStake.with({ origin_hotkey: on, destination_hotkey: onto, ...across }),
    () => transferStake.with({ destination_coldkey: to, hotkey: on, ...across }),
    () => swapStake.with({ hotkey: on, ...across }),
    () => swapStakeLimit.with({ hotkey: on, ...across, ...limit }),
    () => recycleAlpha.with({ hotkey: on, amount, netuid }),
    () => burnAlpha.with({ hotkey: on, amount, netuid }),
    () => addStakeBurn.with({ hotkey: on, netuid, amount: rao(draw.amount), limit: maybe }),
    () => lockStake.with({ hotkey: on, netuid, amount }),
    () => moveLock.with({ destination_hotkey: onto, netuid }),
    () => setPerpetualLock.with({ netuid, enabled: flag }),
    () => setRejectLockedAlpha.with({ enabled: flag }),
  ]
  return (calls[draw.kind] ?? (() => addStake.with(tao)))()
}

const total = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n)

function expectBooksToBalance(ctx: Context, issuance: bigint): void {
  expect(TotalIssuance.get(ctx)).toBe(issuance)
  expect(issuanceIsInAccounts(ctx)).toEqual([])
  expect(stakingInvariants.flatMap((check) => check(ctx))).toEqual([])
  for (const netuid of [EVEN, HALF_PRICE]) {
    const alpha = SubnetAlphaIn.get(ctx, netuid) + SubnetAlphaOut.get(ctx, netuid)
    expect(alpha + AlphaRecycled.get(ctx, netuid)).toBe(1_000n * ONE)
  }
  for (const netuid of NETUIDS) {
    const staked = total(HOTKEYS.map((each) => TotalHotkeyAlpha.get(ctx, each, netuid)))
    expect(staked + AlphaBurned.get(ctx, netuid)).toBe(SubnetAlphaOut.get(ctx, netuid))
    for (const each of HOTKEYS) {
      const held = total(COLDKEYS.map((coldkey) => stakeOf(ctx, each, coldkey, netuid)))
      const missing = TotalHotkeyAlpha.get(ctx, each, netuid) - held
      // Each of the three holders rounds down to an alpha rao, or has an alpha rao too much.
      expect(missing >= -3n && missing <= 3n).toBe(true)
    }
    // Every account began with 10,000 TAO; pools with 1,000 and 500 of them.
    const began = netuid === EVEN ? 1_000n : netuid === HALF_PRICE ? 500n : 0n
    const received = free(ctx, subnetAccount(netuid)) - 10_000n * ONE
    expect(received).toBe(SubnetTAO.get(ctx, netuid) - began * ONE)
  }
}

test('no sequence of calls makes or loses TAO, alpha or shares', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(draws, { maxLength: 30 }), (steps) => {
      const ctx = stakingWorld()
      const issuance = TotalIssuance.get(ctx)
      for (const step of steps) {
        ctx.dispatch(callOf(step), signed(step.who))
        skipBlocks(ctx, step.flag ? 1 : 100_000)
      }
      expectBooksToBalance(ctx, issuance)
    }),
    { numRuns: 60 },
  )
})
