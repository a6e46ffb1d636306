import { AccountId32, blake2128Concat, fixedBytes, twox64Concat } from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { optionalMap } from '../../frame/storage.ts'
import { multisig } from './id.ts'
import { MultisigOperation } from './types.ts'

/** BLAKE2b-256 of an encoded call. */
export const CallHash = fixedBytes(32)

/** Open operations by the multisig's account and the call's hash. */
export const Multisigs = optionalMap(
  multisig,
  'Multisigs',
  [hashed(twox64Concat, AccountId32), hashed(blake2128Concat, CallHash)],
  MultisigOperation,
)
