import type { Call } from '../../../../frame/call.ts'
import {
  setChildkeyTake,
  sudoSetMaxChildkeyTake,
  sudoSetMinChildkeyTake,
  sudoSetTxChildkeyTakeRateLimit,
} from './childkey-take.ts'
import {
  setAutoParentDelegationEnabled,
  setChildren,
  setPendingChildkeyCooldown,
} from './set-children.ts'

/** Calls of this part of the pallet. */
export const childrenCalls: readonly Call[] = [
  setChildren,
  sudoSetTxChildkeyTakeRateLimit,
  setChildkeyTake,
  sudoSetMinChildkeyTake,
  sudoSetMaxChildkeyTake,
  setPendingChildkeyCooldown,
  setAutoParentDelegationEnabled,
]
