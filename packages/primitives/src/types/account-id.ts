import { fixedBytes } from '../scale/bytes.ts'
import { newtype } from '../scale/struct.ts'
import type { Type } from '../scale/type.ts'
import { RangeViolation } from './brand.ts'
import type { Brand } from './brand.ts'

/** A 32-byte account: a public key, or an address derived from something else. */
export type AccountId = Brand<Uint8Array, 'AccountId'>

/** Brands 32 bytes as an account. @throws RangeViolation on another length. */
export function accountId(bytes: Uint8Array): AccountId {
  if (bytes.length !== 32) throw new RangeViolation('account of 32 bytes', bytes.length)
  return bytes as AccountId
}

/** `sp_core::crypto::AccountId32`: the type that metadata must list first (spec: 76-metadata §2). */
export const AccountId32: Type<AccountId> = newtype(fixedBytes(32), [
  'sp_core',
  'crypto',
  'AccountId32',
]) as Type<AccountId>
