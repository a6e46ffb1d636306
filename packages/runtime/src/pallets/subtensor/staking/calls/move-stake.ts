import { AccountId32, AlphaRao, NetUid } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { transitionStake } from '../transition.ts'
import { stakingWeights } from '../weights.ts'

/** Moves stake of the signer to another hotkey, on the same or another subnet. */
export const moveStake = call(
  subtensor,
  {
    origin_hotkey: AccountId32,
    destination_hotkey: AccountId32,
    origin_netuid: NetUid,
    destination_netuid: NetUid,
    alpha_amount: AlphaRao,
  },
  {
    index: 85,
    name: 'move_stake',
    weight: stakingWeights.moveStake,
    run(ctx, origin, args) {
      const coldkey = ensureSigned(origin)
      const { origin_hotkey, destination_hotkey, origin_netuid, destination_netuid } = args
      const tao = transitionStake(ctx, {
        from: { coldkey, hotkey: origin_hotkey, netuid: origin_netuid },
        to: { coldkey, hotkey: destination_hotkey, netuid: destination_netuid },
        amount: args.alpha_amount,
        isTransfer: false,
      })
      const places = [origin_hotkey, origin_netuid, destination_hotkey, destination_netuid] as const
      ctx.deposit(events, { type: 'StakeMoved', value: [coldkey, ...places, tao] })
    },
  },
)

/** Gives stake of the signer to another coldkey, on the same or another subnet. */
export const transferStake = call(
  subtensor,
  {
    destination_coldkey: AccountId32,
    hotkey: AccountId32,
    origin_netuid: NetUid,
    destination_netuid: NetUid,
    alpha_amount: AlphaRao,
  },
  {
    index: 86,
    name: 'transfer_stake',
    weight: stakingWeights.transferStake,
    run(ctx, origin, args) {
      const coldkey = ensureSigned(origin)
      const { destination_coldkey, hotkey, origin_netuid, destination_netuid } = args
      const tao = transitionStake(ctx, {
        from: { coldkey, hotkey, netuid: origin_netuid },
        to: { coldkey: destination_coldkey, hotkey, netuid: destination_netuid },
        amount: args.alpha_amount,
        isTransfer: true,
      })
      const keys = [coldkey, destination_coldkey, hotkey] as const
      const value = [...keys, origin_netuid, destination_netuid, tao] as const
      ctx.deposit(events, { type: 'StakeTransferred', value })
    },
  },
)
