import type { Call } from '../../../../frame/call.ts'
import { lockStake, moveLock } from './lock.ts'
import { setPerpetualLock, setRejectLockedAlpha } from './settings.ts'

/** Calls of this part of the pallet. */
export const locksCalls: readonly Call[] = [
  lockStake,
  moveLock,
  setPerpetualLock,
  setRejectLockedAlpha,
]
