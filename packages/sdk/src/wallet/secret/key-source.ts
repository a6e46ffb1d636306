import {
  createSignatures,
  hexToBytes,
  KeyError,
  mnemonicToMiniSecret,
  parseSecretUri,
} from '@plexus/primitives'
import { KeySourceError } from '../errors.ts'
import { readPolkadotJson } from '../keyfile/polkadot-json.ts'
import type { Password } from '../password/password-bytes.ts'
import type { KeySecret } from './key-secret.ts'
import { expandSeed, fromCanonicalSecret, toPair } from './secret-scalar.ts'
import { useAndWipe } from './use-and-wipe.ts'

/** What a key can be made from (spec: 80-axon-dendrite §2.1). All of it is secret. */
export type KeySource =
  /** English BIP-39, 12 to 24 words. */
  | { readonly kind: 'mnemonic'; readonly mnemonic: string }
  /** 32 bytes. */
  | { readonly kind: 'seed'; readonly seed: Uint8Array }
  /** `phrase//hard/soft///password`, `0x` seed with a path, or `//Alice`. */
  | { readonly kind: 'uri'; readonly uri: string }
  /** 64 bytes, scalar and nonce, as `privateKey` of a keyfile. */
  | { readonly kind: 'private-key'; readonly privateKey: Uint8Array }
  /** An export of the Polkadot-JS wallet, version 3, sr25519. */
  | { readonly kind: 'polkadot-json'; readonly json: string; readonly passphrase: Password }

/**
 * The secret of a source. What the caller gave is copied, and stays the caller's to wipe.
 *
 * @throws KeySourceError; for an export also WrongPasswordError and KeyfileFormatError.
 */
export async function secretOf(source: KeySource): Promise<KeySecret> {
  try {
    switch (source.kind) {
      case 'mnemonic':
        return fromPhrase(source.mnemonic)
      case 'seed':
        return fromSeed(source.seed)
      case 'uri':
        return await fromUri(source.uri)
      case 'private-key':
        return fromPrivateKey(source.privateKey)
      case 'polkadot-json':
        return await readPolkadotJson(source.json, source.passphrase)
      default:
        return source satisfies never
    }
  } catch (error) {
    // Messages of KeyError quote nothing of the secret.
    if (error instanceof KeyError) throw new KeySourceError(error.message)
    throw error
  }
}

/** @throws KeyError */
export function fromPhrase(phrase: string): KeySecret {
  const words = phrase.trim().split(/\s+/).join(' ')
  return { ...useAndWipe(mnemonicToMiniSecret(words), fromSeed), phrase: words }
}

/** @throws KeySourceError unless 32 bytes are given. */
export function fromSeed(given: Uint8Array): KeySecret {
  if (given.length !== 32) {
    throw new KeySourceError(`a seed has 32 bytes, not ${given.length}; give 64 hexadecimal digits`)
  }
  const seed = given.slice()
  const pair = useAndWipe(expandSeed(seed), toPair)
  return { publicKey: pair.slice(64), pair, seed }
}

/** @throws KeySourceError */
export function fromPrivateKey(privateKey: Uint8Array): KeySecret {
  const pair = useAndWipe(fromCanonicalSecret(privateKey), toPair)
  return { publicKey: pair.slice(64), pair }
}

/** A URI without a path is its phrase or seed; below a path only the pair is left. */
async function fromUri(uri: string): Promise<KeySecret> {
  const { phrase, junctions, password = '' } = parseSecretUri(uri)
  const isSeed = phrase.startsWith('0x')
  if (isSeed && !/^0x[0-9a-fA-F]{64}$/.test(phrase)) {
    throw new KeySourceError('a seed is 0x and 64 hexadecimal digits')
  }
  const mini = isSeed ? hexToBytes(phrase) : mnemonicToMiniSecret(phrase, password)
  const root = useAndWipe(mini, fromSeed)
  const { sr25519 } = await createSignatures()
  let { pair } = root
  for (const { hard, chainCode } of junctions) {
    const next = hard ? sr25519.deriveHard(pair, chainCode) : sr25519.deriveSoft(pair, chainCode)
    pair.fill(0)
    pair = next
  }
  root.seed?.fill(0)
  return { publicKey: pair.slice(64), pair }
}
