import { encode, hexToBytes, lockTimelocked, signRound, u32 } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import type { Random } from './random.ts'

/** A round of a beacon as the chain stores it. */
export interface Pulse {
  readonly round: bigint
  readonly randomness: Uint8Array
  readonly signature: Uint8Array
}

/** The only round of the public beacon that is known here; the reference's tests have it too. */
const PUBLIC_PULSE: Pulse = {
  round: 1000n,
  randomness: hexToBytes('fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd'),
  signature: hexToBytes(
    'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125' +
      'e342b73a8dd2bacbe47e4b6b63ed5e39',
  ),
}
const PUBLIC_KEY = hexToBytes(
  '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c' +
    '8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb' +
    '5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
)
/** Of a beacon that is known here, and takes over where the public one ends. */
const SECRET = new Uint8Array(32).fill(9)
/** PERF: to derive it takes 13 ms. */
const KNOWN_KEY = hexToBytes(
  'b77ba5d4bf7524aa429f1700dac5ac0a6de363e66ab0ef0aa13f2872c43a6923' +
    '122ac96b24db2503f7c6ae4f33ae9ab400174206049b6caaba895383af5609ff' +
    '2cde4d65ce83ba31f9ada80ba83bb47afb60bbc49dd40b9c7b57410bf8bbc525',
)

/** The last round of the public beacon that is known here. */
export const LAST_PUBLIC_ROUND = PUBLIC_PULSE.round

/** Key of the beacon that comes out with a round: compressed point of G2. */
export const beaconKeyOf = (round: bigint): Uint8Array =>
  round <= LAST_PUBLIC_ROUND ? PUBLIC_KEY : KNOWN_KEY

/** A round (PERF: 25 ms). */
export const pulseOf = (round: bigint): Pulse =>
  round === PUBLIC_PULSE.round
    ? PUBLIC_PULSE
    : { round, randomness: encode(u32, 7), signature: signRound(SECRET, round) }

/**
 * Locks a message until a round (PERF: 60 ms).
 *
 * @param round `LAST_PUBLIC_ROUND` or later
 */
export function lockUntil(round: bigint, message: Uint8Array, random: Random): Uint8Array {
  const secrets = { key: random.bytes(32), sigma: random.bytes(32), nonce: random.bytes(12) }
  const publicKey = beaconKeyOf(round)
  const locked = lockTimelocked({ message, round, publicKey, random: secrets })
  if (locked === undefined) throw new Error('the key of the beacon is no point')
  return locked
}

/** Root has the chain follow the beacon that is known here. */
export const followBeacon = (): RuntimeCall =>
  callOf('Drand', 'set_beacon_config', {
    config_payload: {
      block_number: 0,
      config: {
        public_key: beaconKeyOf(LAST_PUBLIC_ROUND + 1n),
        period: 3,
        genesis_time: 1_692_803_367,
        hash: new Uint8Array(32),
        group_hash: new Uint8Array(32),
        scheme_id: new TextEncoder().encode('bls-unchained-g1-rfc9380'),
        metadata: { beacon_id: new TextEncoder().encode('known') },
      },
      public: { type: 'Sr25519', value: new Uint8Array(32) },
    },
    signature: undefined,
  })
