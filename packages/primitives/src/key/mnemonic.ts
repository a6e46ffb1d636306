import { pbkdf2 } from '@noble/hashes/pbkdf2.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { KeyError } from './errors.ts'

const ROUNDS = 2048
const MINI_SECRET_BYTES = 32
/** 24 words of at most 8 letters, and room for stray spaces. */
const MAX_PHRASE = 512

/**
 * The English BIP-39 phrase of the given entropy. Randomness is the caller's: this room has none.
 *
 * @param entropy 16, 20, 24, 28 or 32 bytes, for 12 to 24 words.
 * @throws KeyError with `InvalidEntropy`.
 */
export function generateMnemonic(entropy: Uint8Array): string {
  if (![16, 20, 24, 28, 32].includes(entropy.length)) {
    throw new KeyError('InvalidEntropy', 'give 16, 20, 24, 28 or 32 bytes of entropy')
  }
  return entropyToMnemonic(entropy, wordlist)
}

/**
 * The 32-byte root secret of a phrase as Substrate makes it: PBKDF2 over the *entropy* of the
 * phrase, not over its words as BIP-39 does (PERF: 12 ms).
 *
 * @throws KeyError with `InvalidPhrase` or `TooLong`.
 */
export function mnemonicToMiniSecret(phrase: string, password = ''): Uint8Array {
  if (phrase.length > MAX_PHRASE || password.length > MAX_PHRASE) {
    throw new KeyError('TooLong', `phrase and password have at most ${MAX_PHRASE} characters each`)
  }
  const salt = new TextEncoder().encode(`mnemonic${password}`)
  return pbkdf2(sha512, phraseEntropy(phrase), salt, { c: ROUNDS, dkLen: MINI_SECRET_BYTES })
}

function phraseEntropy(phrase: string): Uint8Array {
  try {
    return mnemonicToEntropy(phrase.trim().split(/ +/).join(' '), wordlist)
  } catch {
    // The library's message may quote a word of the phrase.
    throw new KeyError('InvalidPhrase', 'the phrase is not a BIP-39 mnemonic; check its words')
  }
}
