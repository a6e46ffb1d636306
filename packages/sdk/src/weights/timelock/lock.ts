import { lockTimelocked } from '@plexus/primitives'
import { TimelockError } from '../errors.ts'
import { QUICKNET } from './quicknet.ts'

/** What is locked, and until when. */
export interface LockOptions {
  /** At most 1 MiB. The chain takes commitments of at most 5,000 bytes. */
  readonly message: Uint8Array
  /** The round whose signature will open it, from 1. */
  readonly round: bigint
  /** Group public key of the beacon in G2, 96 bytes; that of quicknet by default. */
  readonly publicKey?: Uint8Array
}

const MAX_MESSAGE_BYTES = 1_048_576
const MAX_ROUND = 0xffff_ffff_ffff_ffffn
const BEACON_KEY_BYTES = 96

/**
 * Encrypts a message so that anybody can read it once the beacon has signed the round, and nobody
 * before (spec: 80-axon-dendrite Part 5). The result has `TIMELOCK_OVERHEAD_BYTES` more bytes
 * (PERF: 60 ms).
 *
 * @throws TimelockError with `InvalidRound`, `InvalidBeaconKey` or `TooLong`.
 */
export function lockUntilRound(options: LockOptions): Uint8Array {
  const { message, round, publicKey = QUICKNET.publicKey } = options
  if (message.length > MAX_MESSAGE_BYTES) {
    throw new TimelockError(
      'TooLong',
      `The message has ${message.length} bytes; lock at most ${MAX_MESSAGE_BYTES} at once.`,
    )
  }
  if (round < 1n || round > MAX_ROUND) {
    throw new TimelockError('InvalidRound', `${round} is no round of a beacon; rounds start at 1.`)
  }
  const [key, sigma, nonce] = [randomBytes(32), randomBytes(32), randomBytes(12)]
  const isWhole = publicKey.length === BEACON_KEY_BYTES
  const locked = isWhole
    ? lockTimelocked({ message, round, publicKey, random: { key, sigma, nonce } })
    : undefined
  key.fill(0)
  sigma.fill(0)
  if (locked !== undefined) return locked
  throw new TimelockError(
    'InvalidBeaconKey',
    'The public key of the beacon is no compressed point of G2; copy it again.',
  )
}

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))
