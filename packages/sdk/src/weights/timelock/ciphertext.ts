import { concatBytes } from '@plexus/primitives'
import { TimelockError } from '../errors.ts'

/** The parts of a timelocked ciphertext. */
export interface TimelockedParts {
  /** Compressed point of G2, 96 bytes. */
  readonly u: Uint8Array
  /** The random part, masked; 32 bytes. */
  readonly v: Uint8Array
  /** The key, masked; 32 bytes. */
  readonly w: Uint8Array
  /** AES-256-GCM ciphertext with its tag. */
  readonly sealed: Uint8Array
  /** 12 bytes. */
  readonly nonce: Uint8Array
}

/** Bytes that a ciphertext has more than what it hides. */
export const TIMELOCK_OVERHEAD_BYTES = 244

const SUITE = new TextEncoder().encode('AES_GCM_')
const TAG_BYTES = 16

/** Writes the parts as arkworks does: lengths as u64 little-endian (spec: 80-axon-dendrite Part 5). */
export function encodeTimelocked({ u, v, w, sealed, nonce }: TimelockedParts): Uint8Array {
  const body = concatBytes(counted(sealed), counted(nonce))
  return concatBytes(u, counted(v), counted(w), counted(body), counted(SUITE))
}

/** @throws TimelockError with `MalformedCiphertext`. */
export function decodeTimelocked(bytes: Uint8Array): TimelockedParts {
  const outer = createCursor(bytes)
  const u = outer.take(96)
  const v = outer.counted(32)
  const w = outer.counted(32)
  const body = createCursor(outer.counted())
  const suite = outer.counted(SUITE.length)
  outer.end()
  const sealed = body.counted()
  const nonce = body.counted(12)
  body.end()
  const known = suite.every((byte, at) => byte === SUITE[at])
  if (!known || sealed.length < TAG_BYTES) throw malformed()
  return { u, v, w, sealed, nonce }
}

function counted(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(bytes.length), true)
  return concatBytes(length, bytes)
}

interface Cursor {
  take(length: number): Uint8Array
  /** A length and that many bytes; another length than the one expected is an error. */
  counted(expected?: number): Uint8Array
  end(): void
}

function createCursor(bytes: Uint8Array): Cursor {
  let offset = 0
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - offset) throw malformed()
    offset += length
    return bytes.subarray(offset - length, offset)
  }
  return {
    take,
    counted(expected) {
      const prefix = take(8)
      const view = new DataView(prefix.buffer, prefix.byteOffset, 8)
      // Above 2^53 the number is inexact, and larger than any input all the same.
      const length = Number(view.getBigUint64(0, true))
      if (expected !== undefined && length !== expected) throw malformed()
      return take(length)
    },
    end() {
      if (offset !== bytes.length) throw malformed()
    },
  }
}

function malformed(): TimelockError {
  return new TimelockError(
    'MalformedCiphertext',
    'These bytes are no timelocked ciphertext; pass the commitment as it stands on the chain.',
  )
}
