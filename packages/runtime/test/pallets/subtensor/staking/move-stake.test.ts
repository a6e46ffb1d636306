import { alphaRao, fixedFromRaw, I96F32, Perquintill, rao } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { ROOT, signed } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { lockStake } from '../../../../src/pallets/subtensor/locks/calls/lock.ts'
import {
  moveStake,
  transferStake,
} from '../../../../src/pallets/subtensor/staking/calls/move-stake.ts'
import {
  swapStake,
  swapStakeLimit,
} from '../../../../src/pallets/subtensor/staking/calls/swap-stake.ts'
import { Delegates } from '../../../../src/pallets/subtensor/storage/keys.ts'
import { SubtokenEnabled, TransferToggle } from '../../../../src/pallets/subtensor/storage/pools.ts'
import {
  RootClaimable,
  RootClaimed,
  StakingColdkeys,
} from '../../../../src/pallets/subtensor/storage/root-claim.ts'
import { LastColdkeyHotkeyStakeBlock } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { PalSwapInitialized, SwapBalancer } from '../../../../src/pallets/swap/storage.ts'
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
  otherHotkey,
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

interface Move {
  readonly amount?: bigint
  readonly from?: NetUid
  readonly to?: NetUid
  readonly origin?: AccountId
  readonly destination?: AccountId
}

/** From `STABLE` to `EVEN`, so that a purchase is all that is swapped. */
function move(options: Move = {}): RuntimeCall {
  const { amount = 10n * ONE, from = STABLE, to = EVEN } = options
  const { origin = hotkey, destination = otherHotkey } = options
  return moveStake.with({
    origin_hotkey: origin,
    destination_hotkey: destination,
    origin_netuid: from,
    destination_netuid: to,
    alpha_amount: alphaRao(amount),
  })
}

function transfer(options: Move & { readonly coldkey?: AccountId } = {}): RuntimeCall {
  const { amount = 10n * ONE, from = STABLE, to = STABLE, coldkey = friend } = options
  return transferStake.with({
    destination_coldkey: coldkey,
    hotkey,
    origin_netuid: from,
    destination_netuid: to,
    alpha_amount: alphaRao(amount),
  })
}

function swap(options: Move = {}): RuntimeCall {
  const { amount = 10n * ONE, from = STABLE, to = EVEN, origin = hotkey } = options
  return swapStake.with({
    hotkey: origin,
    origin_netuid: from,
    destination_netuid: to,
    alpha_amount: alphaRao(amount),
  })
}

function swapWithin(limit: bigint, allow_partial: boolean, options: Move = {}): RuntimeCall {
  const { amount = 10n * ONE, from = STABLE, to = EVEN } = options
  return swapStakeLimit.with({
    hotkey,
    origin_netuid: from,
    destination_netuid: to,
    alpha_amount: alphaRao(amount),
    limit_price: rao(limit),
    allow_partial,
  })
}

const lock = (amount: bigint, netuid: NetUid) =>
  succeeds(ctx, lockStake.with({ hotkey, netuid, amount: alphaRao(amount) }), by)

const names = (events: ReturnType<typeof succeeds>) =>
  events.map(([name]) => name).filter((name) => name.startsWith('SubtensorModule.'))

