import type { Call } from '../../../../frame/call.ts'

/** Calls of this part of the pallet. */
export const locksCalls: readonly Call[] = []
