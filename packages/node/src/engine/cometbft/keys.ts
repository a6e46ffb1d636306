import { createHash, generateKeyPairSync } from 'node:crypto'

/** An ed25519 key of CometBFT. */
export interface CometKey {
  readonly publicKey: Uint8Array
  /** Seed and public key, 64 bytes, as CometBFT writes it. */
  readonly secret: Uint8Array
}

/** A fresh key from the randomness of the system. */
export function makeCometKey(): CometKey {
  const { privateKey } = generateKeyPairSync('ed25519')
  const { d, x } = privateKey.export({ format: 'jwk' })
  const seed = Buffer.from(d ?? '', 'base64url')
  const publicKey = Buffer.from(x ?? '', 'base64url')
  return { publicKey, secret: Buffer.concat([seed, publicKey]) }
}

/** The first 20 bytes of the SHA-256: names a validator, in capitals, or a node. */
export function addressOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 40)
}

/** As files hold a public key. */
export const publicKeyJson = (publicKey: Uint8Array) => ({
  type: PUBLIC_TYPE,
  value: Buffer.from(publicKey).toString('base64'),
})

/** As files hold a secret key. */
export const secretKeyJson = (secret: Uint8Array) => ({
  type: SECRET_TYPE,
  value: Buffer.from(secret).toString('base64'),
})

/** The secret key in a value of a file, seed and public key; `undefined` where it is not ed25519. */
export const readSecretKey = (value: unknown): Uint8Array | undefined =>
  readBytes(value, SECRET_TYPE, 64)

/** The public key in a value of a file; `undefined` where it is none of ed25519. */
export const readPublicKey = (value: unknown): Uint8Array | undefined =>
  readBytes(value, PUBLIC_TYPE, 32)

function readBytes(value: unknown, type: string, length: number): Uint8Array | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!('type' in value && 'value' in value) || value.type !== type) return undefined
  const bytes = typeof value.value === 'string' ? Buffer.from(value.value, 'base64') : undefined
  return bytes?.length === length ? Uint8Array.from(bytes) : undefined
}

const PUBLIC_TYPE = 'tendermint/PubKeyEd25519'
const SECRET_TYPE = 'tendermint/PrivKeyEd25519'
