import { hexToBytes } from '../bytes/hex.ts'
import { accountId } from '../types/account-id.ts'
import type { AccountId } from '../types/account-id.ts'
import { KeyError } from './errors.ts'
import type { Junction } from './junction.ts'
import { mnemonicToMiniSecret } from './mnemonic.ts'
import { DEV_PHRASE, parseSecretUri } from './secret-uri.ts'
import type { SecretUri } from './secret-uri.ts'
import { publicKeyToAccount } from './signatures.ts'
import type { Signatures, SignatureScheme } from './signatures.ts'

/** What a key pair is made from. */
export interface KeyPairOptions {
  readonly scheme: SignatureScheme
  /** `phrase//hard/soft///password`, `0x` seed with a path, or a path of the dev phrase. */
  readonly uri: string
  /** Takes precedence over the password in the URI. */
  readonly password?: string | undefined
}

/** A key that signs. The secret lives in a closure: printing or serialising shows none of it. */
export interface KeyPair {
  readonly scheme: SignatureScheme
  /** 32 bytes, or 33 for `Ecdsa`. */
  readonly publicKey: Uint8Array
  readonly account: AccountId
  /** 64 bytes, or 65 for `Ecdsa`. */
  sign(message: Uint8Array): Uint8Array
}

/** PERF: the published root seed of `DEV_PHRASE`, which saves 12 ms for each `//Alice`. */
const DEV_MINI_SECRET = '0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e'

/**
 * Makes the key of a secret URI, as `subkey` and the wallets do.
 *
 * @throws KeyError; its message quotes nothing of the URI. `SoftJunction` for a soft path of
 *   another scheme than `Sr25519`.
 */
export function createKeyPair(options: KeyPairOptions, signatures: Signatures): KeyPair {
  const { scheme } = options
  const uri = parseSecretUri(options.uri)
  const secret = derive(scheme, rootSeed(uri, options.password), uri.junctions, signatures)
  const curve = curveOf(scheme, signatures)
  const publicKey = curve.publicKey(secret)
  return Object.freeze({
    scheme,
    publicKey,
    account: accountId(publicKeyToAccount(scheme, publicKey)),
    sign: (message: Uint8Array) => curve.sign(secret, message),
  })
}

function rootSeed(uri: SecretUri, override: string | undefined): Uint8Array {
  const { phrase } = uri
  const password = override ?? uri.password ?? ''
  if (phrase.startsWith('0x')) {
    // A seed ignores the password, as in Substrate.
    if (/^0x[0-9a-fA-F]{64}$/.test(phrase)) return hexToBytes(phrase)
    throw new KeyError('InvalidSeed', 'a seed is 0x and 64 hexadecimal digits')
  }
  if (phrase === DEV_PHRASE && password === '') return hexToBytes(DEV_MINI_SECRET)
  return mnemonicToMiniSecret(phrase, password)
}

function derive(
  scheme: SignatureScheme,
  seed: Uint8Array,
  junctions: readonly Junction[],
  signatures: Signatures,
): Uint8Array {
  let secret = seed
  for (const { hard, chainCode } of junctions) {
    if (hard) {
      secret = curveOf(scheme, signatures).deriveHard(secret, chainCode)
    } else if (scheme === 'Sr25519') {
      secret = signatures.sr25519.deriveSoft(secret, chainCode)
    } else {
      throw new KeyError('SoftJunction', `${scheme} has no soft junctions; write // in the path`)
    }
  }
  return secret
}

function curveOf(
  scheme: SignatureScheme,
  { sr25519, ed25519, ecdsa }: Signatures,
): Signatures['sr25519'] | Signatures['ed25519'] | Signatures['ecdsa'] {
  return { Sr25519: sr25519, Ed25519: ed25519, Ecdsa: ecdsa }[scheme]
}
