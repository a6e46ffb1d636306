import { AccountId32, AlphaRao, NetUid } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { subtensor } from '../../id.ts'
import { lockStake as lockStakeOf } from '../lock-stake.ts'
import { moveLock as moveLockOf } from '../move-lock.ts'
import { locksWeights } from '../weights.ts'

/** Locks stake of the signer to a hotkey. */
export const lockStake = call(
  subtensor,
  { hotkey: AccountId32, netuid: NetUid, amount: AlphaRao },
  {
    index: 136,
    name: 'lock_stake',
    weight: locksWeights.lockStake,
    run(ctx, origin, { hotkey, netuid, amount }) {
      lockStakeOf(ctx, ensureSigned(origin), netuid, hotkey, amount)
    },
  },
)

/** Puts the signer's lock on another hotkey. */
export const moveLock = call(
  subtensor,
  { destination_hotkey: AccountId32, netuid: NetUid },
  {
    index: 137,
    name: 'move_lock',
    weight: locksWeights.moveLock,
    run(ctx, origin, { destination_hotkey, netuid }) {
      moveLockOf(ctx, ensureSigned(origin), destination_hotkey, netuid)
    },
  },
)