describe('across subnets', () => {
  test('the purchase is free of fees unless the stake comes from the root network', () => {
    // spec 40-amm §10, example 9: 100 TAO into 2000 alpha, 1000 TAO at weight 0.6, no fee.
    giveStake(ctx, STABLE, 100n * ONE)
    setReserves(ctx, EVEN, 2_000n * ONE, 1_000n * ONE)
    SwapBalancer.set(ctx, EVEN, { quote: Perquintill.fromParts(600_000_000_000_000_000n) })
    PalSwapInitialized.set(ctx, EVEN, true)
    const events = succeeds(ctx, move({ amount: 100n * ONE }), by)
    const out = 266_431_655_917n
    expect(stakeIn(ctx, EVEN, staker, otherHotkey)).toBe(out)
    expect(names(events)).toEqual([
      'SubtensorModule.StakeRemoved',
      'SubtensorModule.StakeAdded',
      'SubtensorModule.StakeMoved',
    ])
    const value = [staker, hotkey, STABLE, otherHotkey, EVEN, 100n * ONE]
    expect(events.at(-1)?.[1]).toEqual(value)
    expect(free(ctx)).toBe(FUNDS)
    expect(Delegates.has(ctx, otherHotkey)).toBe(true)
  })

  test('from the root network the purchase pays (example 1)', () => {
    giveStake(ctx, ROOT_NETUID, 10n * ONE)
    const events = succeeds(ctx, swap({ from: ROOT_NETUID }), by)
    expect(stakeIn(ctx, EVEN)).toBe(9_896_053_816n)
    expect(free(ctx, author)).toBe(ONE + 5_035_477n)
    expect(events.at(-1)).toEqual([
      'SubtensorModule.StakeSwapped',
      [staker, hotkey, ROOT_NETUID, EVEN, 10n * ONE],
    ])
  })

  test('the sale pays otherwise (example 2)', () => {
    giveStake(ctx, EVEN, 10n * ONE)
    succeeds(ctx, swap({ from: EVEN, to: STABLE }), by)
    expect(stakeIn(ctx, STABLE)).toBe(9_896_053_816n)
    expect(free(ctx, author)).toBe(ONE + 4_936_282n)
  })

  test('to another coldkey the TAO is sent and staked there', () => {
    giveStake(ctx, STABLE, 10n * ONE)
    const events = succeeds(ctx, transfer({ to: ROOT_NETUID }), by)
    expect(stakeIn(ctx, ROOT_NETUID, friend)).toBe(10n * ONE)
    expect(events.at(-1)).toEqual([
      'SubtensorModule.StakeTransferred',
      [staker, friend, hotkey, STABLE, ROOT_NETUID, 10n * ONE],
    ])
    expect([free(ctx), free(ctx, friend)]).toEqual([FUNDS, ONE])
    expect(StakingColdkeys.has(ctx, friend)).toBe(true)
  })

  test('more than there is moves what there is', () => {
    giveStake(ctx, STABLE, 10n * ONE)
    succeeds(ctx, move({ amount: 2n ** 64n - 1n, to: ROOT_NETUID }), by)
    expect(stakeIn(ctx, ROOT_NETUID, staker, otherHotkey)).toBe(10n * ONE)
  })

  test('what is too little to be staked stays TAO of the coldkey', () => {
    // (1000·2/3)/1.99999 − 1000/3 = 0.001666675 alpha, worth less than 0.002 TAO.
    giveStake(ctx, EVEN, 10n * ONE)
    const limited = swapWithin(1_999_990_000n, true, { from: EVEN, to: HALF_PRICE })
    const events = succeeds(ctx, limited, by)
    expect((10n * ONE - stakeIn(ctx, EVEN)) / 10n).toBe(166_667n)
    expect(stakeIn(ctx, HALF_PRICE)).toBe(0n)
    expect(free(ctx) - FUNDS).toBeGreaterThan(1_660_000n)
    expect(names(events)).toEqual(['SubtensorModule.StakeRemoved', 'SubtensorModule.StakeSwapped'])
  })

  test('a limit that lets nothing through moves nothing', () => {
    giveStake(ctx, STABLE, 10n * ONE)
    const events = succeeds(ctx, swapWithin(ONE + 1n, true, { to: ROOT_NETUID }), by)
    expect(events.at(-1)?.[1]).toEqual([staker, hotkey, STABLE, ROOT_NETUID, 0n])
    expect(stakeIn(ctx, STABLE)).toBe(10n * ONE)
  })
})

