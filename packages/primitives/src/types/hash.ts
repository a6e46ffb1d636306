import { fixedBytes } from '../scale/bytes.ts'
import { newtype } from '../scale/struct.ts'
import type { Type } from '../scale/type.ts'
import { RangeViolation } from './brand.ts'
import type { Brand } from './brand.ts'

/** A 32-byte hash. */
export type Hash = Brand<Uint8Array, 'Hash'>

/** Brands 32 bytes as a hash. @throws RangeViolation on another length. */
export function hash(bytes: Uint8Array): Hash {
  if (bytes.length !== 32) throw new RangeViolation('hash of 32 bytes', bytes.length)
  return bytes as Hash
}

/** `primitive_types::H256`. */
export const H256: Type<Hash> = newtype(fixedBytes(32), ['primitive_types', 'H256']) as Type<Hash>

/** `primitive_types::H160`, an Ethereum address. */
export const H160: Type<Uint8Array> = newtype(fixedBytes(20), ['primitive_types', 'H160'])
