import { decodePasswordVariable, passwordVariableName } from '@plexus/sdk/node'
import type { Io } from '../io.ts'
import { NoPasswordError } from './errors.ts'

/**
 * The password of a keyfile, as UTF-8 for the caller to wipe: from the environment as the official
 * wallet has it, or from the terminal, where it is not shown.
 *
 * @throws NoPasswordError where there is neither
 */
export async function readPassword(keyfile: string, io: Io): Promise<Uint8Array> {
  const variable = passwordVariableName(keyfile)
  const value = io.env[variable]
  if (value !== undefined && value !== '') return decodePasswordVariable(variable, value)
  const typed = await io.askHidden?.(`password of ${keyfile}: `)
  if (typed === undefined) throw new NoPasswordError(keyfile, variable)
  return typed
}
