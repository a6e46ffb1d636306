import {
  bytesToHex,
  decodeSs58,
  encodeSs58,
  equalBytes,
  hexToBytes,
  KeyError,
} from '@plexus/primitives'
import { KeyfileFormatError, KeySourceError } from '../errors.ts'
import type { KeySecret } from '../secret/key-secret.ts'
import { fromPhrase, fromPrivateKey, fromSeed } from '../secret/key-source.ts'
import { toCanonicalSecret } from '../secret/secret-scalar.ts'
import { useAndWipe } from '../secret/use-and-wipe.ts'

/** The parts of a keyfile (spec: 80-axon-dendrite §2.3), those that are there. */
type KeyDocument = { readonly [K in Field]?: string }

const FIELDS = [
  'accountId',
  'publicKey',
  'privateKey',
  'secretPhrase',
  'secretSeed',
  'ss58Address',
] as const
type Field = (typeof FIELDS)[number]

/** The plaintext of a keyfile, for the caller to wipe. */
export function encodeSecretDocument(secret: KeySecret): Uint8Array {
  const canonical = toCanonicalSecret(secret.pair.subarray(0, 64))
  const document = {
    ...publicFields(secret.publicKey),
    privateKey: bytesToHex(canonical),
    ...(secret.phrase === undefined ? {} : { secretPhrase: secret.phrase }),
    ...(secret.seed === undefined ? {} : { secretSeed: bytesToHex(secret.seed) }),
  }
  canonical.fill(0)
  return encodeDocument(document)
}

/** The content of a file `…pub.txt`. */
export function encodePublicDocument(publicKey: Uint8Array): Uint8Array {
  return encodeDocument(publicFields(publicKey))
}

/**
 * The secret of a plaintext: its phrase, else its seed, else its private key, as the official
 * wallet reads.
 *
 * @throws KeyfileFormatError on anything else, or where the file names another public key.
 */
export function decodeSecretDocument(bytes: Uint8Array): KeySecret {
  const document = decodeDocument(bytes)
  const named = namedKey(document)
  const secret = documentSecret(document)
  if (secret === undefined) {
    throw new KeyfileFormatError('it holds no secret, only a public key')
  }
  if (named !== undefined && !equalBytes(named, secret.publicKey)) {
    throw new KeyfileFormatError('its secret belongs to another public key than it names')
  }
  return secret
}

/**
 * The public key that a plaintext names, or undefined where it names none.
 *
 * @throws KeyfileFormatError
 */
export function decodePublicDocument(bytes: Uint8Array): Uint8Array | undefined {
  return namedKey(decodeDocument(bytes))
}

function publicFields(publicKey: Uint8Array): KeyDocument {
  const hex = bytesToHex(publicKey)
  return { accountId: hex, publicKey: hex, ss58Address: encodeSs58(publicKey) }
}

function encodeDocument(document: KeyDocument): Uint8Array {
  const ordered = FIELDS.flatMap((field) => {
    const value = document[field]
    return value === undefined ? [] : [[field, value] as const]
  })
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(ordered)))
}

function decodeDocument(bytes: Uint8Array): KeyDocument {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // The message of the parser quotes the text around the fault.
    throw new KeyfileFormatError('it is neither JSON nor of an encrypted form that we know')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new KeyfileFormatError('it is JSON, but no object')
  }
  const document: { [K in Field]?: string } = {}
  const fields = new Map<string, unknown>(Object.entries(value))
  for (const field of FIELDS) {
    const part = fields.get(field)
    // Old releases of the official wallet wrote null for what a key does not have.
    if (part === undefined || part === null) continue
    if (typeof part !== 'string') throw new KeyfileFormatError(`its field ${field} is no text`)
    document[field] = part
  }
  return document
}

function documentSecret(document: KeyDocument): KeySecret | undefined {
  const { secretPhrase, secretSeed, privateKey } = document
  try {
    if (secretPhrase !== undefined) return fromPhrase(secretPhrase)
    if (secretSeed !== undefined) return useAndWipe(hex(secretSeed, 'secretSeed'), fromSeed)
    if (privateKey !== undefined) return useAndWipe(hex(privateKey, 'privateKey'), fromPrivateKey)
    return undefined
  } catch (error) {
    if (error instanceof KeyError || error instanceof KeySourceError) {
      throw new KeyfileFormatError('its secret is none that a key can have')
    }
    throw error
  }
}

function namedKey({ publicKey, accountId, ss58Address }: KeyDocument): Uint8Array | undefined {
  const named = [
    publicKey === undefined ? undefined : hex(publicKey, 'publicKey'),
    accountId === undefined ? undefined : hex(accountId, 'accountId'),
    ss58Address === undefined ? undefined : addressKey(ss58Address),
  ].filter((key) => key !== undefined)
  const [first] = named
  if (first === undefined) return undefined
  if (first.length !== 32 || named.some((key) => !equalBytes(key, first))) {
    throw new KeyfileFormatError('its public key and its address differ')
  }
  return first
}

function addressKey(text: string): Uint8Array {
  try {
    return decodeSs58(text).account
  } catch {
    throw new KeyfileFormatError('its ss58Address is no address')
  }
}

function hex(text: string, field: Field): Uint8Array {
  try {
    return hexToBytes(text)
  } catch {
    throw new KeyfileFormatError(`its field ${field} is not hexadecimal`)
  }
}
