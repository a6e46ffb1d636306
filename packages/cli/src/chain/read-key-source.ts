import type { KeySource } from '@plexus/sdk/node'
import type { Io } from '../io.ts'
import { NoSecretError } from './errors.ts'

/**
 * What a key is made from: asked for on the terminal without being shown, or read from stdin.
 * Twelve or more words, a seed, or a secret URI such as `//Alice`.
 *
 * @throws NoSecretError where there is neither terminal nor input
 */
export async function readKeySource(io: Io): Promise<KeySource> {
  const typed = (await io.askHidden?.('words, seed or secret URI: ')) ?? (await io.readStdin?.())
  if (typed === undefined) throw new NoSecretError()
  // Strings cannot be wiped; bytes can, so that one copy less is left.
  const text = new TextDecoder().decode(typed).trim()
  typed.fill(0)
  if (text === '') throw new NoSecretError()
  if (/^[a-z]+(\s+[a-z]+)*$/i.test(text)) return { kind: 'mnemonic', mnemonic: text.toLowerCase() }
  return { kind: 'uri', uri: text }
}
