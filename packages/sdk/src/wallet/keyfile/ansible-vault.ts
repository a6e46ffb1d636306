import { createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { hexToBytes } from '@plexus/primitives'
import { KeyfileFormatError, WrongPasswordError } from '../errors.ts'

const HEADER = '$ANSIBLE_VAULT;1.1;AES256'

/** How files of Ansible Vault start. */
export const ANSIBLE_MAGIC = new TextEncoder().encode('$ANSIBLE_VAULT')

const deriveKeys = promisify(pbkdf2)
const ITERATIONS = 10_000

/**
 * Opens a keyfile of early releases of the official wallet: AES-256-CTR and HMAC-SHA-256 under
 * PBKDF2 with 10,000 iterations, hexadecimal in hexadecimal (spec: 80-axon-dendrite §2.4). Read
 * only: the iterations are too few for today.
 *
 * @param password UTF-8. @throws WrongPasswordError, KeyfileFormatError
 */
export async function openAnsibleVault(
  file: Uint8Array,
  password: Uint8Array,
): Promise<Uint8Array> {
  const { salt, tag, sealed } = parseVault(file)
  const keys = await deriveKeys(password, salt, ITERATIONS, 80, 'sha256')
  try {
    const expected = createHmac('sha256', keys.subarray(32, 64)).update(sealed).digest()
    if (!timingSafeEqual(expected, tag)) throw new WrongPasswordError()
    const cipher = createDecipheriv('aes-256-ctr', keys.subarray(0, 32), keys.subarray(64))
    return unpad(cipher.update(sealed))
  } finally {
    keys.fill(0)
  }
}

interface VaultParts {
  readonly salt: Uint8Array
  /** 32 bytes. */
  readonly tag: Uint8Array
  readonly sealed: Uint8Array
}

function parseVault(file: Uint8Array): VaultParts {
  const [header, ...lines] = new TextDecoder().decode(file).split(/\r?\n/)
  if (header?.trim() !== HEADER) {
    throw new KeyfileFormatError('it is an Ansible Vault of another version than 1.1 AES256')
  }
  const inner = new TextDecoder().decode(hex(lines.join('').trim()))
  const [salt, tag, sealed, ...rest] = inner.split('\n').map(hex)
  if (salt === undefined || tag?.length !== 32 || sealed === undefined || rest.length > 0) {
    throw new KeyfileFormatError('the Ansible Vault in it is damaged')
  }
  return { salt, tag, sealed }
}

function hex(text: string): Uint8Array {
  try {
    return hexToBytes(text)
  } catch {
    throw new KeyfileFormatError('the Ansible Vault in it is damaged')
  }
}

/** PKCS 7, which the HMAC has authenticated already. */
function unpad(padded: Uint8Array): Uint8Array {
  const length = padded.at(-1) ?? 0
  const padding = padded.subarray(padded.length - length)
  if (
    length < 1 ||
    length > 16 ||
    length > padded.length ||
    padding.some((byte) => byte !== length)
  ) {
    throw new KeyfileFormatError('the padding of the Ansible Vault in it is wrong')
  }
  return padded.subarray(0, padded.length - length)
}
