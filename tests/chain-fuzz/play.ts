import { bytesToHex, concatBytes, mortalEra } from '@plexus/primitives'
import type { Hash, KeyPair } from '@plexus/primitives'
import {
  callOf,
  checkInvariants,
  checkTransition,
  encodeCall,
  extrinsicOutcomes,
  ExtrinsicFormatError,
  RuntimePanic,
  toStorageKey,
} from '@plexus/runtime'
import type {
  Changes,
  ExecutedBlock,
  ExtrinsicOutcome,
  OpenBlock,
  StateView,
} from '@plexus/runtime'
import { bareExtrinsic, callName, signExtrinsic } from '@plexus/testing'
import { callsBehind } from './behind.ts'
import { callOfMove } from './script.ts'
import type { Script, ScriptMove } from './script.ts'
import { createMemoryState } from './state.ts'
import type { Tools } from './tools.ts'

/** What became of a move. */
export interface PlayedMove extends ExtrinsicOutcome {
  readonly move: ScriptMove
  /** Whether it is in the block; else `outcome` says why not. */
  readonly included: boolean
  /** Calls that it makes and does not hold, as `Pallet.call`. */
  readonly behind: readonly string[]
}

/** What became of a call that blocks have of themselves. */
export interface PlayedInherent {
  readonly call: string
  readonly outcome: string
}

/** What became of a block. */
export interface PlayedBlock {
  readonly number: number
  readonly inherents: readonly PlayedInherent[]
  readonly moves: readonly PlayedMove[]
  /** Invariants that do not hold, or an error that is no value of the protocol. */
  readonly faults: readonly string[]
}

/** A change of what a block writes, as a fault in the code would make it. */
export type Tamper = (block: {
  readonly before: StateView
  readonly changes: Changes
  readonly moves: readonly PlayedMove[]
}) => Changes

/** What a chain is played with. */
export interface PlayOptions {
  /** Whether the invariants are checked after every block. */
  readonly invariants: boolean
  /** The first block after which they are; absent: the first of all. */
  readonly from?: number
  readonly tamper?: Tamper
}

/** A chain that grows by what it is told. */
export interface Player {
  head(): StateView
  /** Number of the block that comes next. */
  next(): number
  play(moves: readonly ScriptMove[]): PlayedBlock
}

const FIRST_TIMESTAMP_MS = 1_800_000_000_000n
const VERSIONS = { specVersion: 425, transactionVersion: 1 }
/** The calls that blocks have of themselves, in their order. */
const INHERENTS = ['Timestamp.set', 'MevShield.announce_next_key']
/** What is encrypted is good for so many blocks. */
const SHIELDED_BLOCKS = 8

/** A chain at its genesis. */
export function createPlayer(tools: Tools, options: PlayOptions): Player {
  const { genesis, host } = tools
  const state = createMemoryState()
  state.preview(genesis.changes)
  state.accept()
  let parent: Hash = genesis.hash
  let number = 1

  const seal = (moves: readonly ScriptMove[]): PlayedBlock => {
    const attempts = createAttempts(tools, state.view)
    const executed = attempts.block(parent, number, moves)
    parent = executed.hash
    const { changes } = executed
    const told = extrinsicOutcomes(host, state.preview(changes))
    const played = attempts.played(told)
    const inherents = INHERENTS.map((call, at) => ({
      ...{ call, outcome: told[at]?.outcome ?? 'nothing' },
    }))
    const { tamper } = options
    const after = state.preview(
      tamper === undefined ? changes : tamper({ before: state.view, changes, moves: played }),
    )
    const isChecked = options.invariants && number >= (options.from ?? 1)
    const faults = isChecked
      ? [...checkInvariants(host, after), ...checkTransition(host, state.view, after)]
      : []
    state.accept()
    number += 1
    return { number: number - 1, inherents, moves: played, faults }
  }

  return {
    head: () => state.view,
    next: () => number,
    play(moves) {
      try {
        return seal(moves)
      } catch (error) {
        if (!(error instanceof Error)) throw error
        return { number, inherents: [], moves: [], faults: [`${error.name}: ${error.message}`] }
      }
    },
  }
}

/** Where a history broke first. */
export interface Break {
  readonly block: number
  readonly faults: readonly string[]
}

/** Plays a script until it breaks. */
export function playScript(
  tools: Tools,
  script: Script,
  options: PlayOptions,
  watch?: (block: PlayedBlock) => void,
): Break | undefined {
  const player = createPlayer(tools, options)
  for (const moves of script.blocks) {
    const block = player.play(moves)
    watch?.(block)
    if (block.faults.length > 0) return { block: block.number, faults: block.faults }
  }
  return undefined
}