describe('within a subnet', () => {
  test('shares go from hotkey to hotkey without a swap', () => {
    giveStake(ctx, HALF_PRICE, 10n * ONE)
    const events = succeeds(ctx, move({ from: HALF_PRICE, to: HALF_PRICE, amount: 4n * ONE }), by)
    expect(stakeIn(ctx, HALF_PRICE)).toBe(6n * ONE)
    expect(stakeIn(ctx, HALF_PRICE, staker, otherHotkey)).toBe(4n * ONE)
    // At a price of one half.
    const tao = 2n * ONE
    expect(events).toEqual([
      ['SubtensorModule.StakeRemoved', [staker, hotkey, tao, 4n * ONE, HALF_PRICE, 0n]],
      ['SubtensorModule.StakeAdded', [staker, otherHotkey, tao, 4n * ONE, HALF_PRICE, 0n]],
      ['SubtensorModule.StakeMoved', [staker, hotkey, HALF_PRICE, otherHotkey, HALF_PRICE, tao]],
    ])
    expect(LastColdkeyHotkeyStakeBlock.get(ctx, staker, otherHotkey)).toBe(1_000n)
    expect(LastColdkeyHotkeyStakeBlock.has(ctx, staker, hotkey)).toBe(false)
    expect(Delegates.has(ctx, otherHotkey)).toBe(false)
  })

  test('on the root network claims follow, and the list of coldkeys stays', () => {
    giveStake(ctx, ROOT_NETUID, 10n * ONE)
    RootClaimable.set(ctx, hotkey, [[EVEN, fixedFromRaw(I96F32, 1n << 31n)]])
    RootClaimed.set(ctx, EVEN, hotkey, staker, 7n * ONE)
    succeeds(ctx, transfer({ from: ROOT_NETUID, to: ROOT_NETUID, amount: 4n * ONE }), by)
    // Half of 4: taken from one and added to the other.
    expect(RootClaimed.get(ctx, EVEN, hotkey, staker)).toBe(5n * ONE)
    expect(RootClaimed.get(ctx, EVEN, hotkey, friend)).toBe(2n * ONE)
    expect(StakingColdkeys.has(ctx, friend)).toBe(false)
  })

  test('what a price limit says does not matter', () => {
    giveStake(ctx, EVEN, 10n * ONE)
    fails(ctx, swapWithin(2n * ONE, false, { from: EVEN, to: EVEN }), by, errors.SameNetuid)
  })
})

describe('swap_stake_limit', () => {
  test('between pools the limit sizes the amount', () => {
    // A_d·T_o/(T_o+T_d)/L − A_o·T_d/(T_o+T_d) with T = 1000, 500, A = 1000, 1000 and L = 1.9:
    // (1000·2/3)/1.9 − 1000/3 = 350.877193 − 333.333333 = 17.543859 alpha.
    giveStake(ctx, EVEN, 100n * ONE)
    succeeds(
      ctx,
      swapWithin(1_900_000_000n, true, { from: EVEN, to: HALF_PRICE, amount: 100n * ONE }),
      by,
    )
    const moved = 100n * ONE - stakeIn(ctx, EVEN)
    expect(moved / 1_000n).toBe(17_543_859n)
  })

  test.each([
    {
      error: errors.SlippageTooHigh,
      why: 'more than the limit lets through',
      call: () =>
        swapWithin(1_900_000_000n, false, { from: EVEN, to: HALF_PRICE, amount: 20n * ONE }),
    },
    {
      error: errors.SlippageTooHigh,
      why: 'a limit above the ratio of the prices',
      call: () => swapWithin(2_000_000_001n, false, { from: EVEN, to: HALF_PRICE, amount: ONE }),
    },
    {
      error: errors.SlippageTooHigh,
      why: 'a limit above one between stable subnets',
      call: () => swapWithin(ONE + 1n, false, { to: ROOT_NETUID }),
    },
  ])('$error.name: $why', ({ error, call }) => {
    giveStake(ctx, EVEN, 100n * ONE)
    giveStake(ctx, STABLE, 100n * ONE)
    fails(ctx, call(), by, error)
  })

  test('a limit of zero lets all through', () => {
    giveStake(ctx, EVEN, 10n * ONE)
    succeeds(ctx, swapWithin(0n, false, { from: EVEN, to: HALF_PRICE }), by)
    expect(stakeIn(ctx, EVEN)).toBe(0n)
  })
})

