import { rao } from '@plexus/primitives'
import { errors } from '../../src/pallets/subtensor/errors.ts'
import { EVEN, hotkey, ONE, ROOT_NETUID } from '../pallets/subtensor/staking/staking-kit.ts'
import { breach, SIGNED } from './precondition.ts'
import type { Args, Breach, Precondition } from './precondition.ts'
import {
  balanceIs,
  byStaker as by,
  emptyPool,
  gone,
  LEAST,
  newAuthor,
  nobodys,
  notStarted,
  PriceLimitExceeded,
  ReservesTooLow,
  staked as world,
} from './staking-breaches.ts'

const { AmountTooLow, InsufficientLiquidity, SlippageTooHigh } = errors
/** A limit of the price that the even pool, at 1, can only reach with 1,000 TAO. */
const FAR = rao(4n * ONE)
/** One that it reaches with 5,000,000 rao: (1 + t/1000)² for t = 0.005. */
const NEAR = rao(1_000_010_000n)

/** More than 1,000 times what the pool has. */
const tooMuch = (name: string): Breach =>
  breach(InsufficientLiquidity, { args: { [name]: rao(1_000_000n * ONE + 1n) }, spoils: ['pool'] })

/** What holds for all TAO that is staked, from the existence of the subnet on. */
const staking = (name: string, slips: readonly Breach[]): readonly Breach[] => [
  gone(),
  notStarted('netuid'),
  breach(AmountTooLow, { args: { [name]: rao(LEAST) } }),
  ...slips,
  breach(errors.NotEnoughBalanceToStake, { given: (ctx) => balanceIs(ctx, ONE - 1n) }),
  nobodys(),
]
const slips = breach(SlippageTooHigh, { args: { limit_price: NEAR } })
const limited: readonly Breach[] = [
  emptyPool(ReservesTooLow, 'alpha'),
  breach(PriceLimitExceeded, {
    args: { limit_price: rao(ONE - 1n) },
    // Subnets without a pool have no price that could be beyond the limit.
    spoils: ['pool'],
  }),
]
const buy = (name: string): Args => ({ hotkey, netuid: EVEN, [name]: rao(ONE) })
const burnt: readonly Breach[] = [
  breach(errors.CannotBurnOrRecycleOnRootSubnet, { args: { netuid: ROOT_NETUID }, alone: true }),
]

export const addStake: readonly Precondition[] = [
  {
    call: 'SubtensorModule.add_stake',
    world,
    by,
    args: buy('amount_staked'),
    breaches: [
      ...SIGNED,
      tooMuch('amount_staked'),
      ...staking('amount_staked', []),
      emptyPool(InsufficientLiquidity, 'alpha'),
      newAuthor({ amount_staked: rao(2n * LEAST) }),
    ],
  },
  {
    call: 'SubtensorModule.add_stake_limit',
    world,
    by,
    args: { ...buy('amount_staked'), limit_price: FAR, allow_partial: false },
    breaches: [
      ...SIGNED,
      tooMuch('amount_staked'),
      ...limited,
      ...staking('amount_staked', [slips]),
      // A limit that lets less through than the least, which is no matter of slippage.
      breach(AmountTooLow, {
        args: { limit_price: rao(1_000_000_100n), allow_partial: true },
        alone: true,
      }),
      newAuthor({ amount_staked: rao(2n * LEAST) }),
    ],
  },
  {
    call: 'SubtensorModule.add_stake_burn',
    world,
    by,
    args: { ...buy('amount'), limit: undefined },
    breaches: [
      ...SIGNED,
      tooMuch('amount'),
      ...staking('amount', []),
      emptyPool(InsufficientLiquidity, 'alpha'),
      newAuthor({ amount: rao(2n * LEAST) }),
      ...burnt,
    ],
  },
  {
    call: 'SubtensorModule.add_stake_burn',
    world,
    by,
    args: { ...buy('amount'), limit: FAR },
    breaches: [
      ...SIGNED,
      tooMuch('amount'),
      emptyPool(ReservesTooLow, 'alpha'),
      breach(PriceLimitExceeded, { args: { limit: rao(ONE - 1n) }, spoils: ['pool'] }),
      ...staking('amount', [breach(SlippageTooHigh, { args: { limit: NEAR }, spoils: ['pool'] })]),
      newAuthor({ amount: rao(2n * LEAST) }),
      ...burnt,
    ],
  },
]
