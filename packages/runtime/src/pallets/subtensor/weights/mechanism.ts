import { mechId } from '@plexus/primitives'
import type { MechId, NetUid } from '@plexus/primitives'

/** Where weights are set: a mechanism of a subnet. */
export interface Mechanism {
  readonly netuid: NetUid
  readonly mechid: MechId
}

/** The mechanism that every subnet has. */
export const MAIN = mechId(0)
