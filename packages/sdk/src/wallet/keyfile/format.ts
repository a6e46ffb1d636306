import { equalBytes } from '@plexus/primitives'
import { ANSIBLE_MAGIC } from './ansible-vault.ts'
import { FERNET_MAGIC } from './fernet.ts'
import { NACL_MAGIC } from './nacl.ts'
import { PLEXUS1_MAGIC } from './plexus1.ts'

/** How a keyfile is kept; all but `plaintext` need a password. */
export type KeyfileFormat = 'plaintext' | 'nacl' | 'plexus1' | 'ansible-vault' | 'fernet'

const MAGICS: readonly (readonly [KeyfileFormat, Uint8Array])[] = [
  ['nacl', NACL_MAGIC],
  ['plexus1', PLEXUS1_MAGIC],
  ['ansible-vault', ANSIBLE_MAGIC],
  ['fernet', FERNET_MAGIC],
]

/** The format by the first bytes; what starts like none is taken for plaintext. */
export function keyfileFormat(file: Uint8Array): KeyfileFormat {
  const found = MAGICS.find(([, magic]) => equalBytes(file.subarray(0, magic.length), magic))
  return found?.[0] ?? 'plaintext'
}
