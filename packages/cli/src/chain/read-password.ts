import { equalBytes } from '@plexus/primitives'
import { decodePasswordVariable, passwordVariableName } from '@plexus/sdk/node'
import type { Io } from '../io.ts'
import { NoPasswordError, PasswordsDifferError } from './errors.ts'

/**
 * The password of a keyfile, as UTF-8 for the caller to wipe: from the environment as the official
 * wallet has it, or from the terminal, where it is not shown.
 *
 * @throws NoPasswordError where there is neither
 */
export async function readPassword(keyfile: string, io: Io): Promise<Uint8Array> {
  const told = fromEnvironment(keyfile, io)
  if (told !== undefined) return told
  const typed = await io.askHidden?.(`password of ${keyfile}: `)
  if (typed === undefined) throw new NoPasswordError(keyfile, passwordVariableName(keyfile))
  return typed
}

/**
 * The password that a keyfile gets; typed twice, as nobody sees it.
 *
 * @throws NoPasswordError, PasswordsDifferError
 */
export async function newPassword(keyfile: string, io: Io): Promise<Uint8Array> {
  const told = fromEnvironment(keyfile, io)
  if (told !== undefined) return told
  const typed = await io.askHidden?.(`new password of ${keyfile}: `)
  if (typed === undefined) throw new NoPasswordError(keyfile, passwordVariableName(keyfile))
  const again = await io.askHidden?.('the same again: ')
  const isSame = again !== undefined && equalBytes(typed, again)
  again?.fill(0)
  if (isSame) return typed
  typed.fill(0)
  throw new PasswordsDifferError()
}

function fromEnvironment(keyfile: string, io: Io): Uint8Array | undefined {
  const variable = passwordVariableName(keyfile)
  const value = io.env[variable]
  return value === undefined || value === '' ? undefined : decodePasswordVariable(variable, value)
}
