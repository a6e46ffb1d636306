import { PasswordRequiredError } from '../errors.ts'
import { withPassword } from '../password/password-bytes.ts'
import type { Password } from '../password/password-bytes.ts'
import type { KeySecret } from '../secret/key-secret.ts'
import { useAndWipe } from '../secret/use-and-wipe.ts'
import { openAnsibleVault } from './ansible-vault.ts'
import { openFernet } from './fernet.ts'
import { keyfileFormat } from './format.ts'
import type { KeyfileFormat } from './format.ts'
import { decodeSecretDocument } from './key-document.ts'
import { openNacl } from './nacl.ts'
import { openPlexus1 } from './plexus1.ts'

type Opener = (file: Uint8Array, password: Uint8Array) => Promise<Uint8Array>

const OPENERS: Readonly<Record<Exclude<KeyfileFormat, 'plaintext'>, Opener>> = {
  nacl: openNacl,
  plexus1: openPlexus1,
  'ansible-vault': openAnsibleVault,
  fernet: openFernet,
}

/**
 * The secret in the bytes of a keyfile of any format. The bytes stay the caller's.
 *
 * @throws PasswordRequiredError, WrongPasswordError, KeyfileFormatError
 */
export async function openKeyfile(file: Uint8Array, password?: Password): Promise<KeySecret> {
  const format = keyfileFormat(file)
  if (format === 'plaintext') return decodeSecretDocument(file)
  if (password === undefined) throw new PasswordRequiredError('open')
  const plaintext = await withPassword(password, (bytes) => OPENERS[format](file, bytes))
  return useAndWipe(plaintext, decodeSecretDocument)
}
