import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { concatBytes } from '@plexus/primitives'
import { argon2id } from 'hash-wasm'
import { KeyfileFormatError, WrongPasswordError } from '../errors.ts'

/** What a guess of the password costs. */
export interface Plexus1Cost {
  /** Memory of Argon2id in KiB, 65,536 (64 MiB) to 1,048,576 (1 GiB). */
  readonly memoryKib: number
  /** Passes over it, 3 to 16. */
  readonly passes: number
}

/** How keyfiles of our own form start. */
export const PLEXUS1_MAGIC = new TextEncoder().encode('$PLEXUS1')

/** As dear as the official form, in every file anew. */
export const PLEXUS1_COST: Plexus1Cost = Object.freeze({ memoryKib: 524_288, passes: 8 })

const SALT_BYTES = 32
const NONCE_BYTES = 24
const TAG_BYTES = 16
/** Magic, memory and passes as u32 little-endian, salt, nonce. */
const HEADER_BYTES = PLEXUS1_MAGIC.length + 4 + 4 + SALT_BYTES + NONCE_BYTES
const NONCE_AT = HEADER_BYTES - NONCE_BYTES
const SALT_AT = NONCE_AT - SALT_BYTES

/**
 * Opens a keyfile of our own form: XChaCha20-Poly1305 under Argon2id with a random salt, the whole
 * header authenticated (docs/adr/0012-keyfile-format.md). The header cannot ask for more than 1 GiB and 16 passes.
 *
 * @param password UTF-8. @throws WrongPasswordError, KeyfileFormatError
 */
export async function openPlexus1(file: Uint8Array, password: Uint8Array): Promise<Uint8Array> {
  if (file.length < HEADER_BYTES + TAG_BYTES) throw new KeyfileFormatError('it is cut short')
  if (password.length === 0) throw new WrongPasswordError()
  const header = file.subarray(0, HEADER_BYTES)
  const view = new DataView(file.buffer, file.byteOffset)
  const cost = {
    memoryKib: view.getUint32(PLEXUS1_MAGIC.length, true),
    passes: view.getUint32(PLEXUS1_MAGIC.length + 4, true),
  }
  if (!isBounded(cost)) throw new KeyfileFormatError('its cost is outside the bounds of the form')
  const key = await deriveKey(password, header.subarray(SALT_AT, NONCE_AT), cost)
  try {
    const cipher = xchacha20poly1305(key, header.subarray(NONCE_AT), header)
    return cipher.decrypt(file.subarray(HEADER_BYTES))
  } catch {
    throw new WrongPasswordError()
  } finally {
    key.fill(0)
  }
}

/**
 * Writes what `openPlexus1` reads.
 *
 * @param password UTF-8, not empty. @throws RangeError on a cost outside its bounds
 */
export async function sealPlexus1(
  plaintext: Uint8Array,
  password: Uint8Array,
  cost: Plexus1Cost = PLEXUS1_COST,
): Promise<Uint8Array> {
  if (!isBounded(cost)) {
    throw new RangeError('give 65,536 to 1,048,576 KiB of memory and 3 to 16 passes')
  }
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES))
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const header = concatBytes(PLEXUS1_MAGIC, u32(cost.memoryKib), u32(cost.passes), salt, nonce)
  const key = await deriveKey(password, salt, cost)
  try {
    return concatBytes(header, xchacha20poly1305(key, nonce, header).encrypt(plaintext))
  } finally {
    key.fill(0)
  }
}

function isBounded({ memoryKib, passes }: Plexus1Cost): boolean {
  const whole = Number.isInteger(memoryKib) && Number.isInteger(passes)
  return whole && memoryKib >= 65_536 && memoryKib <= 1_048_576 && passes >= 3 && passes <= 16
}

/** One lane: JavaScript has one thread here, and more lanes would help only the attacker. */
function deriveKey(password: Uint8Array, salt: Uint8Array, cost: Plexus1Cost): Promise<Uint8Array> {
  return argon2id({
    password,
    salt,
    iterations: cost.passes,
    parallelism: 1,
    memorySize: cost.memoryKib,
    hashLength: 32,
    outputType: 'binary',
  })
}

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}
