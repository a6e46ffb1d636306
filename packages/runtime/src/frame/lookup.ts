import type { AccountId, MultiAddress } from '@plexus/primitives'
import { failWith } from './dispatch-error.ts'

/** The account of an address argument. @throws DispatchFailure CannotLookup unless it is an `Id` */
export function lookup(address: MultiAddress): AccountId {
  return address.type === 'Id' ? address.value : failWith({ type: 'CannotLookup' })
}
