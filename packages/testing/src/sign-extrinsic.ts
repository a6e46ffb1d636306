import {
  accountId,
  bytes,
  concatBytes,
  encode,
  Era,
  IMMORTAL,
  MultiAddress,
  MultiSignature,
  compact,
  u32,
  u64,
} from '@plexus/primitives'
import type { Hash, Hasher, KeyPair } from '@plexus/primitives'

/** What a transaction is signed with. */
export interface SigningOptions {
  readonly signer: KeyPair
  readonly nonce: number
  readonly genesisHash: Hash
  readonly specVersion: number
  readonly transactionVersion: number
  /** In rao; default 0. */
  readonly tip?: bigint
  /** Default immortal; a mortal one needs `birthHash`. */
  readonly era?: Era
  readonly birthHash?: Hash
}

const SIGNED_V4 = 0x84
const MAX_PLAIN_PAYLOAD_BYTES = 256
/** CheckMetadataHash: mode 0 in the extrinsic, no hash in the payload. */
const NO_METADATA_HASH = Uint8Array.of(0)

/**
 * A signed extrinsic with its length prefix, put together as the wire format says
 * (spec: 76-metadata §4) and not by the code under test.
 */
export function signExtrinsic(
  call: Uint8Array,
  options: SigningOptions,
  hasher: Pick<Hasher, 'blake2b256'>,
): Uint8Array {
  const { signer, nonce, genesisHash, specVersion, transactionVersion, tip = 0n } = options
  const extra = concatBytes(
    encode(Era, options.era ?? IMMORTAL),
    encode(compact(u32), nonce),
    encode(compact(u64), tip),
    NO_METADATA_HASH,
  )
  const payload = concatBytes(
    call,
    extra,
    encode(u32, specVersion),
    encode(u32, transactionVersion),
    genesisHash,
    options.birthHash ?? genesisHash,
    NO_METADATA_HASH,
  )
  const message = payload.length > MAX_PLAIN_PAYLOAD_BYTES ? hasher.blake2b256(payload) : payload
  const signature = { type: signer.scheme, value: signer.sign(message) }
  const body = concatBytes(
    Uint8Array.of(SIGNED_V4),
    encode(MultiAddress, { type: 'Id', value: accountId(signer.account) }),
    encode(MultiSignature, signature),
    extra,
    call,
  )
  return encode(bytes, body)
}
