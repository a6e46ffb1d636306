import { alphaRao, rao } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { errors } from '../../src/pallets/subtensor/errors.ts'
import { SubnetAlphaOut } from '../../src/pallets/subtensor/storage/pools.ts'
import {
  EVEN,
  giveStake,
  hotkey,
  NOWHERE,
  ONE,
  otherHotkey,
  ROOT_NETUID,
  setReserves,
  staker,
} from '../pallets/subtensor/staking/staking-kit.ts'
import { breach, each, SIGNED } from './precondition.ts'
import type { Args, Breach, Precondition } from './precondition.ts'
import {
  byStaker as by,
  disowned,
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
} from './staking-breaches.ts'

const { AmountTooLow, InsufficientLiquidity, NotEnoughStakeToWithdraw, SlippageTooHigh } = errors
const sell: Args = { hotkey, netuid: EVEN, amount_unstaked: alphaRao(50n * ONE) }
/** The even pool can only reach it with 1,000 alpha. */
const FAR = rao(ONE / 4n)
const NEAR = rao(999_990_000n)

/** More than 1,000 times the alpha of the pool. */
const thinPool = breach(InsufficientLiquidity, {
  given: (ctx, { netuid }) => setReserves(ctx, netuid as NetUid, ONE / 100n, ONE),
  spoils: ['pool', 'amount', 'amount_unstaked'],
})
/** One for which the pool gives nothing: its price is one half. */
const dust = (args: Args): Breach =>
  breach(InsufficientLiquidity, {
    args,
    given(ctx, { netuid }) {
      setReserves(ctx, netuid as NetUid, 1_000n * ONE, 500n * ONE)
      giveStake(ctx, netuid as NetUid, 1n, staker, otherHotkey)
    },
    alone: true,
  })
/** A hotkey with so much stake, for which the author gets a fee that is too little. */
const withLittle = (amount: bigint, wrong: Omit<Breach, 'error' | 'given'>) => ({
  ...wrong,
  alone: true,
  given: (ctx: Context): void => giveStake(ctx, EVEN, amount, staker, otherHotkey),
})
/** The author's part cannot begin an account. */
const littleForAuthor = (args: Args): Breach => {
  const little = withLittle(2n * LEAST, { args: { hotkey: otherHotkey, ...args } })
  const author = newAuthor({})
  return {
    ...author,
    ...little,
    given(ctx) {
      little.given(ctx)
      author.given?.(ctx, { netuid: EVEN })
    },
  }
}
/** A fee of one, for which the pool gives nothing at a price of one half. */
const feeOfOne = (args: Args): Breach => {
  const little = withLittle(2_000n, { args: { hotkey: otherHotkey, ...args } })
  return breach(ReservesTooLow, {
    ...little,
    given(ctx) {
      little.given(ctx)
      setReserves(ctx, EVEN, 1_000n * ONE, 500n * ONE)
    },
  })
}
const held: readonly Breach[] = [nobodys(), locked]
const paid: readonly Breach[] = [poorSubnet]
/** The subnet is gone and so is the stake, which is told later. */
const noStake = breach(AmountTooLow, { args: { hotkey: otherHotkey }, spoils: ['amount'] })
/** Its token is not enabled: that is told. */
const goneUnasked = breach(errors.SubtokenDisabled, { args: { netuid: NOWHERE }, alone: true })
const goneWithStake: Breach = {
  ...gone(),
  given(ctx, args) {
    gone().given?.(ctx, args)
    giveStake(ctx, NOWHERE, STAKE)
  },
}

