import { AccountId32, bool, NetUid, Rao } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { subtensor } from '../../id.ts'
import { addStake as stakeAtAnyPrice, addStakeLimit as stakeWithin } from '../add-stake.ts'
import { stakingWeights } from '../weights.ts'

/** Stakes TAO of the signer with a hotkey. */
export const addStake = call(
  subtensor,
  { hotkey: AccountId32, netuid: NetUid, amount_staked: Rao },
  {
    index: 2,
    name: 'add_stake',
    weight: stakingWeights.addStake,
    run(ctx, origin, { hotkey, netuid, amount_staked: amount }) {
      stakeAtAnyPrice(ctx, { coldkey: ensureSigned(origin), hotkey, netuid, amount })
    },
  },
)

/** Stakes TAO of the signer as long as the price stays within a limit, in rao per alpha. */
export const addStakeLimit = call(
  subtensor,
  {
    hotkey: AccountId32,
    netuid: NetUid,
    amount_staked: Rao,
    limit_price: Rao,
    allow_partial: bool,
  },
  {
    index: 88,
    name: 'add_stake_limit',
    weight: stakingWeights.addStakeLimit,
    run(ctx, origin, { hotkey, netuid, amount_staked: amount, limit_price, allow_partial }) {
      const request = { coldkey: ensureSigned(origin), hotkey, netuid, amount }
      stakeWithin(ctx, request, limit_price, allow_partial)
    },
  },
)
