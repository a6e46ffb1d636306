import { accountId, concatBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'

const LENGTH = 32

/**
 * The account of a pallet that nobody has the key of: `modl`, the pallet's eight letters and what
 * tells its accounts apart, filled up with zeros.
 *
 * @param id eight ASCII letters
 * @param sub SCALE form of what the account is for, at most 20 bytes
 */
export function palletAccount(id: string, sub: Uint8Array = new Uint8Array()): AccountId {
  const account = new Uint8Array(LENGTH)
  account.set(concatBytes(new TextEncoder().encode(`modl${id}`), sub))
  return accountId(account)
}
