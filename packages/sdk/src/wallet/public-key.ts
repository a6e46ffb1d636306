import { encodeSs58 } from '@plexus/primitives'
import { KeyMissingError } from './errors.ts'
import { keyfileFormat } from './keyfile/format.ts'
import { decodePublicDocument } from './keyfile/key-document.ts'
import { readIfThere } from './keyfile/read-file.ts'
import type { KeyHandle } from './layout.ts'

/** The public half of a key. */
export interface PublicKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  /** SS58 with prefix 42. */
  readonly address: string
}

/**
 * The public key of a handle without a password: from its pubfile, else from a plaintext keyfile.
 *
 * @throws KeyMissingError where neither tells; KeyfileFormatError, KeyfileAccessError
 */
export async function readPublicKey(handle: KeyHandle): Promise<PublicKey> {
  const publicKey = (await publishedKey(handle)) ?? (await plaintextKey(handle))
  if (publicKey === undefined) throw new KeyMissingError(handle.pubfile)
  return { publicKey, address: encodeSs58(publicKey) }
}

/** What the pubfile names, or undefined where there is none. @throws KeyfileFormatError */
export async function publishedKey(handle: KeyHandle): Promise<Uint8Array | undefined> {
  const file = await readIfThere(handle.pubfile)
  return file === undefined ? undefined : decodePublicDocument(file)
}

async function plaintextKey(handle: KeyHandle): Promise<Uint8Array | undefined> {
  const file = await readIfThere(handle.keyfile)
  if (file === undefined || keyfileFormat(file) !== 'plaintext') return undefined
  const publicKey = decodePublicDocument(file)
  file.fill(0)
  return publicKey
}
