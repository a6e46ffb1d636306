import { accountId, publicKeyToAccount } from '@plexus/primitives'
import type { AccountId, SignatureScheme } from '@plexus/primitives'

/** Who signs; a wallet makes one, and keeps the secret. A `KeyPair` of the primitives is one too. */
export interface Signer {
  readonly scheme: SignatureScheme
  /** 32 bytes, or 33 for `Ecdsa`. */
  readonly publicKey: Uint8Array
  /** Signs exactly these bytes. 64 bytes, or 65 for `Ecdsa`. */
  sign(payload: Uint8Array): Uint8Array | Promise<Uint8Array>
}

/** The account that a signer signs for. */
export const signerAccount = ({
  scheme,
  publicKey,
}: Pick<Signer, 'scheme' | 'publicKey'>): AccountId =>
  accountId(publicKeyToAccount(scheme, publicKey))
