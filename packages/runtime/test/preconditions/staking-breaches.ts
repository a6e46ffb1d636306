import { alphaRao, rao } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { signed } from '../../src/frame/origin.ts'
import { Authorities } from '../../src/pallets/aura/storage.ts'
import { errors } from '../../src/pallets/subtensor/errors.ts'
import { lockStake } from '../../src/pallets/subtensor/locks/calls/lock.ts'
import { Owner } from '../../src/pallets/subtensor/storage/keys.ts'
import { SubnetMechanism, SubtokenEnabled } from '../../src/pallets/subtensor/storage/pools.ts'
import { subnetAccount } from '../../src/pallets/subtensor/subnets/account.ts'
import { errors as swapErrors } from '../../src/pallets/swap/errors.ts'
import { FeeRate } from '../../src/pallets/swap/storage.ts'
import { Account } from '../../src/pallets/system/storage.ts'
import { succeeds } from '../helpers/expect-call.ts'
import { account } from '../helpers/test-context.ts'
import {
  EVEN,
  friend,
  giveStake,
  hotkey,
  NOWHERE,
  ONE,
  ROOT_NETUID,
  setReserves,
  STABLE,
  staker,
  stakeIn,
  stakingWorld,
  stray,
} from '../pallets/subtensor/staking/staking-kit.ts'
import { breach } from './precondition.ts'
import type { Args, Breach } from './precondition.ts'

export const byStaker = signed(staker)
/** The least that is staked or unstaked, in rao. */
export const LEAST = 2_000_000n
/** What the staker has with its hotkey wherever it has something. */
export const STAKE = 100n * ONE

/** The staker and a friend have stake with a hotkey on the even, the stable and the root subnet. */
export function staked(): Context {
  const ctx = stakingWorld()
  for (const netuid of [EVEN, STABLE, ROOT_NETUID]) {
    giveStake(ctx, netuid, STAKE)
    giveStake(ctx, netuid, STAKE, friend)
  }
  return ctx
}

/** The subnet that a call is about, the origin where there are two. */
export const subnetOf = (args: Args): NetUid => (args['netuid'] ?? args['origin_netuid']) as NetUid

/** A subnet that is not there, and would be a pool of nothing with a token that is enabled. */
export const gone = (name = 'netuid'): Breach =>
  breach(errors.SubnetNotExists, {
    args: { [name]: NOWHERE },
    given: (ctx) => SubtokenEnabled.set(ctx, NOWHERE, true),
    spoils: ['pool', 'token'],
  })

/** The subnet is not started. */
export const notStarted = (name: string): Breach =>
  breach(errors.SubtokenDisabled, {
    given: (ctx, args) => SubtokenEnabled.remove(ctx, args[name] as NetUid),
    spoils: ['token'],
  })

/** Nobody owns the hotkey, though it has stake. */
export const nobodys = (name = 'hotkey'): Breach =>
  breach(errors.HotKeyAccountNotExists, {
    args: { [name]: stray },
    given(ctx) {
      for (const netuid of [EVEN, STABLE]) giveStake(ctx, netuid, STAKE, staker, stray)
    },
    spoils: ['hotkey'],
  })

/** Nobody owns the hotkey any more. */
export const disowned = breach(errors.HotKeyAccountNotExists, {
  given: (ctx) => Owner.remove(ctx, hotkey),
})

/** All that there is is locked but for one. */
export const locked = breach(errors.StakeUnavailable, {
  given(ctx, args) {
    const netuid = subnetOf(args)
    if (stakeIn(ctx, netuid) < STAKE) return
    const call = lockStake.with({ hotkey, netuid, amount: alphaRao(STAKE - 1n) })
    succeeds(ctx, call, byStaker)
  },
})

/** The author of the block has no account, and a fee of 1/65,535 is too little to begin one. */
export const newAuthor = (args: Args): Breach =>
  breach(
    { type: 'Token', value: 'BelowMinimum' },
    {
      args,
      given(ctx, { netuid, origin_netuid }) {
        Authorities.set(ctx, [account(77)])
        FeeRate.set(ctx, (netuid ?? origin_netuid) as NetUid, 1)
      },
      alone: true,
    },
  )

/** The subnet's account does not hold what it owes. */
export const poorSubnet = breach(errors.InsufficientBalance, {
  given: (ctx, args) => Account.remove(ctx, subnetAccount(subnetOf(args))),
  alone: true,
})

/** So little TAO or alpha in the pool that the other cannot be bought. */
export const emptyPool = (error: Breach['error'], side: 'alpha' | 'tao', name = 'netuid'): Breach =>
  breach(error, {
    given(ctx, args) {
      const [alpha, tao] = side === 'alpha' ? [999_999n, 1_000n * ONE] : [1_000n * ONE, 999_999n]
      SubnetMechanism.set(ctx, args[name] as NetUid, 1)
      setReserves(ctx, args[name] as NetUid, alpha, tao)
    },
    spoils: ['pool'],
  })
export const { ReservesTooLow, PriceLimitExceeded, SwapInputTooLarge } = swapErrors

/** The coldkey's balance is so many rao. */
export const balanceIs = (ctx: Context, free: bigint): void =>
  Account.update(ctx, staker, (it) => ({ ...it, data: { ...it.data, free: rao(free) } }))
