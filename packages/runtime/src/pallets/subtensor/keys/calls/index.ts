import type { Call } from '../../../../frame/call.ts'
import { associateEvmKey } from './associate-evm-key.ts'
import { decreaseTake, increaseTake } from './delegate-take.ts'
import { setIdentity } from './set-identity.ts'
import {
  announceColdkeySwap,
  clearColdkeySwapAnnouncement,
  disputeColdkeySwap,
  resetColdkeySwap,
  scheduleSwapColdkey,
  swapColdkey,
  swapColdkeyAnnounced,
} from './swap-coldkey.ts'
import { swapHotkey, swapHotkeyV2 } from './swap-hotkey.ts'

/** Calls of this part of the pallet. */
export const keysCalls: readonly Call[] = [
  decreaseTake,
  increaseTake,
  setIdentity,
  swapHotkey,
  swapColdkey,
  swapHotkeyV2,
  scheduleSwapColdkey,
  associateEvmKey,
  announceColdkeySwap,
  swapColdkeyAnnounced,
  disputeColdkeySwap,
  resetColdkeySwap,
  clearColdkeySwapAnnouncement,
]
