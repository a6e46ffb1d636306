/** A hotkey that signs. The secret stays with whoever made it. */
export interface Signer {
  /** 32 bytes, sr25519. */
  readonly publicKey: Uint8Array
  /** SS58 with prefix 42. */
  readonly address: string
  /** 64 bytes over the message, context `substrate`. */
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>
}
