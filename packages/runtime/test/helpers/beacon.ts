import { bls, hexToBytes, lockTimelocked, signRound } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { QUICKNET } from '../../src/pallets/drand/quicknet.ts'
import { BeaconConfig, LastStoredRound, Pulses } from '../../src/pallets/drand/storage.ts'
import type { Pulse } from '../../src/pallets/drand/types.ts'
import { host } from './test-context.ts'

/** Round 1000 of quicknet, as the reference's tests have it. */
export const ROUND_1000: Pulse = {
  round: 1000n,
  randomness: hexToBytes('fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd'),
  signature: hexToBytes(
    'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125' +
      'e342b73a8dd2bacbe47e4b6b63ed5e39',
  ),
}

const SECRET = new Uint8Array(32).fill(7)
/** The key of a beacon whose secret the tests know. */
export const beaconKey = bls.publicKey(SECRET)

/** A round of that beacon. */
export const pulseOf = (round: bigint): Pulse => ({
  round,
  randomness: host.blake2b256(new Uint8Array()),
  signature: signRound(SECRET, round),
})

/** Lets the chain follow that beacon. */
export const followBeacon = (ctx: Context): void =>
  BeaconConfig.set(ctx, { ...QUICKNET, public_key: beaconKey })

/** Stores rounds of that beacon, as blocks before have. */
export function storeRounds(ctx: Context, ...rounds: readonly bigint[]): void {
  for (const round of rounds) Pulses.set(ctx, round, pulseOf(round))
  LastStoredRound.set(ctx, rounds.at(-1) ?? 0n)
}

/** Locks a message until a round of that beacon. */
export function lockUntil(round: bigint, message: Uint8Array): Uint8Array {
  const random = {
    key: new Uint8Array(32).fill(1),
    sigma: new Uint8Array(32).fill(2),
    nonce: new Uint8Array(12).fill(3),
  }
  const locked = lockTimelocked({ message, round, publicKey: beaconKey, random })
  if (locked === undefined) throw new Error('the key of the beacon is no point')
  return locked
}
