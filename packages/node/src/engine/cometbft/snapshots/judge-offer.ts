import { equalBytes, ScaleError } from '@plexus/primitives'
import type { Hasher } from '@plexus/primitives'
import type { Header } from '@plexus/runtime'
import { ResponseOfferSnapshot_Result as Offered } from 'cosmjs-types/tendermint/abci/types'
import type { RequestOfferSnapshot } from 'cosmjs-types/tendermint/abci/types'
import { decodeHeader } from '../../../chain/header-codec.ts'
import { decodeMetadata, SNAPSHOT_FORMAT, snapshotHash } from './format.ts'
import type { SnapshotMetadata } from './format.ts'

/** A snapshot that may be restored. */
export interface Offer {
  readonly metadata: SnapshotMetadata
  readonly header: Header
}

/** Why an offer is refused, or what it offers. */
export function judgeOffer(
  hasher: Hasher,
  { snapshot, appHash }: RequestOfferSnapshot,
): Offered | Offer {
  if (snapshot === undefined) return Offered.REJECT
  if (snapshot.format !== SNAPSHOT_FORMAT) return Offered.REJECT_FORMAT
  const metadata = decodeMetadata(snapshot.metadata)
  // The app hash is what the light client has verified, and all that is to be trusted.
  if (metadata === undefined || !equalBytes(hasher.blake2b256(metadata.header), appHash)) {
    return Offered.REJECT
  }
  const { length } = metadata.chunks
  if (length === 0 || length !== snapshot.chunks) return Offered.REJECT
  if (!equalBytes(snapshotHash(hasher, metadata), snapshot.hash)) return Offered.REJECT
  const header = readHeader(metadata.header)
  if (header === undefined || BigInt(header.number) !== snapshot.height) return Offered.REJECT
  return header.number === 0 ? Offered.REJECT : { metadata, header }
}

function readHeader(encoded: Uint8Array): Header | undefined {
  try {
    return decodeHeader(encoded)
  } catch (error) {
    if (error instanceof ScaleError) return undefined
    throw error
  }
}
