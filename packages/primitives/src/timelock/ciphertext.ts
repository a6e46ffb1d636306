import { concatBytes } from '../bytes/concat.ts'
import { G2_BYTES } from '../key/bls-points.ts'
import { ScaleError } from '../scale/errors.ts'
import { Reader } from '../scale/reader.ts'

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
const MASKED_BYTES = 32
const NONCE_BYTES = 12

/** Writes the parts as arkworks does: lengths as u64 little-endian (spec: 80-axon-dendrite Part 5). */
export function encodeTimelocked({ u, v, w, sealed, nonce }: TimelockedParts): Uint8Array {
  const body = concatBytes(counted(sealed), counted(nonce))
  return concatBytes(u, counted(v), counted(w), counted(body), counted(SUITE))
}

/**
 * The parts, or `undefined` where these bytes are none. As lenient as the chain: the name of the
 * suite may be any, and what follows body or suite is not looked at.
 */
export function decodeTimelocked(bytes: Uint8Array): TimelockedParts | undefined {
  try {
    return readParts(new Reader(bytes))
  } catch (error) {
    if (error instanceof ScaleError) return undefined
    throw error
  }
}

function readParts(reader: Reader): TimelockedParts | undefined {
  const u = reader.view(G2_BYTES)
  const v = readCounted(reader)
  const w = readCounted(reader)
  const body = new Reader(readCounted(reader))
  readCounted(reader)
  const sealed = readCounted(body)
  const nonce = readCounted(body)
  // Other lengths open nothing on the chain either; the longer ones would stop it.
  const isWhole =
    v.length === MASKED_BYTES && w.length === MASKED_BYTES && nonce.length === NONCE_BYTES
  return isWhole ? { u, v, w, sealed, nonce } : undefined
}

function counted(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(bytes.length), true)
  return concatBytes(length, bytes)
}

/** Above 2^53 the number is inexact, and larger than any input all the same. */
const readCounted = (reader: Reader): Uint8Array => reader.view(Number(reader.u64()))
