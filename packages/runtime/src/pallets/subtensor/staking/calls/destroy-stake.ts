import { AccountId32, AlphaRao, NetUid, option, Rao } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { addStake, addStakeLimit } from '../add-stake.ts'
import { burnStake, recycleStake } from '../destroy-stake.ts'
import { stakingWeights } from '../weights.ts'

const ARGS = { hotkey: AccountId32, amount: AlphaRao, netuid: NetUid } as const

/** Destroys alpha of the signer so that it can be emitted again. */
export const recycleAlpha = call(subtensor, ARGS, {
  index: 101,
  name: 'recycle_alpha',
  weight: stakingWeights.recycleAlpha,
  run(ctx, origin, { hotkey, amount, netuid }) {
    recycleStake(ctx, { coldkey: ensureSigned(origin), hotkey, netuid, amount })
  },
})

/** Destroys alpha of the signer for ever. */
export const burnAlpha = call(subtensor, ARGS, {
  index: 102,
  name: 'burn_alpha',
  weight: stakingWeights.burnAlpha,
  run(ctx, origin, { hotkey, amount, netuid }) {
    burnStake(ctx, { coldkey: ensureSigned(origin), hotkey, netuid, amount })
  },
})

/** Stakes TAO of the signer and burns what was bought, or does neither. */
export const addStakeBurn = call(
  subtensor,
  { hotkey: AccountId32, netuid: NetUid, amount: Rao, limit: option(Rao) },
  {
    index: 132,
    name: 'add_stake_burn',
    weight: stakingWeights.addStakeBurn,
    run: (ctx, origin, { hotkey, netuid, amount, limit }) =>
      ctx.transactional(() => {
        const whose = { coldkey: ensureSigned(origin), hotkey, netuid }
        const alpha =
          limit === undefined
            ? addStake(ctx, { ...whose, amount })
            : addStakeLimit(ctx, { ...whose, amount }, limit, false)
        burnStake(ctx, { ...whose, amount: alpha })
        ctx.deposit(events, { type: 'AddStakeBurn', value: { netuid, hotkey, amount, alpha } })
      }),
  },
)
