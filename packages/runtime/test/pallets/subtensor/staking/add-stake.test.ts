import { alphaRao, fixedFromRaw, I96F32, Perquintill, rao } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../../../src/frame/origin.ts'
import { Authorities } from '../../../../src/pallets/aura/storage.ts'
import { setLock } from '../../../../src/pallets/balances/index.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import {
  addStake,
  addStakeLimit,
} from '../../../../src/pallets/subtensor/staking/calls/add-stake.ts'
import { addStakeBurn } from '../../../../src/pallets/subtensor/staking/calls/destroy-stake.ts'
import { TotalStake } from '../../../../src/pallets/subtensor/storage/emission.ts'
import { Delegates, StakingHotkeys } from '../../../../src/pallets/subtensor/storage/keys.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetTAO,
  SubnetTaoFlow,
  SubnetVolume,
  SubtokenEnabled,
} from '../../../../src/pallets/subtensor/storage/pools.ts'
import {
  RootClaimable,
  RootClaimed,
  StakingColdkeys,
} from '../../../../src/pallets/subtensor/storage/root-claim.ts'
import {
  LastColdkeyHotkeyStakeBlock,
  TotalHotkeyAlpha,
  TotalHotkeySharesV2,
} from '../../../../src/pallets/subtensor/storage/stake.ts'
import { subnetAccount } from '../../../../src/pallets/subtensor/subnets/account.ts'
import { BURN_ACCOUNT } from '../../../../src/pallets/subtensor/tao.ts'
import { errors as swapErrors } from '../../../../src/pallets/swap/errors.ts'
import { PalSwapInitialized, SwapBalancer } from '../../../../src/pallets/swap/storage.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import {
  author,
  EVEN,
  free,
  FUNDS,
  HALF_PRICE,
  hotkey,
  NOWHERE,
  ONE,
  owner,
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

const add = (amount: bigint, netuid = EVEN, on = hotkey) =>
  addStake.with({ hotkey: on, netuid, amount_staked: rao(amount) })

const addWithin = (amount: bigint, limit: bigint, allow_partial: boolean, netuid = HALF_PRICE) =>
  addStakeLimit.with({
    hotkey,
    netuid,
    amount_staked: rao(amount),
    limit_price: rao(limit),
    allow_partial,
  })

/** The events of the pallet alone. */
const own = (events: ReturnType<typeof succeeds>) =>
  events.filter(([name]) => name.startsWith('SubtensorModule.'))

