import { blake2b } from '@noble/hashes/blake2.js'
import { equalBytes } from '../bytes/compare.ts'
import { ecdsa } from './ecdsa.ts'
import type { Ecdsa } from './ecdsa.ts'
import { ed25519 } from './ed25519.ts'
import type { Ed25519 } from './ed25519.ts'
import { createSr25519 } from './sr25519.ts'
import type { Sr25519 } from './sr25519.ts'

/** The variants of `sp_runtime::MultiSignature`, in wire order 0, 1, 2. */
export type SignatureScheme = 'Ed25519' | 'Sr25519' | 'Ecdsa'

/** A signature of an account over a message. */
export interface AccountSignature {
  readonly kind: SignatureScheme
  /** The 32-byte account that is said to have signed. */
  readonly signer: Uint8Array
  /** 64 bytes, or 65 for `Ecdsa`. */
  readonly signature: Uint8Array
  /** At most 16 MiB. */
  readonly message: Uint8Array
}

/** The signature schemes of the chain; one implementation per curve on every platform. */
export interface Signatures {
  readonly sr25519: Sr25519
  readonly ed25519: Ed25519
  readonly ecdsa: Ecdsa
  /** Whether the account signed the message. Bad input of any kind is `false`; never throws. */
  verifySignature(signed: AccountSignature): boolean
}

/**
 * Loads the signature schemes; afterwards every call is synchronous. Stateless: one object
 * serves a whole thread.
 *
 * @throws KeyError with `Unavailable` where WebAssembly cannot start.
 */
export async function createSignatures(): Promise<Signatures> {
  const sr25519 = await createSr25519()
  return {
    sr25519,
    ed25519,
    ecdsa,
    verifySignature({ kind, signer, signature, message }) {
      switch (kind) {
        case 'Ed25519':
          return ed25519.verify(signature, message, signer)
        case 'Sr25519':
          return sr25519.verify(signature, message, signer)
        case 'Ecdsa':
          return verifyEcdsa(signer, signature, message)
        default:
          kind satisfies never
          return false
      }
    },
  }
}

/** The account of a public key: itself, or BLAKE2b-256 of a compressed secp256k1 key. */
export function publicKeyToAccount(kind: SignatureScheme, publicKey: Uint8Array): Uint8Array {
  return kind === 'Ecdsa' ? blake2b(publicKey, { dkLen: 32 }) : Uint8Array.from(publicKey)
}

function verifyEcdsa(signer: Uint8Array, signature: Uint8Array, message: Uint8Array): boolean {
  const key = ecdsa.recover(withPlainRecoveryId(signature), message)
  return key !== undefined && equalBytes(publicKeyToAccount('Ecdsa', key), signer)
}

/** The host function takes Ethereum's v too: above 26 it subtracts 27. */
function withPlainRecoveryId(signature: Uint8Array): Uint8Array {
  const v = signature[64]
  if (v === undefined || v <= 26) return signature
  const plain = Uint8Array.from(signature)
  plain[64] = v - 27
  return plain
}
