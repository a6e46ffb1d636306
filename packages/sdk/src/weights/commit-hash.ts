import { blake2b } from '@noble/hashes/blake2.js'
import { encode, fixedBytes, struct, u16, u64, vec } from '@plexus/primitives'
import { ensureHotkey, ensureParallel, ensureU16s, ensureVersionKey } from './checks.ts'
import { netuidIndex } from './netuid-index.ts'

/** What a validator commits to and later reveals. */
export interface WeightsCommitment {
  /** Public key of the committing hotkey, 32 bytes. */
  readonly hotkey: Uint8Array
  readonly netuid: number
  /** 0 where the subnet has one mechanism. */
  readonly mechid: number
  /** As they will be revealed, in the same order. */
  readonly uids: readonly number[]
  readonly values: readonly number[]
  /** u16 words; see `randomSalt`. */
  readonly salt: readonly number[]
  /** u64. */
  readonly versionKey: bigint
}

const Committed = struct({
  hotkey: fixedBytes(32),
  netuid_index: u16,
  uids: vec(u16),
  values: vec(u16),
  salt: vec(u16),
  version_key: u64,
})

/**
 * The 32-byte hash of `commit_weights` and `commit_mechanism_weights`: BLAKE2b-256 over hotkey,
 * storage index, uids, values, salt and version key (spec: 80-axon-dendrite §3.2). The reveal must
 * repeat every part unchanged.
 *
 * @throws WeightsError on a part out of range.
 */
export function weightsCommitHash(commitment: WeightsCommitment): Uint8Array {
  const { hotkey, netuid, mechid, uids, values, salt, versionKey } = commitment
  ensureHotkey(hotkey)
  ensureParallel(uids, values)
  ensureU16s(salt, 'InvalidSalt', 'salt')
  ensureVersionKey(versionKey)
  const encoded = encode(Committed, {
    hotkey,
    netuid_index: netuidIndex(netuid, mechid),
    uids,
    values,
    salt,
    version_key: versionKey,
  })
  return blake2b(encoded, { dkLen: 32 })
}