describe('add_stake', () => {
  test('buys alpha at the price of the pool (spec 40-amm §10, example 1)', () => {
    const events = succeeds(ctx, add(10n * ONE), by)
    const [fee, paidIn, out] = [5_035_477n, 9_994_964_523n, 9_896_053_816n]
    expect(own(events)).toEqual([
      ['SubtensorModule.StakeAdded', [staker, hotkey, 10n * ONE, out, EVEN, fee]],
    ])
    expect(stakeIn(ctx, EVEN)).toBe(out)
    expect(SubnetAlphaIn.get(ctx, EVEN)).toBe(990_103_946_184n)
    expect(SubnetTAO.get(ctx, EVEN)).toBe(1_009_994_964_523n)
    expect(SubnetAlphaOut.get(ctx, EVEN)).toBe(out)
    expect(SubnetTaoFlow.get(ctx, EVEN)).toBe(paidIn)
    expect(SubnetVolume.get(ctx, EVEN)).toBe(10n * ONE)
    expect(TotalStake.get(ctx)).toBe(10n * ONE)
    expect(free(ctx)).toBe(FUNDS - 10n * ONE)
    expect(free(ctx, author)).toBe(ONE + fee)
    expect(free(ctx, subnetAccount(EVEN))).toBe(10_000n * ONE + paidIn)
    expect(StakingHotkeys.get(ctx, staker)).toEqual([hotkey])
    expect(LastColdkeyHotkeyStakeBlock.get(ctx, staker, hotkey)).toBe(1_000n)
    expect(Delegates.has(ctx, hotkey)).toBe(false)
  })

  test.each([
    // spec 40-amm §10, examples 3 and 7
    { alpha: 10n * ONE, tao: 10n * ONE, amount: ONE, fee: 503_547n, out: 908_674_735n },
    { alpha: 10n * ONE, tao: 10n * ONE, amount: 2_001_007n, fee: 1_007n, out: 1_999_600n },
  ])('a pool of $alpha and $tao gives $out for $amount', ({ alpha, tao, amount, fee, out }) => {
    setReserves(ctx, EVEN, alpha, tao)
    const events = succeeds(ctx, add(amount), by)
    expect(events.at(-1)?.[1]).toEqual([staker, hotkey, amount, out, EVEN, fee])
  })

  test('uneven weights count (example 11)', () => {
    setReserves(ctx, EVEN, 2_000n * ONE, 1_000n * ONE)
    SwapBalancer.set(ctx, EVEN, { quote: Perquintill.fromParts(600_000_000_000_000_000n) })
    PalSwapInitialized.set(ctx, EVEN, true)
    const events = succeeds(ctx, add(100n * ONE), by)
    const value = [staker, hotkey, 100n * ONE, 266_312_612_597n, EVEN, 50_354_772n]
    expect(events.at(-1)?.[1]).toEqual(value)
  })

  test('is one to one and free of fees where the subnet is stable', () => {
    succeeds(ctx, add(5n * ONE, STABLE), by)
    expect(stakeIn(ctx, STABLE)).toBe(5n * ONE)
    expect(free(ctx, author)).toBe(ONE)
    expect(SubnetTAO.get(ctx, STABLE)).toBe(5n * ONE)
  })

  test('on the root network claims nothing of before, and the coldkey is listed', () => {
    RootClaimable.set(ctx, hotkey, [[EVEN, fixedFromRaw(I96F32, 1n << 31n)]])
    succeeds(ctx, add(8n * ONE, ROOT_NETUID), by)
    // Half of what was staked is claimed already.
    expect(RootClaimed.get(ctx, EVEN, hotkey, staker)).toBe(4n * ONE)
    expect(StakingColdkeys.get(ctx, staker)).toBe(0n)
  })

  test('all that a coldkey has leaves it the existential deposit', () => {
    const events = succeeds(ctx, add(FUNDS, STABLE), by)
    expect(free(ctx)).toBe(500n)
    const staked = FUNDS - 500n
    expect(events.at(-1)?.[1]).toEqual([staker, hotkey, staked, staked, STABLE, 0n])
  })

  test('without an author the fee is burned', () => {
    Authorities.set(ctx, [])
    succeeds(ctx, add(10n * ONE), by)
    expect(free(ctx, BURN_ACCOUNT)).toBe(5_035_477n)
  })

  test.each([
    ['BadOrigin for Root', () => ROOT],
    ['BadOrigin for nobody', () => NONE],
  ])('%s', (_, origin) => {
    fails(ctx, add(ONE), origin(), { type: 'BadOrigin' })
  })

  test.each([
    {
      error: errors.InsufficientLiquidity,
      why: 'the pool could not take so much, whoever asks',
      arrange: () => SubtokenEnabled.remove(ctx, EVEN),
      call: () => add(1_000_000n * ONE + 1n),
    },
    { error: errors.SubnetNotExists, why: 'no subnet', call: () => add(ONE, NOWHERE) },
    {
      error: errors.SubtokenDisabled,
      why: 'it is not started',
      arrange: () => SubtokenEnabled.remove(ctx, EVEN),
      call: () => add(1n),
    },
    { error: errors.AmountTooLow, why: 'below minimum and fee', call: () => add(2_001_006n) },
    {
      error: errors.AmountTooLow,
      why: 'below the minimum without fee',
      call: () => add(1_999_999n, STABLE),
    },
    {
      error: errors.NotEnoughBalanceToStake,
      why: 'more than the balance',
      call: () => add(FUNDS + 1n, EVEN, stray),
    },
    {
      error: errors.NotEnoughBalanceToStake,
      why: 'frozen balance does not count',
      arrange: () => setLock(ctx, new TextEncoder().encode('eightchr'), staker, FUNDS - ONE, 'All'),
      call: () => add(ONE + 1n),
    },
    {
      error: errors.HotKeyAccountNotExists,
      why: 'nobody owns the hotkey',
      call: () => add(ONE, EVEN, stray),
    },
    {
      error: errors.InsufficientLiquidity,
      why: 'the reserves are too low to swap',
      arrange: () => setReserves(ctx, EVEN, 999_999n, 1_000n * ONE),
      call: () => add(ONE),
    },
    {
      error: errors.InsufficientLiquidity,
      why: 'the share pool cannot tell the amount from nothing',
      arrange: () => {
        // The least exponent there is: the shares of any amount are below it, so that none are left.
        TotalHotkeyAlpha.set(ctx, hotkey, STABLE, alphaRao(10n ** 19n))
        TotalHotkeySharesV2.set(ctx, hotkey, STABLE, {
          mantissa: 10n ** 21n,
          exponent: -(1n << 63n),
        })
      },
      call: () => add(ONE, STABLE),
    },
  ])('$error.name: $why', ({ error, arrange, call }) => {
    arrange?.()
    fails(ctx, call(), by, error)
  })
})

