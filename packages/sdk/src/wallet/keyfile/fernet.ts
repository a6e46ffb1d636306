import { createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { base64url } from '@scure/base'
import { KeyfileFormatError, WrongPasswordError } from '../errors.ts'

/** How Fernet tokens start: version 0x80 and the upper bytes of a time before 2106. */
export const FERNET_MAGIC = new TextEncoder().encode('gAAAAA')

const deriveKey = promisify(pbkdf2)
const SALT = 'Iguesscyborgslikemyselfhaveatendencytobeparanoidaboutourorigins'
const ITERATIONS = 10_000_000
/** Version, time and initial vector before the ciphertext, and the tag after it. */
const IV_AT = 9
const SEALED_AT = 25
const TAG_BYTES = 32

/**
 * Opens a keyfile of the first releases of the official wallet: a Fernet token under PBKDF2 with
 * ten million iterations and one salt for all (spec: 80-axon-dendrite §2.4). Read only. PERF:
 * several seconds, beside the thread.
 *
 * @param password UTF-8. @throws WrongPasswordError, KeyfileFormatError
 */
export async function openFernet(file: Uint8Array, password: Uint8Array): Promise<Uint8Array> {
  const token = parseToken(file)
  const signed = token.subarray(0, token.length - TAG_BYTES)
  const key = await deriveKey(password, SALT, ITERATIONS, 32, 'sha256')
  try {
    const tag = createHmac('sha256', key.subarray(0, 16)).update(signed).digest()
    if (!timingSafeEqual(tag, token.subarray(signed.length))) throw new WrongPasswordError()
    const iv = signed.subarray(IV_AT, SEALED_AT)
    const cipher = createDecipheriv('aes-128-cbc', key.subarray(16), iv)
    return concatenated(cipher.update(signed.subarray(SEALED_AT)), cipher.final())
  } finally {
    key.fill(0)
  }
}

function parseToken(file: Uint8Array): Uint8Array {
  let token: Uint8Array
  try {
    token = base64url.decode(new TextDecoder().decode(file).trim())
  } catch {
    throw new KeyfileFormatError('the Fernet token in it is damaged')
  }
  const sealedBytes = token.length - SEALED_AT - TAG_BYTES
  if (token[0] !== 0x80 || sealedBytes < 16 || sealedBytes % 16 !== 0) {
    throw new KeyfileFormatError('the Fernet token in it is damaged')
  }
  return token
}

/** Joins the halves of a plaintext and wipes them. */
function concatenated(head: Buffer, tail: Buffer): Uint8Array {
  const whole = new Uint8Array(head.length + tail.length)
  whole.set(head)
  whole.set(tail, head.length)
  head.fill(0)
  tail.fill(0)
  return whole
}
