import { stat } from 'node:fs/promises'
import { encodeSs58, equalBytes } from '@plexus/primitives'
import { KeyExistsError } from './errors.ts'
import { encodePublicDocument } from './keyfile/key-document.ts'
import { readIfThere } from './keyfile/read-file.ts'
import { ensureProtection, sealKeyfile } from './keyfile/seal-keyfile.ts'
import type { Protection } from './keyfile/seal-keyfile.ts'
import { writeKeyfile } from './keyfile/write-file.ts'
import type { KeyHandle } from './layout.ts'
import { publishedKey } from './public-key.ts'
import type { PublicKey } from './public-key.ts'
import type { KeySecret } from './secret/key-secret.ts'

/** How a key is written. */
export interface PlaceOptions extends Protection {
  /** Replaces what stands there, which is lost unless its mnemonic is known. */
  readonly overwrite?: boolean
}

/**
 * Refuses before anything is derived or written.
 *
 * @throws PasswordRequiredError, WeakPasswordError; KeyExistsError
 */
export async function ensurePlace(handle: KeyHandle, options: PlaceOptions): Promise<void> {
  ensureProtection(handle.kind, options)
  if (options.overwrite !== true && (await isThere(handle.keyfile))) {
    throw new KeyExistsError(handle.keyfile)
  }
}

/**
 * Writes keyfile and pubfile of a secret. The caller has asked `ensurePlace` and wipes the secret.
 *
 * @throws KeyExistsError also where the pubfile names another key; KeyfileAccessError
 */
export async function placeKey(
  handle: KeyHandle,
  secret: KeySecret,
  options: PlaceOptions,
): Promise<PublicKey> {
  const { publicKey } = secret
  const overwrite = options.overwrite === true
  if (!overwrite) await ensureSamePublic(handle, publicKey)
  const sealed = await sealKeyfile(secret, handle.kind, options)
  try {
    await writeKeyfile(handle.keyfile, sealed, { overwrite })
  } finally {
    sealed.fill(0)
  }
  await writeKeyfile(handle.pubfile, encodePublicDocument(publicKey), { overwrite: true })
  return { publicKey: publicKey.slice(), address: encodeSs58(publicKey) }
}

/** A pubfile that stands alone watches somebody's key: it must not be changed unasked. */
export async function ensureSamePublic(handle: KeyHandle, publicKey: Uint8Array): Promise<void> {
  if ((await readIfThere(handle.pubfile)) === undefined) return
  const published = await publishedKey(handle)
  if (published === undefined || !equalBytes(published, publicKey)) {
    throw new KeyExistsError(handle.pubfile)
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch {
    // What cannot be looked at is told when writing.
    return false
  }
}
