import {
  bytes,
  encode,
  enumeration,
  equalBytes,
  fixedBytes,
  holding,
  struct,
  u32,
  u64,
  vec,
} from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import { beaconKeyOf, followBeacon, LAST_PUBLIC_ROUND, pulseOf } from '../beacon.ts'
import type { RawStorage } from '../raw-storage.ts'
import { anyActor } from './move.ts'
import type { Move, Play, Weighted } from './move.ts'

const Payload = struct({
  block_number: u32,
  pulses: vec(struct({ round: u64, randomness: bytes, signature: bytes })),
  public: enumeration({ Sr25519: holding(1, fixedBytes(32)) }),
})

/** The newest round that the chain has, or the one before the first that is known here. */
export function lastRound(storage: RawStorage): bigint {
  const last = storage.get(u64, 'Drand.LastStoredRound') ?? 0n
  return last < LAST_PUBLIC_ROUND ? LAST_PUBLIC_ROUND - 1n : last
}

/** Whether the chain follows the beacon that the next round comes from. */
export function followsBeacon(storage: RawStorage): boolean {
  const next = beaconKeyOf(lastRound(storage) + 1n)
  // The public beacon is followed from the start.
  const followed = storage.get(bytes, 'Drand.BeaconConfig') ?? beaconKeyOf(LAST_PUBLIC_ROUND)
  return equalBytes(followed, next)
}

/** Whoever makes the block writes the next round, signed by a key of no importance. */
export function writePulse(storage: RawStorage, block: number, writer: KeyPair): Move {
  const pulses = [pulseOf(lastRound(storage) + 1n)]
  const signer = { type: 'Sr25519', value: writer.publicKey } as const
  const pulses_payload = { block_number: block, pulses, public: signer }
  const value = writer.sign(encode(Payload, pulses_payload))
  const args = { pulses_payload, signature: { type: 'Sr25519', value } }
  return { by: 'Nobody', call: callOf('Drand', 'write_pulse', args) }
}

/** The next round is written, once the chain follows the beacon that it comes from. */
const pulse: Play = (world) => {
  const { storage, facts } = world
  if (!followsBeacon(storage)) return { by: 'Root', call: followBeacon() }
  return writePulse(storage, facts.block, anyActor(world).coldkey)
}

const forget: Play = ({ random }) => {
  const oldest_round = BigInt(random.below(2_000))
  return { by: 'Root', call: callOf('Drand', 'set_oldest_stored_round', { oldest_round }) }
}

/** What becomes of the randomness of the world. PERF: a round takes 80 ms, so there are few. */
export const beaconMoves: readonly Weighted[] = [
  [1, (world) => (world.random.oneIn(2) ? pulse(world) : undefined)],
  [1, (world) => (world.random.oneIn(9) ? forget(world) : undefined)],
]