describe('refusals', () => {
  test.each([
    { error: errors.SameNetuid, why: 'nothing would change', call: () => swap({ to: STABLE }) },
    {
      error: errors.SameNetuid,
      why: 'nothing would change, asked before whether the subnet exists',
      call: () => move({ from: NOWHERE, to: NOWHERE, destination: hotkey }),
    },
    { error: errors.SubnetNotExists, why: 'no origin', call: () => swap({ from: NOWHERE }) },
    { error: errors.SubnetNotExists, why: 'no destination', call: () => swap({ to: NOWHERE }) },
    {
      error: errors.SubtokenDisabled,
      why: 'the origin is not started',
      arrange: () => SubtokenEnabled.remove(ctx, STABLE),
      call: () => swap(),
    },
    {
      error: errors.SubtokenDisabled,
      why: 'the destination is not started',
      arrange: () => SubtokenEnabled.remove(ctx, EVEN),
      call: () => swap(),
    },
    {
      error: errors.HotKeyAccountNotExists,
      why: 'nobody owns the origin hotkey',
      call: () => move({ origin: stray }),
    },
    {
      error: errors.HotKeyAccountNotExists,
      why: 'nobody owns the destination hotkey',
      call: () => move({ destination: stray }),
    },
    {
      error: errors.InsufficientLiquidity,
      why: 'the origin pool is empty',
      arrange: () => setReserves(ctx, EVEN, 0n, 0n),
      call: () => swap({ from: EVEN, to: STABLE }),
    },
    {
      error: errors.AmountTooLow,
      why: 'just the minimum does not cross subnets',
      call: () => swap({ amount: 2_000_000n, to: ROOT_NETUID }),
    },
    {
      error: errors.AmountTooLow,
      why: 'below the minimum within a subnet',
      call: () => move({ amount: 1_999_999n, to: STABLE }),
    },
    {
      error: errors.TransferDisallowed,
      why: 'the origin says no',
      arrange: () => TransferToggle.set(ctx, STABLE, false),
      call: () => transfer(),
    },
    {
      error: errors.TransferDisallowed,
      why: 'the destination says no',
      arrange: () => TransferToggle.set(ctx, EVEN, false),
      call: () => transfer({ to: EVEN }),
    },
    {
      error: errors.StakeUnavailable,
      why: 'it is locked',
      arrange: () => lock(6n * ONE, STABLE),
      call: () => swap({ amount: 4n * ONE + 1n }),
    },
    {
      error: errors.AccountRejectsLockedAlpha,
      why: 'locked stake to somebody who did not agree',
      arrange: () => lock(6n * ONE, STABLE),
      call: () => transfer({ amount: 5n * ONE }),
    },
  ])('$error.name: $why', ({ error, arrange, call }) => {
    giveStake(ctx, STABLE, 10n * ONE)
    giveStake(ctx, EVEN, 10n * ONE)
    arrange?.()
    fails(ctx, call(), by, error)
  })

  test.each([move, transfer, swap, () => swapWithin(0n, true)])('BadOrigin for Root', (call) => {
    fails(ctx, call(), ROOT, { type: 'BadOrigin' })
  })

  test('just above the minimum crosses, and the minimum moves within', () => {
    giveStake(ctx, STABLE, 10n * ONE)
    succeeds(ctx, swap({ amount: 2_000_001n, to: ROOT_NETUID }), by)
    succeeds(ctx, move({ amount: 2_000_000n, to: STABLE }), by)
  })
})
