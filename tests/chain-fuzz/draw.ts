import { bytesToHex } from '@plexus/primitives'
import type { StateView } from '@plexus/runtime'
import { createMoveSource, createRandom, namesByAccount, ROOT_OVERRIDES } from '@plexus/testing'
import type { Move, MoveSource, Random } from '@plexus/testing'
import { moveOf } from './script.ts'
import type { ScriptMove } from './script.ts'
import type { Tools } from './tools.ts'

/**
 * What a history is made of: moves of which a model says that they succeed; anything; the two in
 * turns; or what Root may do to the books, which no invariant survives.
 */
export type Mode = 'behave' | 'fuzz' | 'alternate' | 'override'

export const MODES: readonly Mode[] = ['behave', 'fuzz', 'alternate', 'override']

/** A move that was drawn, and whether it must succeed. */
export interface DrawnMove extends ScriptMove {
  readonly sure: boolean
}

/** Draws the blocks of a history one after the other. */
export interface HistorySource {
  draw(head: StateView, number: number): readonly DrawnMove[]
}

const MOST_IN_BLOCK = 14
/** Moves of the first blocks of a history that behaves, which make the network ready. */
const OPENING_IN_BLOCK = 6
/** Blocks after which a history that alternates changes its way. */
const STRETCH = 20
/** Of so many moves of a history that does anything, how many are of what kind. */
const FUZZ = { all: 8, noise: 2, sure: 3 }

/** The blocks of a history; equal seeds give equal ones. */
export function createHistorySource(
  { hasher, signatures, cast }: Tools,
  { mode, seed, blocks }: { readonly mode: Mode; readonly seed: number; readonly blocks: number },
): HistorySource {
  const random = createRandom(seed)
  const without = mode === 'override' ? new Set<string>() : ROOT_OVERRIDES
  const source = createMoveSource({ random, hasher, signatures, cast, without })
  const names = namesByAccount(cast)
  const drawn = (move: Move, sure: boolean): DrawnMove => {
    const { by, call } = move
    const name = typeof by === 'string' ? by : names.get(bytesToHex(by.account))
    if (name === undefined) throw new Error('somebody signs who is not of the cast')
    return { ...moveOf(name, call), sure }
  }
  return {
    draw(head, number) {
      source.look(head, number)
      if (behaves(mode, number)) return behave(source, random, drawn)
      const count = random.below(MOST_IN_BLOCK)
      const moves = Array.from({ length: count }, () => anything(source, random, mode))
      const last = mode === 'override' && number === blocks ? source.farewell() : undefined
      return [...moves, ...(last === undefined ? [] : [last])].map((move) => drawn(move, false))
    },
  }
}

function behaves(mode: Mode, number: number): boolean {
  if (mode === 'alternate') return Math.floor(number / STRETCH) % 2 === 0
  return mode === 'behave'
}

function behave(
  source: MoveSource,
  random: Random,
  drawn: (move: Move, sure: boolean) => DrawnMove,
): readonly DrawnMove[] {
  if (!source.isReady()) {
    return Array.from({ length: OPENING_IN_BLOCK }, () => drawn(source.economy(), false))
  }
  const moves: DrawnMove[] = []
  for (let count = random.below(MOST_IN_BLOCK); count > 0; count -= 1) {
    const move = source.sure()
    if (move === undefined) break
    moves.push(drawn(move, true))
  }
  return moves
}

function anything(source: MoveSource, random: Random, mode: Mode): Move {
  if (mode === 'override' && random.oneIn(2)) return source.override()
  const place = random.below(FUZZ.all)
  if (place < FUZZ.noise) return source.noise()
  const sure = place < FUZZ.noise + FUZZ.sure ? source.sure() : undefined
  return sure ?? source.economy()
}
