import { AccountId32, bool, NetUid, option } from '@plexus/primitives'
import { closedCall } from '../../../../frame/call.ts'
import { subtensor } from '../../id.ts'
import { keyWeights } from '../weights.ts'

/** Puts a new hotkey in the place of an old one, on one subnet or on all, stake included. */
export const swapHotkey = closedCall(
  subtensor,
  { hotkey: AccountId32, new_hotkey: AccountId32, netuid: option(NetUid) },
  { index: 70, name: 'swap_hotkey', weight: keyWeights.swapHotkey },
)

/** The same; the stake may stay with the old hotkey. */
export const swapHotkeyV2 = closedCall(
  subtensor,
  { hotkey: AccountId32, new_hotkey: AccountId32, netuid: option(NetUid), keep_stake: bool },
  { index: 72, name: 'swap_hotkey_v2', weight: keyWeights.swapHotkeyV2 },
)
