/**
 * The hash functions of the chain as one object: made once (its WebAssembly loads
 * asynchronously), then synchronous. All results are fresh arrays.
 */
export interface Hasher {
  /** xxHash64 with seed 0, little-endian, 8 bytes. */
  twox64(data: Uint8Array): Uint8Array
  /** xxHash64 with seeds 0 and 1, 16 bytes. */
  twox128(data: Uint8Array): Uint8Array
  /** xxHash64 with seeds 0 to 3, 32 bytes. */
  twox256(data: Uint8Array): Uint8Array
  /** BLAKE2b with a 16-byte digest. */
  blake2b128(data: Uint8Array): Uint8Array
  /** BLAKE2b with a 32-byte digest. */
  blake2b256(data: Uint8Array): Uint8Array
  /** As `blake2b256` of the parts one after the other, without putting them together. */
  blake2b256Of(parts: readonly Uint8Array[]): Uint8Array
  /** Keccak-256 as Ethereum uses it. */
  keccak256(data: Uint8Array): Uint8Array
  /** SHA-256. */
  sha256(data: Uint8Array): Uint8Array
}