export const removeStake: readonly Precondition[] = [
  {
    call: 'SubtensorModule.remove_stake',
    world,
    by,
    args: sell,
    breaches: [
      ...SIGNED,
      notStarted('netuid'),
      goneUnasked,
      thinPool,
      goneWithStake,
      breach(AmountTooLow, { args: { amount_unstaked: 0n } }),
      emptyPool(InsufficientLiquidity, 'tao'),
      breach(AmountTooLow, { args: { amount_unstaked: LEAST } }),
      ...held,
      ...paid,
      newAuthor({ amount_unstaked: 2n * LEAST }),
      feeOfOne({ amount_unstaked: 2_000n }),
    ],
  },
  {
    call: 'SubtensorModule.remove_stake_limit',
    world,
    by,
    args: { ...sell, limit_price: FAR, allow_partial: false },
    breaches: [
      ...SIGNED,
      thinPool,
      emptyPool(ReservesTooLow, 'tao'),
      breach(PriceLimitExceeded, { args: { limit_price: rao(ONE + 1n) }, spoils: ['pool'] }),
      goneWithStake,
      breach(AmountTooLow, { args: { amount_unstaked: 0n } }),
      breach(NotEnoughStakeToWithdraw, { args: { amount_unstaked: STAKE + 1n } }),
      dust({ amount_unstaked: 1n }),
      breach(AmountTooLow, { args: { amount_unstaked: LEAST } }),
      breach(SlippageTooHigh, { args: { limit_price: NEAR }, spoils: ['pool'] }),
      ...held,
      ...paid,
      newAuthor({ amount_unstaked: 2n * LEAST }),
      feeOfOne({ amount_unstaked: 2_000n }),
    ],
  },
  {
    call: 'SubtensorModule.remove_stake_full_limit',
    world,
    by,
    args: { hotkey, netuid: EVEN, limit_price: FAR },
    breaches: [
      ...SIGNED,
      thinPool,
      emptyPool(ReservesTooLow, 'tao'),
      breach(PriceLimitExceeded, { args: { limit_price: rao(ONE + 1n) }, spoils: ['pool'] }),
      goneWithStake,
      noStake,
      dust({ hotkey: otherHotkey }),
      breach(SlippageTooHigh, { args: { limit_price: NEAR }, spoils: ['pool'] }),
      ...held,
      ...paid,
    ],
  },
  {
    call: 'SubtensorModule.remove_stake_full_limit',
    world,
    by,
    args: { hotkey, netuid: EVEN, limit_price: undefined },
    breaches: [
      ...SIGNED,
      notStarted('netuid'),
      goneUnasked,
      thinPool,
      goneWithStake,
      noStake,
      emptyPool(InsufficientLiquidity, 'tao'),
      ...held,
      ...paid,
      littleForAuthor({}),
      feeOfOne({}),
    ],
  },
  {
    call: 'SubtensorModule.unstake_all',
    world,
    by,
    args: { hotkey },
    breaches: [
      ...SIGNED,
      disowned,
      { ...poorSubnet, ...poorEven() },
      littleForAuthor({}),
      feeOfOne({}),
    ],
  },
  {
    call: 'SubtensorModule.unstake_all_alpha',
    world,
    by,
    args: { hotkey },
    breaches: [
      ...SIGNED,
      disowned,
      { ...poorSubnet, ...poorEven() },
      littleForAuthor({}),
      feeOfOne({}),
      breach(AmountTooLow, { args: { hotkey: otherHotkey }, alone: true }),
    ],
  },
  ...each(['recycle_alpha', 'burn_alpha'], (name) => ({
    call: `SubtensorModule.${name}`,
    world,
    by,
    args: { hotkey, netuid: EVEN, amount: alphaRao(STAKE) },
    breaches: [
      ...SIGNED,
      gone(),
      breach(errors.CannotBurnOrRecycleOnRootSubnet, { args: { netuid: ROOT_NETUID } }),
      notStarted('netuid'),
      nobodys(),
      breach(InsufficientLiquidity, {
        given: (ctx, { netuid }) => SubnetAlphaOut.set(ctx, netuid as NetUid, alphaRao(STAKE - 1n)),
      }),
      locked,
    ],
  })),
]

function poorEven(): Partial<Breach> {
  return { given: (ctx, args) => poorSubnet.given?.(ctx, { ...args, netuid: EVEN }) }
}
