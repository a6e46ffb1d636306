import { u32 } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import { followBeacon } from '../beacon.ts'
import { followsBeacon, writePulse } from '../economy/beacon-moves.ts'
import { anyActor } from '../economy/move.ts'
import { byRoot } from './accounts.ts'
import type { SurePlay, WeightedSure } from './sure-move.ts'

/** Which rounds there are, and whose. */
const BEACON = { alone: ['beacon'] } as const

/** The next round is written, once the chain follows the beacon that it comes from. */
const pulse: SurePlay = (world) => {
  const { storage, random, facts, now } = world
  if (random.oneIn(2)) return undefined
  if (!followsBeacon(storage)) return byRoot(world, followBeacon(), BEACON)
  const from = storage.get(u32, 'Drand.NextUnsignedAt') ?? 0
  if (from > now) return undefined
  return { ...writePulse(storage, facts.block, anyActor(world).coldkey), ...BEACON }
}

const forget: SurePlay = (world) => {
  if (!world.random.oneIn(6)) return undefined
  const oldest_round = BigInt(world.random.below(2_000))
  return byRoot(world, callOf('Drand', 'set_oldest_stored_round', { oldest_round }), BEACON)
}

/** What becomes of the randomness of the world. */
export const beaconMoves: readonly WeightedSure[] = [
  [3, pulse],
  [1, forget],
]
