import { scrypt } from 'node:crypto'
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
import { equalBytes } from '@plexus/primitives'
import { base64 } from '@scure/base'
import { KeyfileFormatError, WrongPasswordError } from '../errors.ts'
import { withPassword } from '../password/password-bytes.ts'
import type { Password } from '../password/password-bytes.ts'
import type { KeySecret } from '../secret/key-secret.ts'
import { toPair } from '../secret/secret-scalar.ts'
import { useAndWipe } from '../secret/use-and-wipe.ts'

const MAX_JSON = 65_536
const NONCE_AT = 44
const SEALED_AT = 68
const PKCS8_HEADER = Uint8Array.of(48, 83, 2, 1, 1, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32)
const DIVIDER = Uint8Array.of(161, 35, 3, 33, 0)
const SECRET_AT = PKCS8_HEADER.length
const DIVIDER_AT = SECRET_AT + 64
const PUBLIC_AT = DIVIDER_AT + DIVIDER.length
const PKCS8_BYTES = PUBLIC_AT + 32

/**
 * The secret of an export of the Polkadot-JS wallet: version 3, scrypt, xsalsa20-poly1305, sr25519
 * (spec: 80-axon-dendrite §2.1). scrypt is bounded to 256 MiB.
 *
 * @throws WrongPasswordError, KeyfileFormatError
 */
export async function readPolkadotJson(json: string, passphrase: Password): Promise<KeySecret> {
  const blob = parseExport(json)
  const view = new DataView(blob.buffer, blob.byteOffset)
  const cost = {
    N: view.getUint32(32, true),
    p: view.getUint32(36, true),
    r: view.getUint32(40, true),
  }
  if (!isBounded(cost)) throw new KeyfileFormatError('its scrypt parameters are out of bounds')
  const key = await withPassword(passphrase, (bytes) => derive(bytes, blob.subarray(0, 32), cost))
  let document: Uint8Array
  try {
    const cipher = xsalsa20poly1305(key.subarray(0, 32), blob.subarray(NONCE_AT, SEALED_AT))
    document = cipher.decrypt(blob.subarray(SEALED_AT))
  } catch {
    throw new WrongPasswordError()
  } finally {
    key.fill(0)
  }
  return useAndWipe(document, readPkcs8)
}

function readPkcs8(document: Uint8Array): KeySecret {
  const known =
    document.length === PKCS8_BYTES &&
    equalBytes(document.subarray(0, SECRET_AT), PKCS8_HEADER) &&
    equalBytes(document.subarray(DIVIDER_AT, PUBLIC_AT), DIVIDER)
  if (!known) throw new KeyfileFormatError('the key inside is not in the PKCS 8 form of sr25519')
  const pair = toPair(document.subarray(SECRET_AT, DIVIDER_AT))
  const publicKey = pair.slice(64)
  if (!equalBytes(publicKey, document.subarray(PUBLIC_AT))) {
    pair.fill(0)
    throw new KeyfileFormatError('its secret belongs to another public key than it names')
  }
  return { publicKey, pair }
}

function parseExport(json: string): Uint8Array {
  if (json.length > MAX_JSON) throw new KeyfileFormatError('it is longer than 64 KiB')
  const { encoded, encoding } = record(parse(json))
  const { version, type, content } = record(encoding)
  const scheme = includes(type, 'scrypt') && includes(type, 'xsalsa20-poly1305')
  if (version !== '3' || !scheme || !includes(content, 'pkcs8') || !includes(content, 'sr25519')) {
    throw new KeyfileFormatError('it is no encrypted export of version 3 of an sr25519 key')
  }
  try {
    const blob = base64.decode(typeof encoded === 'string' ? encoded : '')
    if (blob.length > SEALED_AT) return blob
  } catch {
    // What cannot be decoded is told like what is too short.
  }
  throw new KeyfileFormatError('its field encoded is damaged')
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new KeyfileFormatError('it is no JSON')
  }
}

function record(value: unknown): { readonly [name: string]: unknown } & ExportFields {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

interface ExportFields {
  readonly encoded?: unknown
  readonly encoding?: unknown
  readonly version?: unknown
  readonly type?: unknown
  readonly content?: unknown
}

function includes(list: unknown, item: string): boolean {
  return Array.isArray(list) && list.includes(item)
}

interface ScryptCost {
  readonly N: number
  readonly p: number
  readonly r: number
}

/** A power of two up to 2^18, as the wallet writes 2^15 or 2^17 with r = 8 and p = 1. */
function isBounded({ N, p, r }: ScryptCost): boolean {
  const power = N >= 1024 && N <= 262_144 && (N & (N - 1)) === 0
  return power && r >= 1 && r <= 16 && p >= 1 && p <= 16 && 128 * N * r <= 268_435_456
}

function derive(password: Uint8Array, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array> {
  // The limit of the library counts a little more than the table itself.
  const options = { ...cost, maxmem: 128 * cost.N * cost.r + 1_048_576 }
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 64, options, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}
