import type { Call, RuntimeCall } from '../../../frame/call.ts'
import { errors } from '../errors.ts'
import {
  announceColdkeySwap,
  clearColdkeySwapAnnouncement,
  disputeColdkeySwap,
  swapColdkeyAnnounced,
} from '../keys/calls/swap-coldkey.ts'
import { ColdkeySwapAnnouncements, ColdkeySwapDisputes } from '../storage/limits.ts'
import type { Guard } from './guard.ts'

const SWAP_CALLS: readonly Call[] = [
  announceColdkeySwap,
  swapColdkeyAnnounced,
  disputeColdkeySwap,
  clearColdkeySwapAnnouncement,
]
/** Encrypted transactions: `MevShield.submit_encrypted`. */
const SHIELD_PALLET = 30
const SUBMIT_ENCRYPTED = 1

/** A coldkey that announced its swap may do nothing else; a disputed one nothing at all. */
export const checkColdkeySwap: Guard = (ctx, who, call) => {
  if (!ColdkeySwapAnnouncements.has(ctx, who)) return undefined
  if (ColdkeySwapDisputes.has(ctx, who)) return errors.ColdkeySwapDisputed
  return isAllowed(call) ? undefined : errors.ColdkeySwapAnnounced
}

const isAllowed = ({ call }: RuntimeCall): boolean =>
  SWAP_CALLS.includes(call) ||
  (call.pallet.index === SHIELD_PALLET && call.index === SUBMIT_ENCRYPTED)
