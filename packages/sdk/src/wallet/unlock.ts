import { createSignatures, equalBytes } from '@plexus/primitives'
import { KeyfileFormatError } from './errors.ts'
import { openKeyfile } from './keyfile/open-keyfile.ts'
import { readKeyfile } from './keyfile/read-file.ts'
import type { KeyHandle } from './layout.ts'
import type { Password } from './password/password-bytes.ts'
import { publishedKey } from './public-key.ts'
import { wipe } from './secret/key-secret.ts'
import type { KeySecret } from './secret/key-secret.ts'
import { createSigner } from './secret/signer.ts'
import type { WalletSigner } from './secret/signer.ts'

/**
 * Opens a key for signing. Dispose the signer when done. PERF: an encrypted keyfile takes 512 MiB
 * and seconds, which hold the thread; plaintext takes milliseconds.
 *
 * @param password not looked at where the keyfile is plaintext.
 * @throws KeyMissingError, PasswordRequiredError, WrongPasswordError, KeyfileFormatError (also
 *   where the pubfile names another key), KeyfileAccessError
 */
export async function unlock(handle: KeyHandle, password?: Password): Promise<WalletSigner> {
  const secret = await readSecret(handle, password)
  const { sr25519 } = await createSignatures()
  return createSigner(secret, sr25519)
}

/** The secret of a handle, for the caller to wipe. Throws as `unlock`. */
export async function readSecret(handle: KeyHandle, password?: Password): Promise<KeySecret> {
  const file = await readKeyfile(handle.keyfile)
  const secret = await openKeyfile(file, password)
  file.fill(0)
  const published = await publishedKey(handle)
  if (published !== undefined && !equalBytes(published, secret.publicKey)) {
    wipe(secret)
    throw new KeyfileFormatError('the pubfile beside it names another key')
  }
  return secret
}
