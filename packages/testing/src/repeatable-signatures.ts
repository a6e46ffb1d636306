import type { Signatures } from '@plexus/primitives'
import { secretFromSeed, sign } from '@scure/sr25519'

const SEED_BYTES = 32
const SECRET_BYTES = 64
/**
 * In the place of chance. A nonce follows from key and message, too, so it is another for each of
 * them all the same.
 */
const NO_CHANCE = new Uint8Array(32)

/**
 * The same schemes, with one sr25519 signature for each key and message, for histories that come
 * out the same again. The library that verifies them takes no nonce. PERF: 4 ms to sign.
 */
export function repeatableSignatures(signatures: Signatures): Signatures {
  return {
    ...signatures,
    sr25519: {
      ...signatures.sr25519,
      sign: (secret, message) => sign(secretOf(secret), message, NO_CHANCE),
    },
  }
}

/** The secret of a seed or of a pair. */
const secretOf = (secret: Uint8Array): Uint8Array =>
  secret.length === SEED_BYTES ? secretFromSeed(secret) : secret.slice(0, SECRET_BYTES)
