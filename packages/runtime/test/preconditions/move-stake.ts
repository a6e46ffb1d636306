import { alphaRao, rao } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { signed } from '../../src/frame/origin.ts'
import { errors } from '../../src/pallets/subtensor/errors.ts'
import { lockStake } from '../../src/pallets/subtensor/locks/calls/lock.ts'
import { setRejectLockedAlpha } from '../../src/pallets/subtensor/locks/calls/settings.ts'
import { TransferToggle } from '../../src/pallets/subtensor/storage/pools.ts'
import { succeeds } from '../helpers/expect-call.ts'
import {
  EVEN,
  friend,
  giveStake,
  HALF_PRICE,
  hotkey,
  NOWHERE,
  ONE,
  otherHotkey,
  setReserves,
  STABLE,
  staker,
} from '../pallets/subtensor/staking/staking-kit.ts'
import { breach, SIGNED } from './precondition.ts'
import type { Args, Breach, Precondition } from './precondition.ts'
import {
  byStaker as by,
  emptyPool,
  gone,
  LEAST,
  locked,
  newAuthor,
  nobodys,
  notStarted,
  poorSubnet,
  PriceLimitExceeded,
  ReservesTooLow,
  STAKE,
  staked as world,
  SwapInputTooLarge,
} from './staking-breaches.ts'

const { AmountTooLow, InsufficientLiquidity, SameNetuid, SlippageTooHigh, SubnetNotExists } = errors
const across: Args = {
  origin_netuid: EVEN,
  destination_netuid: HALF_PRICE,
  alpha_amount: alphaRao(50n * ONE),
}
const within: Args = { ...across, destination_netuid: EVEN }
const swapped: Args = { hotkey, ...across }
const [from, to] = ['origin_netuid', 'destination_netuid']

const exist: readonly Breach[] = [gone(from), gone(to)]
const started: readonly Breach[] = [notStarted(from), notStarted(to)]
/** What a sale comes to, before the subnets of a transfer and locks are asked. */
const sold = (slips: readonly Breach[] = []): readonly Breach[] => [
  emptyPool(InsufficientLiquidity, 'tao', from),
  // At a price of one less the fee that is the least at most, and more is asked for.
  breach(AmountTooLow, { args: { alpha_amount: LEAST } }),
  ...slips,
]
/** What the purchase comes to, once the sale is done. */
const bought = (args: Args = {}): readonly Breach[] => [
  poorSubnet,
  newAuthor({ alpha_amount: 2n * LEAST + 1_000n }),
  { ...emptyPool(ReservesTooLow, 'alpha', to), args, alone: true },
  breach(SwapInputTooLarge, {
    args,
    given: (ctx) => setReserves(ctx, HALF_PRICE, 1_000n * ONE, ONE / 100n),
    alone: true,
  }),
  breach(PriceLimitExceeded, {
    args,
    // 10 TAO for 1,000,000 of the smallest parts of alpha: 10,000,000 and more than any limit.
    given: (ctx) => setReserves(ctx, HALF_PRICE, 1_000_000n, 10_000n * ONE),
    alone: true,
  }),
]
const tooLittleWithin = breach(AmountTooLow, { args: { alpha_amount: LEAST - 1n } })

/** Gives twice the stake with a hotkey to a coldkey, and locks it for that. */
function lockAll(ctx: Context, coldkey: AccountId, on: AccountId): void {
  giveStake(ctx, EVEN, STAKE, coldkey, on)
  const amount = alphaRao(2n * STAKE)
  succeeds(ctx, lockStake.with({ hotkey: on, netuid: EVEN, amount }), signed(coldkey))
}