interface Attempts {
  block(parent: Hash, number: number, moves: readonly ScriptMove[]): ExecutedBlock
  played(told: readonly ExtrinsicOutcome[]): readonly PlayedMove[]
}

/** What is tried in a block: where each move stands in it, or why it is not there. */
function createAttempts(tools: Tools, before: StateView): Attempts {
  const { runtime } = tools
  const tried: { move: ScriptMove; place: number; refusal: string }[] = []
  const nonces = createNonces(tools, before)
  const root = sudoHolder(tools, before)
  const attempt = (open: OpenBlock, move: ScriptMove, parentHash: Hash): string | undefined => {
    const call = callOfMove(move)
    if (move.by === 'Nobody') return refusalOf(open, bareExtrinsic(encodeCall(call)))
    const key = move.by === 'Root' ? root : tools.keys.get(move.by)
    if (key === undefined) throw new Error(`there is no key ${move.by}`)
    const sent = encodeCall(move.by === 'Root' ? callOf('Sudo', 'sudo', { call }) : call)
    const life =
      callName(call) === 'MevShield.submit_encrypted'
        ? { era: mortalEra(SHIELDED_BLOCKS, open.number - 1), birthHash: parentHash }
        : {}
    const signing = { signer: key, nonce: nonces.of(key), genesisHash: tools.genesis.hash }
    const signed = signExtrinsic(sent, { ...signing, ...VERSIONS, ...life }, tools.hasher)
    const refusal = refusalOf(open, signed)
    if (refusal === undefined) nonces.used(key)
    return refusal
  }
  return {
    block(parentHash, number, moves) {
      const timestamp = FIRST_TIMESTAMP_MS + BigInt(number * runtime.slotDurationMs)
      const digest = runtime.preDigest(timestamp)
      const open = runtime.open(before, { parentHash, number, digest })
      let place = 0
      for (const inherent of runtime.inherents(timestamp, tools.shieldKey(number))) {
        if (open.apply(inherent).kind === 'invalid') throw new Error('an inherent was refused')
        place += 1
      }
      for (const move of moves) {
        const refusal = attempt(open, move, parentHash)
        tried.push({ move, place, refusal: refusal ?? '' })
        if (refusal === undefined) place += 1
      }
      return open.seal()
    },
    played: (told) =>
      tried.map(({ move, place, refusal }) => {
        if (refusal !== '') {
          return { move, included: false, outcome: refusal, inner: [], behind: [] }
        }
        const became = told[place] ?? { outcome: 'nothing', inner: [] }
        return { move, included: true, ...became, behind: callsBehind(tools, before, move) }
      }),
  }
}

/** Why an extrinsic is not in the block. */
function refusalOf(open: OpenBlock, extrinsic: Uint8Array): string | undefined {
  try {
    const applied = open.apply(extrinsic)
    if (applied.kind === 'included') return undefined
    const { type, value } = applied.error.value
    return value === undefined ? `refused: ${type}` : `refused: ${type} ${value}`
  } catch (error) {
    if (error instanceof RuntimePanic) return `panic: ${error.message}`
    if (error instanceof ExtrinsicFormatError) return `refused: ${error.message}`
    throw error
  }
}

/** The nonces that signers need, as what was included makes them. */
function createNonces(
  { hasher }: Tools,
  before: StateView,
): { of(key: KeyPair): number; used(key: KeyPair): void } {
  const known = new Map<KeyPair, number>()
  const of = (key: KeyPair): number => {
    const nonce = known.get(key) ?? nonceIn(key)
    known.set(key, nonce)
    return nonce
  }
  const nonceIn = ({ account }: KeyPair): number => {
    const hashed = concatBytes(hasher.blake2b128(account), account)
    const bytes = before.get(itemKey(hasher, 'System', 'Account') + toStorageKey(hashed))
    return bytes === undefined ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  }
  return { of, used: (key) => void known.set(key, of(key) + 1) }
}

/** Whoever of the cast holds the sudo key; the first where nobody does. */
function sudoHolder({ hasher, cast }: Tools, before: StateView): KeyPair | undefined {
  const stored = before.get(itemKey(hasher, 'Sudo', 'Key'))
  const name = stored && bytesToHex(stored)
  const holder = cast.find(({ coldkey }) => bytesToHex(coldkey.account) === name)
  return (holder ?? cast[0])?.coldkey
}

/** The raw prefix of a storage item. */
export function itemKey(hasher: Tools['hasher'], pallet: string, item: string): string {
  const [first, second] = [pallet, item].map((name) =>
    hasher.twox128(new TextEncoder().encode(name)),
  )
  return toStorageKey(concatBytes(first ?? new Uint8Array(), second ?? new Uint8Array()))
}
