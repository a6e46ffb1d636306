import type { RuntimeCall } from '../../../frame/call.ts'
import { errors } from '../errors.ts'
import { subtensor } from '../id.ts'
import { ColdkeySwapAnnouncements, ColdkeySwapDisputes } from '../storage/limits.ts'
import type { Guard } from './guard.ts'

/** Announcing anew, swapping, disputing and taking the announcement back. */
const SWAP_CALLS = [125, 126, 127, 133]
/** Encrypted transactions: `MevShield.submit_encrypted`. */
const SHIELD_PALLET = 30
const SUBMIT_ENCRYPTED = 1

/** A coldkey that announced its swap may do nothing else; a disputed one nothing at all. */
export const checkColdkeySwap: Guard = (ctx, who, call) => {
  if (!ColdkeySwapAnnouncements.has(ctx, who)) return undefined
  if (ColdkeySwapDisputes.has(ctx, who)) return errors.ColdkeySwapDisputed
  return isAllowed(call) ? undefined : errors.ColdkeySwapAnnounced
}

function isAllowed({ call: { pallet, index } }: RuntimeCall): boolean {
  if (pallet.index === subtensor.index) return SWAP_CALLS.includes(index)
  return pallet.index === SHIELD_PALLET && index === SUBMIT_ENCRYPTED
}
