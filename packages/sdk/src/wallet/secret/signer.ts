import { encodeSs58 } from '@plexus/primitives'
import type { Sr25519 } from '@plexus/primitives'
import { SignerDisposedError } from '../errors.ts'
import type { KeySecret } from './key-secret.ts'

/** A key that signs. Printing, inspecting or serialising it shows its address and nothing else. */
export interface WalletSigner {
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  /** SS58 with prefix 42. */
  readonly address: string
  readonly scheme: 'Sr25519'
  /**
   * 64 bytes, in the context `substrate`; two calls give two signatures.
   *
   * @throws SignerDisposedError
   */
  sign(message: Uint8Array): Uint8Array
  /** The address. */
  toString(): string
  /** Overwrites the secret; afterwards `sign` throws. May be called again. */
  dispose(): void
}

/** What Node's `util.inspect` and `console.log` look for. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom')

/** Takes over a secret, which from now on only the closure of the signer holds. */
export function createSigner(secret: KeySecret, sr25519: Sr25519): WalletSigner {
  const address = encodeSs58(secret.publicKey)
  // A seed that is only read to write a keyfile has no place in something that lives on.
  secret.seed?.fill(0)
  const { pair } = secret
  let disposed = false
  const signer = {
    publicKey: secret.publicKey.slice(),
    address,
    scheme: 'Sr25519' as const,
    sign(message: Uint8Array): Uint8Array {
      if (disposed) throw new SignerDisposedError(address)
      return sr25519.sign(pair, message)
    },
    dispose(): void {
      disposed = true
      pair.fill(0)
    },
  }
  const hidden = {
    toJSON: { value: () => address },
    toString: { value: () => address },
    [INSPECT]: { value: () => `WalletSigner <${address}>` },
  }
  return Object.freeze(Object.defineProperties(signer, hidden))
}
