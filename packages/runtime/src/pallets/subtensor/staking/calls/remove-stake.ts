import { AccountId32, AlphaRao, bool, NetUid, option, Rao } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { subtensor } from '../../id.ts'
import { removeStake as sellAtAnyPrice, removeStakeLimit as sellWithin } from '../remove-stake.ts'
import { stakeOf } from '../stake.ts'
import { stakingWeights } from '../weights.ts'

/** Unstakes alpha of the signer. */
export const removeStake = call(
  subtensor,
  { hotkey: AccountId32, netuid: NetUid, amount_unstaked: AlphaRao },
  {
    index: 3,
    name: 'remove_stake',
    weight: stakingWeights.removeStake,
    run(ctx, origin, { hotkey, netuid, amount_unstaked: amount }) {
      sellAtAnyPrice(ctx, { coldkey: ensureSigned(origin), hotkey, netuid, amount })
    },
  },
)

/** Unstakes alpha of the signer as long as the price stays within a limit, in rao per alpha. */
export const removeStakeLimit = call(
  subtensor,
  {
    hotkey: AccountId32,
    netuid: NetUid,
    amount_unstaked: AlphaRao,
    limit_price: Rao,
    allow_partial: bool,
  },
  {
    index: 89,
    name: 'remove_stake_limit',
    weight: stakingWeights.removeStakeLimit,
    run(ctx, origin, { hotkey, netuid, amount_unstaked: amount, limit_price, allow_partial }) {
      const request = { coldkey: ensureSigned(origin), hotkey, netuid, amount }
      sellWithin(ctx, request, limit_price, allow_partial)
    },
  },
)

/** Unstakes all alpha that the signer has with a hotkey on a subnet. */
export const removeStakeFullLimit = call(
  subtensor,
  { hotkey: AccountId32, netuid: NetUid, limit_price: option(Rao) },
  {
    index: 103,
    name: 'remove_stake_full_limit',
    weight: stakingWeights.removeStakeFullLimit,
    run(ctx, origin, { hotkey, netuid, limit_price }) {
      const coldkey = ensureSigned(origin)
      const amount = stakeOf(ctx, hotkey, coldkey, netuid)
      const request = { coldkey, hotkey, netuid, amount }
      if (limit_price === undefined) sellAtAnyPrice(ctx, request)
      else sellWithin(ctx, request, limit_price, false)
    },
  },
)
