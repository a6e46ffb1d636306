import { ensureProtection } from './keyfile/seal-keyfile.ts'
import type { Protection } from './keyfile/seal-keyfile.ts'
import type { KeyHandle } from './layout.ts'
import type { Password } from './password/password-bytes.ts'
import { placeKey } from './place-key.ts'
import { wipe } from './secret/key-secret.ts'
import { readSecret } from './unlock.ts'

/**
 * Writes a keyfile again under another password or in another format; old formats are brought up
 * to date so. The file that stands there is replaced only when the new one is on the disk.
 *
 * @param options `current` password, where the file has one, and how it is protected from now on:
 *   a hotkey without a new password becomes plaintext.
 * @throws as `unlock` and, about the new protection, PasswordRequiredError and WeakPasswordError
 */
export async function protectKey(
  handle: KeyHandle,
  options: Protection & { readonly current?: Password },
): Promise<void> {
  ensureProtection(handle.kind, options)
  const secret = await readSecret(handle, options.current)
  try {
    await placeKey(handle, secret, { ...options, overwrite: true })
  } finally {
    wipe(secret)
  }
}
