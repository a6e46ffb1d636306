import { decodeSs58, encodeSs58, Ss58Error } from '@plexus/primitives'
import { KeySourceError } from './errors.ts'
import { encodePublicDocument } from './keyfile/key-document.ts'
import { writeKeyfile } from './keyfile/write-file.ts'
import type { KeyHandle } from './layout.ts'
import { ensurePlace, ensureSamePublic, placeKey } from './place-key.ts'
import type { PlaceOptions } from './place-key.ts'
import type { PublicKey } from './public-key.ts'
import { wipe } from './secret/key-secret.ts'
import { secretOf } from './secret/key-source.ts'
import type { KeySource } from './secret/key-source.ts'

/**
 * Writes the files of a key that exists already: from its mnemonic, seed, URI, private key or an
 * export of the Polkadot-JS wallet.
 *
 * @throws KeySourceError, WrongPasswordError and KeyfileFormatError about the source; KeyExistsError,
 *   PasswordRequiredError, WeakPasswordError, KeyfileAccessError about the files
 */
export async function regenerateKey(
  handle: KeyHandle,
  source: KeySource,
  options: PlaceOptions = {},
): Promise<PublicKey> {
  await ensurePlace(handle, options)
  const secret = await secretOf(source)
  try {
    return await placeKey(handle, secret, options)
  } finally {
    wipe(secret)
  }
}

/**
 * Writes only the pubfile, to watch a key whose secret is elsewhere.
 *
 * @param address SS58 of a 32-byte account, any prefix.
 * @throws KeySourceError, KeyExistsError, KeyfileAccessError
 */
export async function regeneratePublicKey(
  handle: KeyHandle,
  address: string,
  { overwrite = false }: { readonly overwrite?: boolean } = {},
): Promise<PublicKey> {
  const publicKey = accountOf(address)
  if (!overwrite) await ensureSamePublic(handle, publicKey)
  await writeKeyfile(handle.pubfile, encodePublicDocument(publicKey), { overwrite: true })
  return { publicKey, address: encodeSs58(publicKey) }
}

function accountOf(address: string): Uint8Array {
  try {
    return decodeSs58(address).account
  } catch (error) {
    if (error instanceof Ss58Error) throw new KeySourceError(error.message)
    throw error
  }
}
