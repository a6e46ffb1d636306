import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
import { concatBytes, hexToBytes } from '@plexus/primitives'
import { argon2i } from 'hash-wasm'
import { KeyfileFormatError, WrongPasswordError } from '../errors.ts'

/** How the keyfiles of the official wallet start. */
export const NACL_MAGIC = new TextEncoder().encode('$NACL')

const NONCE_BYTES = 24
const TAG_BYTES = 16

/**
 * Opens a keyfile in the form of the official wallet: XSalsa20-Poly1305 under Argon2i
 * (spec: 80-axon-dendrite §2.4). PERF: 512 MiB and a few seconds, which hold the thread.
 *
 * @param password UTF-8. @throws WrongPasswordError, KeyfileFormatError
 */
export async function openNacl(file: Uint8Array, password: Uint8Array): Promise<Uint8Array> {
  const start = NACL_MAGIC.length + NONCE_BYTES
  if (file.length < start + TAG_BYTES) throw new KeyfileFormatError('it is cut short')
  if (password.length === 0) throw new WrongPasswordError()
  const key = await deriveKey(password)
  try {
    const nonce = file.subarray(NACL_MAGIC.length, start)
    return xsalsa20poly1305(key, nonce).decrypt(file.subarray(start))
  } catch {
    throw new WrongPasswordError()
  } finally {
    key.fill(0)
  }
}

/** Writes what `openNacl` and the official wallet read. @param password UTF-8, not empty */
export async function sealNacl(plaintext: Uint8Array, password: Uint8Array): Promise<Uint8Array> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const key = await deriveKey(password)
  try {
    return concatBytes(NACL_MAGIC, nonce, xsalsa20poly1305(key, nonce).encrypt(plaintext))
  } finally {
    key.fill(0)
  }
}

/** The parameters `SENSITIVE` of libsodium; the salt is the same in every file, alas. */
function deriveKey(password: Uint8Array): Promise<Uint8Array> {
  return argon2i({
    password,
    salt: hexToBytes('137183dff15a09bc9c90b5518739e9b1'),
    iterations: 8,
    parallelism: 1,
    memorySize: 524_288,
    hashLength: 32,
    outputType: 'binary',
  })
}
