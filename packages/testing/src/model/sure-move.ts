import { bytesToHex } from '@plexus/primitives'
import { encodeCall } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import type { Move, Signer, World } from '../economy/move.ts'

/** What moves are drawn from that must succeed. */
export interface ModelWorld extends World {
  /** Number of the block that is being drawn. */
  readonly now: number
  /** What was drawn earlier and may be needed again. */
  readonly memory: Memory
  /** What the moves of this block have to themselves, and what they share. */
  readonly claims: Claims
}

/** What the chain keeps only as a hash, by that hash (hex). */
export interface Memory {
  readonly calls: Map<string, RuntimeCall>
  readonly pures: PureOrigin[]
}

/** How a pure proxy came to be, but for its place in its block. */
export interface PureOrigin {
  readonly spawner: Uint8Array
  readonly type: string
  readonly index: number
  readonly height: number
}

/** A part of the state: true where one move has it to itself. */
export type Claims = Map<string, boolean>

/** A move that the model says succeeds. */
export interface SureMove extends Move {
  /** Parts of the state that no other move of the block may touch. */
  readonly alone?: readonly string[]
  /** Parts that others may rely on too. */
  readonly shared?: readonly string[]
}

/** Draws a sure move of one kind, or none where there is none now. */
export type SurePlay = (world: ModelWorld) => SureMove | undefined

/** How much a kind of move is worth among the others, and the move. */
export type WeightedSure = readonly [share: number, play: SurePlay]

/** What every move relies on; a move that claims it alone has the block to itself. */
export const CHAIN = 'chain'
/** Who holds the sudo key. */
export const SUDO = 'sudo'

/** Names of parts of the state. */
export const ofAccount = (account: Uint8Array): string => `account ${bytesToHex(account)}`
export const ofSubnet = (netuid: number): string => `subnet ${netuid}`
export const ofHotkey = (hotkey: Uint8Array): string => `hotkey ${bytesToHex(hotkey)}`

/** Claims what a move needs; false where an earlier move of the block stands in the way. */
export function claim(claims: Claims, move: SureMove): boolean {
  const alone = [...(move.alone ?? []), ...signerOf(move.by)]
  const shared = [...(move.shared ?? []), CHAIN, ...(move.by === 'Root' ? [SUDO] : [])].filter(
    (part) => !alone.includes(part),
  )
  const isFree =
    alone.every((part) => !claims.has(part)) && shared.every((part) => claims.get(part) !== true)
  if (!isFree) return false
  for (const part of alone) claims.set(part, true)
  for (const part of shared) claims.set(part, false)
  return true
}

const signerOf = (by: Signer): readonly string[] =>
  typeof by === 'string' ? [] : [ofAccount(by.account)]

/** Calls that are kept in memory. */
const MAX_CALLS = 200

/** Keeps a call for when the chain tells its hash; gives the hash. */
export function remember({ memory, hasher }: ModelWorld, call: RuntimeCall): Uint8Array {
  const hash = hasher.blake2b256(encodeCall(call))
  memory.calls.set(bytesToHex(hash), call)
  const [oldest] = memory.calls.keys()
  if (memory.calls.size > MAX_CALLS && oldest !== undefined) memory.calls.delete(oldest)
  return hash
}

/** The call of a hash, where it is known. */
export const recall = ({ memory }: ModelWorld, hash: Uint8Array): RuntimeCall | undefined =>
  memory.calls.get(bytesToHex(hash))
