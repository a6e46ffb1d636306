import { AccountId32, equalBytes, NetUid } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { adoptHotkey } from '../../keys/ownership.ts'
import { isRegistered } from '../../registration/neurons.ts'
import { AutoStakeDestination, AutoStakeDestinationColdkeys } from '../../storage/keys.ts'
import { subnetExists } from '../../subnets/list.ts'
import { stakingWeights } from '../weights.ts'

/** Makes the signer the owner of a hotkey that nobody owns. */
export const tryAssociateHotkey = call(
  subtensor,
  { hotkey: AccountId32 },
  {
    index: 91,
    name: 'try_associate_hotkey',
    weight: stakingWeights.tryAssociateHotkey,
    run(ctx, origin, { hotkey }) {
      adoptHotkey(ctx, ensureSigned(origin), hotkey)
    },
  },
)

/** Says with which hotkey the incentives of the signer's miners on a subnet are staked. */
export const setColdkeyAutoStakeHotkey = call(
  subtensor,
  { netuid: NetUid, hotkey: AccountId32 },
  {
    index: 114,
    name: 'set_coldkey_auto_stake_hotkey',
    weight: stakingWeights.setColdkeyAutoStakeHotkey,
    run(ctx, origin, { netuid, hotkey }) {
      const coldkey = ensureSigned(origin)
      ensure(subnetExists(ctx, netuid), errors.SubnetNotExists)
      ensure(isRegistered(ctx, netuid, hotkey), errors.HotKeyNotRegisteredInSubNet)
      const isOther = (each: AccountId): boolean => !equalBytes(each, coldkey)
      const before = AutoStakeDestination.get(ctx, coldkey, netuid)
      if (before !== undefined) {
        ensure(!equalBytes(before, hotkey), errors.SameAutoStakeHotkeyAlreadySet)
        AutoStakeDestinationColdkeys.update(ctx, before, netuid, (all) => all.filter(isOther))
      }
      AutoStakeDestination.set(ctx, coldkey, netuid, hotkey)
      AutoStakeDestinationColdkeys.update(ctx, hotkey, netuid, (all) =>
        all.every(isOther) ? [...all, coldkey] : all,
      )
      const value = { coldkey, netuid, hotkey }
      ctx.deposit(events, { type: 'AutoStakeDestinationSet', value })
    },
  },
)
