import { callOf } from '@plexus/runtime'
import { beaconMoves } from './beacon-moves.ts'
import { crowdloanMoves } from './crowdloan-moves.ts'
import { keyMoves } from './key-moves.ts'
import { fundingMoves, neuronMoves } from './neuron-moves.ts'
import { settingMoves, openingMoves } from './setting-moves.ts'
import { shieldMoves } from './shield-moves.ts'
import { stakeMoves } from './stake-moves.ts'
import { found, subnetMoves } from './subnet-moves.ts'
import { weightMoves } from './weight-moves.ts'
import type { Move, Play, World } from './move.ts'

/** What makes a chain as in genesis ready: limits that let things happen, hotkeys, some subnets. */
const OPENING: readonly Play[] = [...openingMoves, ...fundingMoves, found, found, found]
/** How many moves make a chain as in genesis ready. */
export const OPENING_MOVES = OPENING.length
const MOVES = [
  ...stakeMoves,
  ...neuronMoves,
  ...weightMoves,
  ...subnetMoves,
  ...settingMoves,
  ...crowdloanMoves,
  ...keyMoves,
  ...beaconMoves,
  ...shieldMoves,
]
/** One move in so many is made inside another call. */
const WRAPPED = 20
const TOTAL = MOVES.reduce((sum, [share]) => sum + share, 0)

/**
 * Draws what somebody does on the network.
 *
 * @param drawn how many moves were drawn before; the first ones make the network ready
 */
export function drawEconomy(world: World, drawn: number): Move {
  const opening = OPENING[drawn]?.(world)
  if (opening !== undefined) return opening
  for (;;) {
    let place = world.random.below(TOTAL)
    const found = MOVES.find(([share]) => (place -= share) < 0)
    const move = found?.[1](world)
    if (move !== undefined) return world.random.oneIn(WRAPPED) ? wrapped(world, move) : move
  }
}

/** The same by way of a call that holds calls; Root may also wait for a later block. */
function wrapped({ random }: World, move: Move): Move {
  const { by, call } = move
  if (by === 'Nobody') return move
  const remark = callOf('System', 'remark', { remark: new Uint8Array(3) })
  switch (random.below(by === 'Root' ? 5 : 4)) {
    case 0:
      return { by, call: callOf('Utility', 'batch', { calls: [remark, call] }) }
    case 1:
      return { by, call: callOf('Utility', 'batch_all', { calls: [call, remark] }) }
    case 2:
      return { by, call: callOf('Utility', 'force_batch', { calls: [call, remark] }) }
    case 3:
      return { by, call: callOf('Utility', 'if_else', { main: call, fallback: remark }) }
    default: {
      const after = random.below(20)
      const plan = { after, maybe_periodic: undefined, priority: random.below(256), call }
      return { by, call: callOf('Scheduler', 'schedule_after', plan) }
    }
  }
}
