import { AccountId32, AlphaRao, bool, NetUid, Rao } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import type { Context } from '../../../../frame/context.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import type { Origin } from '../../../../frame/origin.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { transitionStake } from '../transition.ts'
import type { Transition } from '../validate-transition.ts'
import { stakingWeights } from '../weights.ts'

const ARGS = {
  hotkey: AccountId32,
  origin_netuid: NetUid,
  destination_netuid: NetUid,
  alpha_amount: AlphaRao,
} as const

/** Moves stake of the signer to another subnet. */
export const swapStake = call(subtensor, ARGS, {
  index: 87,
  name: 'swap_stake',
  weight: stakingWeights.swapStake,
  run: (ctx, origin, args) => swapStakeOf(ctx, origin, args),
})

/** Moves stake of the signer to another subnet; the limit is a ratio of prices times 10⁹. */
export const swapStakeLimit = call(
  subtensor,
  { ...ARGS, limit_price: Rao, allow_partial: bool },
  {
    index: 90,
    name: 'swap_stake_limit',
    weight: stakingWeights.swapStakeLimit,
    run: (ctx, origin, args) =>
      swapStakeOf(ctx, origin, args, {
        limit: { price: args.limit_price, allowPartial: args.allow_partial },
      }),
  },
)

interface SwapArgs {
  readonly hotkey: AccountId
  readonly origin_netuid: NetUid
  readonly destination_netuid: NetUid
  readonly alpha_amount: AlphaRao
}

function swapStakeOf(
  ctx: Context,
  origin: Origin,
  { hotkey, origin_netuid, destination_netuid, alpha_amount }: SwapArgs,
  terms: Pick<Transition, 'limit'> = {},
): void {
  const coldkey = ensureSigned(origin)
  const tao = transitionStake(ctx, {
    from: { coldkey, hotkey, netuid: origin_netuid },
    to: { coldkey, hotkey, netuid: destination_netuid },
    amount: alpha_amount,
    isTransfer: false,
    ...terms,
  })
  const value = [coldkey, hotkey, origin_netuid, destination_netuid, tao] as const
  ctx.deposit(events, { type: 'StakeSwapped', value })
}
