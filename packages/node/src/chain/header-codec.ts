import { DigestItem, H256, readCompact, Reader } from '@plexus/primitives'
import type { Header } from '@plexus/runtime'

/**
 * The header that `Runtime.encodeHeader` encoded: parent hash ‖ compact number ‖ state root ‖
 * extrinsics root ‖ list of digest items.
 *
 * @throws ScaleError on anything else
 */
export function decodeHeader(encoded: Uint8Array): Header {
  const input = new Reader(encoded)
  const parentHash = H256.decodeFrom(input)
  const number = readCompact(input)
  const stateRoot = H256.decodeFrom(input)
  const extrinsicsRoot = H256.decodeFrom(input)
  const digest: Uint8Array[] = []
  for (let left = readCompact(input); left > 0; left -= 1) {
    const start = input.offset
    DigestItem.decodeFrom(input)
    digest.push(encoded.slice(start, input.offset))
  }
  return { parentHash, number, stateRoot, extrinsicsRoot, digest }
}
