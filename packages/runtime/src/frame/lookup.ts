import type { AccountId, MultiAddress } from '@plexus/primitives'
import { failWith } from './dispatch-error.ts'

/** The account of an address; this chain resolves plain ids only. @throws DispatchFailure CannotLookup */
export function lookup(address: MultiAddress): AccountId {
  return address.type === 'Id' ? address.value : failWith({ type: 'CannotLookup' })
}
