import { alphaRao, rao } from '@plexus/primitives'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { signed } from '../../../../src/frame/origin.ts'
import { AlphaBurned, AlphaRecycled } from '../../../../src/pallets/alpha-assets/index.ts'
import { mintInto, TotalIssuance } from '../../../../src/pallets/balances/index.ts'
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
  giveStake,
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
  { weight: 1, arbitrary: fc.bigInt(0n, 5_000_000n) },
  { weight: 6, arbitrary: fc.bigInt(3_000_000n, 50n * ONE) },
  { weight: 1, arbitrary: fc.bigInt(0n, 20_000n * ONE) },
  { weight: 1, arbitrary: fc.constant(2n ** 64n - 1n) },
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
  limit: fc.constantFrom(0n, 400_000_000n, 900_000_000n, ONE, 1_900_000_000n),
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

/** Everybody has something to lose everywhere. */
function richWorld(): Context {
  const ctx = stakingWorld()
  for (const coldkey of COLDKEYS) {
    mintInto(ctx, coldkey, 1_000n * ONE)
    for (const netuid of NETUIDS) {
      for (const [at, on] of HOTKEYS.entries()) {
        giveStake(ctx, netuid, (40n + BigInt(at)) * ONE + 7n, coldkey, on)
      }
    }
  }
  for (const netuid of [ROOT_NETUID, STABLE]) {
    SubnetTAO.set(ctx, netuid, rao(SubnetAlphaOut.get(ctx, netuid)))
  }
  return ctx
}

/** What no call may change. */
function booksOf(ctx: Context): readonly unknown[] {
  return [
    TotalIssuance.get(ctx),
    ...NETUIDS.map((netuid) => free(ctx, subnetAccount(netuid)) - SubnetTAO.get(ctx, netuid)),
    ...[EVEN, HALF_PRICE].map((netuid) => {
      const pooled = SubnetAlphaIn.get(ctx, netuid)
      return pooled + SubnetAlphaOut.get(ctx, netuid) + AlphaRecycled.get(ctx, netuid)
    }),
    ...NETUIDS.map((netuid) => {
      const staked = total(HOTKEYS.map((on) => TotalHotkeyAlpha.get(ctx, on, netuid)))
      return SubnetAlphaOut.get(ctx, netuid) - staked - AlphaBurned.get(ctx, netuid)
    }),
  ]
}

function expectSharesToFit(ctx: Context): void {
  expect(stakingInvariants.flatMap((check) => check(ctx))).toEqual([])
  for (const netuid of NETUIDS) {
    for (const on of HOTKEYS) {
      const held = total(COLDKEYS.map((coldkey) => stakeOf(ctx, on, coldkey, netuid)))
      const missing = TotalHotkeyAlpha.get(ctx, on, netuid) - held
      // What each of three holders has is rounded by less than an alpha rao.
      expect(missing >= -3n && missing <= 3n).toBe(true)
    }
  }
}

test('no sequence of calls makes or loses TAO, alpha or shares', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(draws, { maxLength: 40 }), (steps) => {
      const ctx = richWorld()
      const before = booksOf(ctx)
      for (const step of steps) {
        ctx.dispatch(callOf(step), signed(step.who))
        skipBlocks(ctx, step.flag ? 1 : 100_000)
      }
      expect(booksOf(ctx)).toEqual(before)
      expect(issuanceIsInAccounts(ctx)).toEqual([])
      expectSharesToFit(ctx)
    }),
    { numRuns: 60 },
  )
})
