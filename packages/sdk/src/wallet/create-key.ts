import { generateMnemonic } from '@plexus/primitives'
import type { KeyHandle } from './layout.ts'
import { ensurePlace, placeKey } from './place-key.ts'
import type { PlaceOptions } from './place-key.ts'
import type { PublicKey } from './public-key.ts'
import { wipe } from './secret/key-secret.ts'
import { fromPhrase } from './secret/key-source.ts'
import { useAndWipe } from './secret/use-and-wipe.ts'

/** How a fresh key is made. */
export interface CreateKeyOptions extends PlaceOptions {
  /** Words of the mnemonic; 12 where absent. */
  readonly words?: 12 | 15 | 18 | 21 | 24
}

/** A fresh key. The mnemonic does not show when this is printed or serialised. */
export interface CreatedKey extends PublicKey {
  /** To be written down by its owner now: it is the only way back. Never log it. */
  readonly mnemonic: string
}

/**
 * Makes a key from fresh entropy and writes its files: coldkeys encrypted, hotkeys plaintext,
 * unless `options` say otherwise.
 *
 * @throws KeyExistsError, PasswordRequiredError, WeakPasswordError, KeyfileAccessError
 */
export async function createKey(
  handle: KeyHandle,
  options: CreateKeyOptions = {},
): Promise<CreatedKey> {
  await ensurePlace(handle, options)
  const entropyBytes = ((options.words ?? 12) / 3) * 4
  const entropy = crypto.getRandomValues(new Uint8Array(entropyBytes))
  const mnemonic = useAndWipe(entropy, generateMnemonic)
  const secret = fromPhrase(mnemonic)
  try {
    const key = await placeKey(handle, secret, options)
    return Object.defineProperty({ ...key, mnemonic }, 'mnemonic', { enumerable: false })
  } finally {
    wipe(secret)
  }
}
