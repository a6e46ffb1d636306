import { hash } from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import {
  decodeMetadata,
  encodeMetadata,
  snapshotHash,
} from '../../../../src/engine/cometbft/snapshots/format.ts'
import { hasher } from './kit.ts'

const [first, second] = [hash(new Uint8Array(32).fill(1)), hash(new Uint8Array(32).fill(2))]
const metadata = { header: Uint8Array.of(7, 8, 9), chunks: [first, second], pairs: 258n }

/** A list of three bytes, a list of two hashes, a u64. */
const ENCODED = Uint8Array.from([
  ...[3 << 2, 7, 8, 9],
  ...[2 << 2, ...first, ...second],
  ...[2, 1, 0, 0, 0, 0, 0, 0],
])

describe('metadata', () => {
  it('is SCALE of header, hashes of the chunks and number of pairs', () => {
    expect(encodeMetadata(metadata)).toEqual(ENCODED)
    expect(decodeMetadata(ENCODED)).toEqual(metadata)
  })

  it('is nothing where bytes lack or are left over', () => {
    for (let length = 0; length < ENCODED.length; length += 1) {
      expect(decodeMetadata(ENCODED.subarray(0, length)), `${length} bytes`).toBeUndefined()
    }
    expect(decodeMetadata(Uint8Array.from([...ENCODED, 0]))).toBeUndefined()
  })

  it('keeps nothing of the message that it came in', () => {
    const message = Uint8Array.from(ENCODED)
    const decoded = decodeMetadata(message)
    message.fill(0xff)
    expect(decoded).toEqual(metadata)
  })
})

it('the hash of a snapshot is that of the hashes of its chunks', () => {
  expect(snapshotHash(hasher, metadata)).toEqual(
    hasher.blake2b256(Uint8Array.from([...first, ...second])),
  )
})
