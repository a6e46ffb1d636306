import { createBLAKE2b, createKeccak, createSHA256, createXXHash64 } from 'hash-wasm'
import type { IHasher } from 'hash-wasm'
import type { Hasher } from './hasher.ts'

/**
 * Loads the hash functions. Each function owns one WebAssembly instance that is reused for
 * every call (PERF: 0.5 to 1.1 µs for inputs up to 256 bytes; spec: 95-node-costs §2).
 * Make one hasher per thread and pass it down.
 */
export async function createHasher(): Promise<Hasher> {
  const [blake128, blake256, keccak, sha, seed0, seed1, seed2, seed3] = await Promise.all([
    createBLAKE2b(128),
    createBLAKE2b(256),
    createKeccak(256),
    createSHA256(),
    createXXHash64(0),
    createXXHash64(1),
    createXXHash64(2),
    createXXHash64(3),
  ])
  const twox64 = [seed0]
  const twox128 = [seed0, seed1]
  const twox256 = [seed0, seed1, seed2, seed3]
  return {
    twox64: (data) => digestWords(twox64, data),
    twox128: (data) => digestWords(twox128, data),
    twox256: (data) => digestWords(twox256, data),
    blake2b128: (data) => digest(blake128, data),
    blake2b256: (data) => digest(blake256, data),
    blake2b256Of: (parts) => digestParts(blake256, parts),
    keccak256: (data) => digest(keccak, data),
    sha256: (data) => digest(sha, data),
  }
}

/** The result is a copy: the library slices it out of its memory. */
function digest(hasher: IHasher, data: Uint8Array): Uint8Array {
  return hasher.init().update(data).digest('binary')
}

function digestParts(hasher: IHasher, parts: readonly Uint8Array[]): Uint8Array {
  hasher.init()
  for (const part of parts) hasher.update(part)
  return hasher.digest('binary')
}

/** One 64-bit word per seed. The library writes a word big-endian, Substrate little-endian. */
function digestWords(hashers: readonly IHasher[], data: Uint8Array): Uint8Array {
  const words = new Uint8Array(hashers.length << 3)
  let offset = 0
  for (const hasher of hashers) {
    words.set(digest(hasher, data).reverse(), offset)
    offset += 8
  }
  return words
}
