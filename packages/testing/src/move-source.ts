import type { Hasher, Signatures } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import type { StateView } from '@plexus/runtime'
import type { Actor } from './economy/cast.ts'
import { readChainFacts } from './economy/chain-facts.ts'
import { drawEconomy, OPENING_MOVES } from './economy/draw-economy.ts'
import type { Commit, Move } from './economy/move.ts'
import { lookAround } from './economy/presence.ts'
import { sudoHolder } from './model/accounts.ts'
import { drawSure } from './model/draw-sure.ts'
import type { Memory, ModelWorld } from './model/sure-move.ts'
import { drawOverride } from './override-moves.ts'
import { holdsCall, randomCalls } from './random-calls.ts'
import type { Random } from './random.ts'
import { readRawStorage } from './raw-storage.ts'

/** Draws what is done in the blocks of one history. */
export interface MoveSource {
  /** Looks at the state that the next block is made on. */
  look(head: StateView, number: number): void
  /** A move that the model says succeeds after all that it drew for this block; none in doubt. */
  sure(): Move | undefined
  /** Something that people do, the first of which make the network ready. */
  economy(): Move
  /** Whether all that makes the network ready was drawn. */
  isReady(): boolean
  /** Any call with arguments out of the blue. */
  noise(): Move
  /** A call of Root that no invariant survives. */
  override(): Move
  /** The sudo key is given up, where it is at hand: the last move of a history. */
  farewell(): Move | undefined
}

/** What moves are drawn from. */
export interface MoveSourceOptions {
  readonly random: Random
  readonly hasher: Hasher
  readonly signatures: Pick<Signatures, 'ecdsa'>
  /** Everybody who may ever sign. */
  readonly cast: readonly Actor[]
  /** Calls that are not drawn. */
  readonly without: ReadonlySet<string>
}

/** One call of noise in so many is made by a hotkey; half of those of the first coldkey by Root. */
const BY_HOTKEY = 8

/** Begins a history: equal seeds on equal chains give equal moves. */
export function createMoveSource(options: MoveSourceOptions): MoveSource {
  const { random, hasher, signatures, cast: everybody, without } = options
  const anyCall = randomCalls(random, everybody, without)
  const commits: Commit[] = []
  const memory: Memory = { calls: new Map(), pures: [] }
  let drawn = 0
  let world: ModelWorld | undefined
  const here = (): ModelWorld => {
    if (world === undefined) throw new Error('no state was looked at')
    return world
  }
  return {
    look(head, now) {
      const facts = readChainFacts(head, hasher)
      const storage = readRawStorage(head, hasher)
      const common = { random, hasher, signatures, ...lookAround(everybody, storage) }
      world = { ...common, facts, commits, storage, now, memory, claims: new Map() }
    },
    sure: () => drawSure(here()),
    economy() {
      for (;;) {
        const move = drawEconomy(here(), drawn)
        drawn += 1
        if (!holdsCall(move.call, without)) return move
      }
    },
    isReady: () => drawn >= OPENING_MOVES,
    noise() {
      const actor = random.pick(here().cast)
      const byHotkey = actor.hotkeys.length > 0 && random.oneIn(BY_HOTKEY)
      const asRoot = !byHotkey && actor.name === everybody[0]?.name && random.oneIn(2)
      const by = byHotkey ? random.pick(actor.hotkeys) : actor.coldkey
      return { by: asRoot ? 'Root' : by, call: anyCall() }
    },
    override: () => ({ by: 'Root', call: drawOverride(here()) }),
    farewell() {
      const by = sudoHolder(here())
      return by && { by, call: callOf('Sudo', 'remove_key', {}) }
    },
  }
}
