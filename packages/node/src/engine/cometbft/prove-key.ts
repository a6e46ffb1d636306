import { createPrivateKey, sign } from 'node:crypto'
import type { AccountId } from '@plexus/primitives'
import { proofMessage } from '@plexus/runtime'
import { readSecret } from './home.ts'

/** A consensus key, and that it agrees to be that of a hotkey. */
export interface ProvenKey {
  /** ed25519 */
  readonly key: Uint8Array
  /** As `Engine.register_consensus_key` takes it. */
  readonly proof: Uint8Array
}

/**
 * Signs that the key of a home is that of a hotkey on a chain. It is no vote, and no vote is like it.
 * @throws HomeDamagedError
 */
export function proveKey(home: string, genesisHash: Uint8Array, hotkey: AccountId): ProvenKey {
  const secret = readSecret(home)
  const [d, x] = [text(secret.subarray(0, 32)), text(secret.subarray(32))]
  const jwk = { kty: 'OKP', crv: 'Ed25519', d, x }
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  const proof = Uint8Array.from(sign(null, proofMessage(genesisHash, hotkey), key))
  const publicKey = Uint8Array.from(secret.subarray(32))
  secret.fill(0)
  return { key: publicKey, proof }
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
