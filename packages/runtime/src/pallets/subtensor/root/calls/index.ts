import type { Call } from '../../../../frame/call.ts'
import { claimRoot } from './claim-root.ts'
import { setNumRootClaims, setRootClaimThreshold } from './root-claim-limits.ts'
import { setRootClaimType } from './set-root-claim-type.ts'

/** Calls of this part of the pallet. */
export const rootCalls: readonly Call[] = [
  claimRoot,
  setRootClaimType,
  setNumRootClaims,
  setRootClaimThreshold,
] as readonly Call[]
