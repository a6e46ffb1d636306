import { base64 } from '@scure/base'
import { PasswordVariableError } from '../errors.ts'

const MAX_VALUE = 4096

/**
 * The environment variable that holds the password of a keyfile: `BT_PW_` and its absolute path in
 * capitals, slashes and dots as underscores (spec: 80-axon-dendrite §2.4).
 */
export function passwordVariableName(keyfile: string): string {
  return `BT_PW_${keyfile.replaceAll(/[/.]/g, '_').toUpperCase()}`
}

/**
 * The password in the value of such a variable, as UTF-8 for the caller to wipe. The value only
 * hides it from a glance: who reads the environment reads the password.
 *
 * @throws PasswordVariableError on anything but base64 of 1 byte or more.
 */
export function decodePasswordVariable(variable: string, value: string): Uint8Array {
  if (value.length > MAX_VALUE) throw new PasswordVariableError(variable)
  let masked: Uint8Array
  try {
    masked = base64.decode(value.trim())
  } catch {
    // The library's message would quote the value.
    throw new PasswordVariableError(variable)
  }
  if (masked.length === 0) throw new PasswordVariableError(variable)
  return mask(variable, masked)
}

/** The value of the variable for a password. @param password UTF-8 */
export function encodePasswordVariable(variable: string, password: Uint8Array): string {
  return base64.encode(mask(variable, password))
}

/** Xors with the name, repeated. */
function mask(variable: string, bytes: Uint8Array): Uint8Array {
  const name = new TextEncoder().encode(variable)
  return bytes.map((byte, at) => byte ^ (name[at % name.length] ?? 0))
}
