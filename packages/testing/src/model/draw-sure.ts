import { inSafeMode } from './accounts.ts'
import { balanceMoves } from './balance-moves.ts'
import { beaconMoves } from './beacon-moves.ts'
import { crowdloanMoves } from './crowdloan-moves.ts'
import { familyMoves } from './family-moves.ts'
import { hotkeySwapMoves } from './hotkey-swap-moves.ts'
import { coldkeySwapMoves, keyMoves } from './key-moves.ts'
import { limitMoves } from './limit-moves.ts'
import { multisigMoves } from './multisig-moves.ts'
import { preimageMoves } from './preimage-moves.ts'
import { presenceMoves } from './presence-moves.ts'
import { proxyMoves } from './proxy-moves.ts'
import { endingMoves, registrationMoves } from './registration-moves.ts'
import { isQuiet, schedulerMoves } from './scheduler-moves.ts'
import { chainSettingMoves, settingMoves } from './setting-moves.ts'
import { shieldMoves } from './shield-moves.ts'
import { stakeMoves } from './stake-moves.ts'
import { claim } from './sure-move.ts'
import type { ModelWorld, SureMove, WeightedSure } from './sure-move.ts'
import { guardMoves, systemMoves } from './system-moves.ts'
import { inBatch, utilityMoves } from './utility-moves.ts'
import { weightMoves } from './weight-moves.ts'

/** The areas, and how often a move is of one of them. */
const AREAS: readonly (readonly [share: number, moves: readonly WeightedSure[]])[] = [
  [4, stakeMoves],
  [3, registrationMoves],
  [4, weightMoves],
  [2, familyMoves],
  [2, presenceMoves],
  [2, settingMoves],
  [2, balanceMoves],
  [1, systemMoves],
  [1, utilityMoves],
  [2, multisigMoves],
  [2, preimageMoves],
  [2, schedulerMoves],
  [2, proxyMoves],
  [2, crowdloanMoves],
  [1, keyMoves],
  [1, limitMoves],
  [1, beaconMoves],
  [1, shieldMoves],
]
/** Moves that have a block to themselves. */
const LONERS: typeof AREAS = [
  [4, chainSettingMoves],
  [1, guardMoves],
  [1, endingMoves],
  [3, hotkeySwapMoves],
  [2, coldkeySwapMoves],
]
/** One block in so many is theirs. */
const LONELY = 8
/** One move in so many is made inside a batch. */
const WRAPPED = 25
/** Draws that may come to nothing before a block has enough. */
const TRIES = 60

/**
 * Draws a move that must succeed in the next block after those drawn for it before; none where
 * there is hardly one.
 */
export function drawSure(world: ModelWorld): SureMove | undefined {
  // What runs at the start of the block is not foreseen.
  if (!isQuiet(world)) return undefined
  const isLonely = world.claims.size === 0 && (inSafeMode(world) || world.random.oneIn(LONELY))
  const areas = isLonely ? LONERS : AREAS
  for (let tries = 0; tries < TRIES; tries += 1) {
    const [, play] = weighed(world, weighed(world, areas)[1])
    const drawn = play(world)
    if (drawn === undefined) continue
    const move = world.random.oneIn(WRAPPED) ? inBatch(world, drawn) : drawn
    if (claim(world.claims, move)) return move
  }
  return undefined
}

function weighed<T extends readonly [share: number, what: unknown]>(
  { random }: ModelWorld,
  items: readonly T[],
): T {
  let place = random.below(items.reduce((sum, [share]) => sum + share, 0))
  const found = items.find(([share]) => (place -= share) < 0)
  if (found === undefined) throw new Error('shares are positive')
  return found
}