describe('add_stake_limit', () => {
  test('buys all where the limit allows it (example 4)', () => {
    const events = succeeds(ctx, addWithin(5n * ONE, 520_000_000n, false), by)
    expect(own(events)).toEqual([
      [
        'SubtensorModule.StakeAdded',
        [staker, hotkey, 5n * ONE, 9_896_053_817n, HALF_PRICE, 2_517_738n],
      ],
    ])
  })

  test.each([
    { amount: 100n * ONE, partial: true },
    { amount: 9_906_939_976n, partial: false },
  ])('buys up to the limit (example 5): $amount, partial $partial', ({ amount, partial }) => {
    const events = succeeds(ctx, addWithin(amount, 520_000_000n, partial), by)
    const value = [staker, hotkey, 9_906_939_976n, 19_419_324_308n, HALF_PRICE, 4_988_617n]
    expect(events.at(-1)?.[1]).toEqual(value)
    expect(SubnetTAO.get(ctx, HALF_PRICE)).toBe(509_901_951_359n)
  })

  test('makes the hotkey a delegate unless its owner stakes', () => {
    succeeds(ctx, addWithin(ONE, 520_000_000n, false), by)
    expect(Delegates.has(ctx, hotkey)).toBe(true)
    expect(Delegates.get(ctx, hotkey)).toBe(11_796)
    const fresh = stakingWorld()
    succeeds(fresh, addWithin(ONE / 2n, 520_000_000n, false), signed(owner))
    expect(Delegates.has(fresh, hotkey)).toBe(false)
  })

  test('a take that was set stays', () => {
    Delegates.set(ctx, hotkey, 77)
    succeeds(ctx, addWithin(ONE, 520_000_000n, false), by)
    expect(Delegates.get(ctx, hotkey)).toBe(77)
  })

  test.each([
    {
      error: errors.InsufficientLiquidity,
      why: 'more than a thousand times the reserve',
      call: () => addWithin(500_000n * ONE + 1n, 520_000_000n, true),
    },
    {
      error: swapErrors.PriceLimitExceeded,
      why: 'the price is above the limit',
      call: () => addWithin(ONE, 499_999_999n, true),
    },
    {
      error: errors.SlippageTooHigh,
      why: 'one rao more than the limit lets through',
      call: () => addWithin(9_906_939_977n, 520_000_000n, false),
    },
    {
      error: errors.SlippageTooHigh,
      why: 'below the price of a stable subnet',
      call: () => addWithin(ONE, ONE - 1n, false, STABLE),
    },
    {
      error: errors.AmountTooLow,
      why: 'the limit leaves less than the minimum',
      call: () => addWithin(ONE, ONE - 1n, true, STABLE),
    },
    {
      error: errors.SubnetNotExists,
      why: 'no subnet',
      call: () => addWithin(ONE, ONE, true, NOWHERE),
    },
  ])('$error.name: $why', ({ error, call }) => {
    fails(ctx, call(), by, error)
  })
})

describe('add_stake_burn', () => {
  const burn = (amount: bigint, limit?: bigint, netuid = EVEN) =>
    addStakeBurn.with({
      hotkey,
      netuid,
      amount: rao(amount),
      limit: limit === undefined ? undefined : rao(limit),
    })

  test('burns what it bought', () => {
    const out = 9_896_053_816n
    const events = succeeds(ctx, burn(10n * ONE), by)
    expect(own(events)).toEqual([
      ['SubtensorModule.StakeAdded', [staker, hotkey, 10n * ONE, out, EVEN, 5_035_477n]],
      ['SubtensorModule.AlphaBurned', [staker, hotkey, out, EVEN]],
      ['SubtensorModule.AddStakeBurn', { netuid: EVEN, hotkey, amount: 10n * ONE, alpha: out }],
    ])
    expect(stakeIn(ctx, EVEN)).toBe(0n)
    expect(SubnetAlphaOut.get(ctx, EVEN)).toBe(out)
  })

  test.each([
    { error: errors.SlippageTooHigh, call: () => burn(10n * ONE, 1_000_100_000n) },
    { error: swapErrors.PriceLimitExceeded, call: () => burn(10n * ONE, 1n) },
    {
      error: errors.CannotBurnOrRecycleOnRootSubnet,
      call: () => burn(ONE, undefined, ROOT_NETUID),
    },
    { error: errors.SubnetNotExists, call: () => burn(ONE, undefined, NOWHERE) },
    { error: errors.AmountTooLow, call: () => burn(ONE / 1_000n) },
  ])('$error.name leaves nothing staked', ({ error, call }) => {
    fails(ctx, call(), by, error)
  })

  test('BadOrigin for Root', () => {
    fails(ctx, burn(ONE), ROOT, { type: 'BadOrigin' })
  })
})
