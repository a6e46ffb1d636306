import { fundingMoves, neuronMoves } from './neuron-moves.ts'
import { settingMoves, openingMoves } from './setting-moves.ts'
import { stakeMoves } from './stake-moves.ts'
import { found, subnetMoves } from './subnet-moves.ts'
import { weightMoves } from './weight-moves.ts'
import type { Move, Play, World } from './move.ts'

/** What makes a chain as in genesis ready: limits that let things happen, hotkeys, some subnets. */
const OPENING: readonly Play[] = [...openingMoves, ...fundingMoves, found, found, found]
const MOVES = [...stakeMoves, ...neuronMoves, ...weightMoves, ...subnetMoves, ...settingMoves]
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
    if (move !== undefined) return move
  }
}
