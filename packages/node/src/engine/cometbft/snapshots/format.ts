import { bytes, decode, encode, H256, hash, ScaleError, struct, u64, vec } from '@plexus/primitives'
import type { Hash, Hasher } from '@plexus/primitives'

/** The only format so far (spec: 90-cometbft §7.3). */
export const SNAPSHOT_FORMAT = 1

/**
 * Bytes of each chunk but the last. All nodes cut at the same places, so that a snapshot can be
 * fetched from many; CometBFT takes 16 MB.
 */
export const CHUNK_BYTES = 4 * 1024 * 1024

/** What is known of a snapshot before its chunks. */
export interface SnapshotMetadata {
  /** SCALE header of the block whose state it is; its hash is the app hash. */
  readonly header: Uint8Array
  /** Hash of each chunk, in order. */
  readonly chunks: readonly Hash[]
  /** Pairs in all chunks. */
  readonly pairs: bigint
}

const metadataType = struct({ header: bytes, chunks: vec(H256), pairs: u64 })

export const encodeMetadata = (metadata: SnapshotMetadata): Uint8Array =>
  encode(metadataType, { ...metadata, chunks: [...metadata.chunks] })

/** The metadata in these bytes, of which nothing refers to them; `undefined` where there is none. */
export function decodeMetadata(encoded: Uint8Array): SnapshotMetadata | undefined {
  try {
    return decode(metadataType, Uint8Array.from(encoded))
  } catch (error) {
    if (error instanceof ScaleError) return undefined
    throw error
  }
}

/** What names a snapshot: the hash of the hashes of its chunks. */
export const snapshotHash = (hasher: Hasher, { chunks }: SnapshotMetadata): Hash =>
  hash(hasher.blake2b256Of(chunks))
