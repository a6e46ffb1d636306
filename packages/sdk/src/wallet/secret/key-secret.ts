/**
 * A secret key, in memory only. `pair` is what signs: 64 secret bytes in the form of polkadot-js
 * keystores (scalar times cofactor, nonce), then the public key. Wipe it when done.
 */
export interface KeySecret {
  readonly publicKey: Uint8Array
  /** 96 bytes. */
  readonly pair: Uint8Array
  /** 32 bytes, where the key came from a seed or mnemonic. */
  readonly seed?: Uint8Array
  /** A text cannot be wiped; the collector takes it. */
  readonly phrase?: string
}

/** Overwrites every byte of a secret. */
export function wipe({ pair, seed }: KeySecret): void {
  pair.fill(0)
  seed?.fill(0)
}
