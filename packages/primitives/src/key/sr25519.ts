import * as wasm from '@polkadot/wasm-crypto/bundle'
import { ensureLength, KeyError } from './errors.ts'
import { isSignedMessage } from './signed-message.ts'

/**
 * Schnorr signatures over Ristretto with the context `substrate`.
 *
 * A `secret` is a 32-byte seed (mini secret) or the 96-byte pair that the derivations return:
 * 64 secret bytes in the form of polkadot-js keystores, then the public key.
 */
export interface Sr25519 {
  /** The 32-byte public key. */
  publicKey(secret: Uint8Array): Uint8Array
  /** 64 bytes; two calls give two signatures, as the nonce is random. */
  sign(secret: Uint8Array, message: Uint8Array): Uint8Array
  /** Never throws (PERF: 0.5 ms). */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
  /** The 96-byte pair below a hard junction. @param chainCode 32 bytes. */
  deriveHard(secret: Uint8Array, chainCode: Uint8Array): Uint8Array
  /** The 96-byte pair below a soft junction. @param chainCode 32 bytes. */
  deriveSoft(secret: Uint8Array, chainCode: Uint8Array): Uint8Array
  /** The public key below a soft junction; not for untrusted keys. @param chainCode 32 bytes. */
  derivePublicSoft(publicKey: Uint8Array, chainCode: Uint8Array): Uint8Array
}

const SEED_BYTES = 32
const SECRET_BYTES = 64
const PUBLIC_KEY_BYTES = 32
const PAIR_BYTES = SECRET_BYTES + PUBLIC_KEY_BYTES
const SIGNATURE_BYTES = 64
const CHAIN_CODE_BYTES = 32

/**
 * Loads the WebAssembly build of the Rust crate that Substrate itself uses, once per thread.
 *
 * @throws KeyError with `Unavailable` where WebAssembly cannot start.
 */
export async function createSr25519(): Promise<Sr25519> {
  if (!(await wasm.waitReady())) {
    throw new KeyError('Unavailable', 'sr25519 needs WebAssembly; run where it is allowed')
  }
  return {
    publicKey: (secret) => Uint8Array.from(toPair(secret).subarray(SECRET_BYTES)),
    sign(secret, message) {
      const pair = toPair(secret)
      return guarded('InvalidSecret', () =>
        wasm.sr25519Sign(pair.subarray(SECRET_BYTES), pair.subarray(0, SECRET_BYTES), message),
      )
    },
    verify,
    deriveHard(secret, chainCode) {
      ensureLength(chainCode, CHAIN_CODE_BYTES, 'chain code')
      const pair = toPair(secret)
      return guarded('InvalidSecret', () => wasm.sr25519DeriveKeypairHard(pair, chainCode))
    },
    deriveSoft(secret, chainCode) {
      ensureLength(chainCode, CHAIN_CODE_BYTES, 'chain code')
      const pair = toPair(secret)
      return guarded('InvalidSecret', () => wasm.sr25519DeriveKeypairSoft(pair, chainCode))
    },
    derivePublicSoft(publicKey, chainCode) {
      ensureLength(publicKey, PUBLIC_KEY_BYTES, 'sr25519 public key')
      ensureLength(chainCode, CHAIN_CODE_BYTES, 'chain code')
      return guarded('InvalidPublicKey', () => wasm.sr25519DerivePublicSoft(publicKey, chainCode))
    },
  }
}

function verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES || publicKey.length !== PUBLIC_KEY_BYTES) return false
  if (!isSignedMessage(message)) return false
  // Under the identity key anybody can sign anything; libraries differ on it (95-node-costs §1).
  if (publicKey.every((byte) => byte === 0)) return false
  try {
    return wasm.sr25519Verify(signature, message, publicKey)
  } catch {
    // A signature that the library cannot take is a wrong one.
    return false
  }
}

function toPair(secret: Uint8Array): Uint8Array {
  if (secret.length === PAIR_BYTES) return secret
  ensureLength(secret, SEED_BYTES, 'sr25519 seed')
  return wasm.sr25519KeypairFromSeed(secret)
}

/** The library aborts without a reason on keys that it cannot decode. */
function guarded(code: 'InvalidSecret' | 'InvalidPublicKey', call: () => Uint8Array): Uint8Array {
  try {
    return call()
  } catch {
    throw new KeyError(code, 'the sr25519 key is not a valid one; check where it comes from')
  }
}
