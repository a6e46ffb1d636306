import { randomBytes } from 'node:crypto'
import { bytesToHex, shieldKeyPair } from '@plexus/primitives'
import type { Hasher } from '@plexus/primitives'

/**
 * The key pairs that the authors announce, so that senders can encrypt to them. They live in memory
 * only: what was encrypted before a restart stays unread.
 */
export interface ShieldKeys {
  /** The public key that the next block announces. */
  announced(): Uint8Array
  /** The secret key of a pair, by the twox128 of its public key; `undefined` for any other. */
  secretOf(keyHash: Uint8Array): Uint8Array | undefined
  /** A block was made: the next one announces another key, where keys change. */
  roll(): void
}

/** What key pairs are made with. */
export interface ShieldKeysOptions {
  readonly hasher: Pick<Hasher, 'twox128'>
  /** A fresh pair for each block; otherwise the same one for all. */
  readonly changing: boolean
  /** 64 secret bytes for each pair; default: random ones. */
  readonly seed?: () => Uint8Array
}

/** Makes the first pair. PERF: a pair takes about half a millisecond. */
export function createShieldKeys(options: ShieldKeysOptions): ShieldKeys {
  const { hasher, changing, seed = () => randomBytes(SEED_BYTES) } = options
  const secrets = new Map<string, Uint8Array>()
  const nameOf = (keyHash: Uint8Array): string => bytesToHex(keyHash)
  const makePair = (): Uint8Array => {
    const { publicKey, secretKey } = shieldKeyPair(seed())
    secrets.set(nameOf(hasher.twox128(publicKey)), secretKey)
    const [oldest] = secrets.keys()
    if (secrets.size > KEPT && oldest !== undefined) secrets.delete(oldest)
    return publicKey
  }
  let announced = makePair()
  return {
    announced: () => announced,
    secretOf: (keyHash) => secrets.get(nameOf(keyHash)),
    roll() {
      if (changing) announced = makePair()
    },
  }
}

const SEED_BYTES = 64
/** A key is used in its author's next turn, at most 32 blocks later; the rest is for missed turns. */
const KEPT = 64
