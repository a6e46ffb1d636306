import { KeyError } from './errors.ts'
import { chainCode } from './junction.ts'
import type { Junction } from './junction.ts'

/** The parts of a secret URI. `phrase` and `password` are secrets: do not log or keep them. */
export interface SecretUri {
  /** A mnemonic, or a seed as `0x` and 64 hexadecimal digits. */
  readonly phrase: string
  readonly junctions: readonly Junction[]
  readonly password: string | undefined
}

/** The public root phrase of development keys such as `//Alice`. It protects nothing. */
export const DEV_PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'

/** Characters of a secret URI, which bounds the number of junctions as well. */
const MAX_URI = 1024

/**
 * Splits `phrase//hard/soft///password` as Substrate does. An absent phrase is `DEV_PHRASE`.
 * Whether the phrase is a valid mnemonic is not looked at.
 *
 * @throws KeyError with `InvalidUri` or `TooLong`; the message quotes nothing of the URI.
 */
export function parseSecretUri(uri: string): SecretUri {
  if (uri.length > MAX_URI) {
    throw new KeyError('TooLong', `a secret URI has at most ${MAX_URI} characters`)
  }
  const phrase = /^[a-zA-Z0-9 ]*/.exec(uri)?.[0] ?? ''
  const junctions: Junction[] = []
  let rest = uri.slice(phrase.length)
  while (rest !== '' && !rest.startsWith('///')) {
    const segment = /^(\/\/?)([^/]+)/.exec(rest)
    const [whole, slashes, text] = segment ?? []
    if (whole === undefined || text === undefined) {
      throw new KeyError('InvalidUri', 'a secret URI reads phrase//hard/soft///password')
    }
    junctions.push({ hard: slashes === '//', chainCode: chainCode(text) })
    rest = rest.slice(whole.length)
  }
  const password = rest === '' ? undefined : rest.slice(3)
  if (password?.includes('\n')) {
    throw new KeyError('InvalidUri', 'the password of a secret URI is one line')
  }
  return { phrase: phrase === '' ? DEV_PHRASE : phrase, junctions, password }
}
