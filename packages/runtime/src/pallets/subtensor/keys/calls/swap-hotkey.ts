import { AccountId32, bool, NetUid, option } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { subtensor } from '../../id.ts'
import { swapHotkey as swapHotkeyOf } from '../swap-hotkey.ts'
import { keyWeights } from '../weights.ts'

/** Puts a new hotkey in the place of an old one, on one subnet or on all, stake included. */
export const swapHotkey = call(
  subtensor,
  { hotkey: AccountId32, new_hotkey: AccountId32, netuid: option(NetUid) },
  {
    index: 70,
    name: 'swap_hotkey',
    weight: keyWeights.swapHotkey,
    run(ctx, origin, { hotkey: oldHotkey, new_hotkey: newHotkey, netuid }) {
      const swap = { coldkey: ensureSigned(origin), oldHotkey, newHotkey, keepStake: false }
      return { actualWeight: swapHotkeyOf(ctx, swap, netuid) }
    },
  },
)

/** The same; the stake may stay with the old hotkey. */
export const swapHotkeyV2 = call(
  subtensor,
  { hotkey: AccountId32, new_hotkey: AccountId32, netuid: option(NetUid), keep_stake: bool },
  {
    index: 72,
    name: 'swap_hotkey_v2',
    weight: keyWeights.swapHotkeyV2,
    run(ctx, origin, { hotkey: oldHotkey, new_hotkey: newHotkey, netuid, keep_stake: keepStake }) {
      const swap = { coldkey: ensureSigned(origin), oldHotkey, newHotkey, keepStake }
      return { actualWeight: swapHotkeyOf(ctx, swap, netuid) }
    },
  },
)
