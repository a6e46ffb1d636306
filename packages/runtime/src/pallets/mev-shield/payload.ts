import { bytes, fixedBytes, Reader, ScaleError, struct } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'

/** Bytes of the twox128 that names a key. */
export const KEY_HASH_BYTES = 16
const NONCE_BYTES = 24

/** `stp_shield::ShieldedTransaction`: an extrinsic that only the author of a coming block can read. */
export const ShieldedTransaction = struct(
  {
    key_hash: fixedBytes(KEY_HASH_BYTES),
    kem_ct: bytes,
    aead_ct: bytes,
    nonce: fixedBytes(NONCE_BYTES),
  },
  { path: ['stp_shield', 'shielded_tx', 'ShieldedTransaction'] },
)

export type ShieldedTransaction = ValueOf<typeof ShieldedTransaction>

/**
 * The parts of an encrypted call: key hash, length of the key's ciphertext, that ciphertext, nonce,
 * and the rest, each of which may be empty. `undefined` where a part is cut off.
 */
export function parseShielded(ciphertext: Uint8Array): ShieldedTransaction | undefined {
  const input = new Reader(ciphertext)
  try {
    const key_hash = input.take(KEY_HASH_BYTES)
    const kem_ct = input.take(input.u16())
    const nonce = input.take(NONCE_BYTES)
    return { key_hash, kem_ct, nonce, aead_ct: input.take(input.remaining) }
  } catch (error) {
    if (error instanceof ScaleError) return undefined
    throw error
  }
}
