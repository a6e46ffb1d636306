import { bytesToHex, compact, concatBytes, encode, hexToBytes, u32 } from '@plexus/primitives'
import { Blake2256 } from '@polkadot-api/substrate-bindings'
import { decoding } from './runtime.ts'

/** A block of the chain. */
export interface BlockRef {
  readonly number: number
  /** `0x…` */
  readonly hash: string
}

/** A header as JSON-RPC tells it. */
export interface HeaderJson {
  readonly parentHash: string
  /** Hex. */
  readonly number: string
  readonly stateRoot: string
  readonly extrinsicsRoot: string
  readonly digest: { readonly logs: readonly string[] }
}

/**
 * Number and hash of a header; notifications carry no hash.
 *
 * @throws CodecError where it is none
 */
export function headerRef(value: unknown): BlockRef {
  const header = value as HeaderJson
  return decoding('a block header', () => readRef(header))
}

function readRef(header: HeaderJson): BlockRef {
  const number = Number(header.number)
  const logs = header.digest.logs.map(hexToBytes)
  const encoded = concatBytes(
    hexToBytes(header.parentHash),
    encode(compact(u32), number),
    hexToBytes(header.stateRoot),
    hexToBytes(header.extrinsicsRoot),
    encode(compact(u32), logs.length),
    ...logs,
  )
  return { number, hash: bytesToHex(Blake2256(encoded)) }
}