export const moveStake: readonly Precondition[] = [
  {
    call: 'SubtensorModule.move_stake',
    world,
    by,
    args: { origin_hotkey: hotkey, destination_hotkey: otherHotkey, ...across },
    breaches: [
      ...SIGNED,
      breach(SameNetuid, {
        args: { destination_hotkey: hotkey, origin_netuid: EVEN, destination_netuid: EVEN },
        spoils: ['hotkey'],
      }),
      ...exist,
      ...started,
      nobodys('origin_hotkey'),
      nobodys('destination_hotkey'),
      ...sold(),
      locked,
      ...bought(),
    ],
  },
  {
    call: 'SubtensorModule.move_stake',
    world,
    by,
    args: { origin_hotkey: hotkey, destination_hotkey: otherHotkey, ...within },
    breaches: [
      ...SIGNED,
      breach(SameNetuid, { args: { destination_hotkey: hotkey }, spoils: ['hotkey'] }),
      breach(SubnetNotExists, { args: { origin_netuid: NOWHERE, destination_netuid: NOWHERE } }),
      notStarted(from),
      nobodys('origin_hotkey'),
      nobodys('destination_hotkey'),
      tooLittleWithin,
    ],
  },
  {
    call: 'SubtensorModule.transfer_stake',
    world,
    by,
    args: { destination_coldkey: friend, ...swapped },
    breaches: [
      ...SIGNED,
      breach(SameNetuid, {
        args: { destination_coldkey: staker, origin_netuid: EVEN, destination_netuid: EVEN },
      }),
      ...exist,
      ...started,
      nobodys(),
      ...sold(),
      notTransferable(from),
      notTransferable(to),
      locked,
      ...bought(),
    ],
  },
  {
    call: 'SubtensorModule.transfer_stake',
    world,
    by,
    args: { destination_coldkey: friend, hotkey, ...within },
    breaches: [
      ...SIGNED,
      breach(SameNetuid, { args: { destination_coldkey: staker } }),
      breach(SubnetNotExists, { args: { origin_netuid: NOWHERE, destination_netuid: NOWHERE } }),
      notStarted(from),
      nobodys(),
      notTransferable(from),
      breach(errors.LockHotkeyMismatch, {
        given(ctx) {
          lockAll(ctx, staker, hotkey)
          lockAll(ctx, friend, otherHotkey)
        },
        spoils: ['lock'],
      }),
      breach(errors.AccountRejectsLockedAlpha, {
        given(ctx) {
          lockAll(ctx, staker, hotkey)
          succeeds(ctx, setRejectLockedAlpha.with({ enabled: true }), signed(friend))
        },
        spoils: ['lock'],
      }),
      { ...tooLittleWithin, alone: true },
    ],
  },
  {
    call: 'SubtensorModule.swap_stake',
    world,
    by,
    args: swapped,
    breaches: [
      ...SIGNED,
      breach(SameNetuid, { args: { destination_netuid: EVEN, origin_netuid: EVEN } }),
      ...exist,
      ...started,
      nobodys(),
      ...sold(),
      locked,
      ...bought(),
    ],
  },
  {
    call: 'SubtensorModule.swap_stake_limit',
    world,
    by,
    args: { ...swapped, limit_price: rao((ONE * 9n) / 10n), allow_partial: false },
    breaches: [
      ...SIGNED,
      breach(SameNetuid, { args: { destination_netuid: EVEN, origin_netuid: EVEN } }),
      ...exist,
      ...started,
      nobodys(),
      // (1000·2/3)/1.9 − 1000/3 = 17.5 alpha and not 50.
      ...sold([
        breach(SlippageTooHigh, { args: { limit_price: rao(1_900_000_000n) }, spoils: ['pool'] }),
      ]),
      locked,
      // No limit, as the pool that is bought from would set it to nothing.
      ...bought({ limit_price: 0n }),
    ],
  },
  {
    // To the stable subnet: a sale within a limit, whose errors come before all else.
    call: 'SubtensorModule.swap_stake_limit',
    world,
    by,
    args: {
      ...swapped,
      destination_netuid: STABLE,
      limit_price: rao(ONE / 4n),
      allow_partial: false,
    },
    breaches: [
      ...SIGNED,
      emptyPool(ReservesTooLow, 'tao', from),
      breach(PriceLimitExceeded, { args: { limit_price: rao(ONE + 1n) }, spoils: ['pool'] }),
      ...started,
      nobodys(),
      breach(SlippageTooHigh, { args: { limit_price: rao(999_990_000n) }, spoils: ['pool'] }),
      locked,
    ],
  },
]

function notTransferable(name: string): Breach {
  return breach(errors.TransferDisallowed, {
    given: (ctx, args) => TransferToggle.set(ctx, args[name] as NetUid, false),
  })
}
