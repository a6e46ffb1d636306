import type { Hash } from '@plexus/primitives'
import type {
  Block,
  ExecutedBlock,
  Header,
  Runtime,
  Slot,
  StateView,
  StorageKey,
} from '@plexus/runtime'
import type { Restoration } from './restoration.ts'

/** A block by hash and height. */
export interface BlockRef {
  readonly hash: Hash
  readonly number: number
}

/** What happened to the chain. `reverted` only ever follows a `dev_` request. */
export type ChainEvent =
  | {
      readonly type: 'imported'
      readonly block: Block
      readonly ref: BlockRef
      /** Storage keys that the block changed. */
      readonly changed: readonly StorageKey[]
    }
  /** Blocks that became final, oldest first. */
  | { readonly type: 'finalized'; readonly blocks: readonly BlockRef[] }
  /** The head moved back to `to`; `removed` lists the lost blocks, newest first. */
  | { readonly type: 'reverted'; readonly to: BlockRef; readonly removed: readonly BlockRef[] }
  /** Raw state was written on top of the head, without a block; only ever in development. */
  | {
      readonly type: 'overwritten'
      readonly head: BlockRef
      readonly changed: readonly StorageKey[]
    }
  /** The chain begins anew at a block, which is final; those before it, genesis apart, are not here. */
  | { readonly type: 'restored'; readonly ref: BlockRef }

/** Stops a listener. */
export type Unsubscribe = () => void

/**
 * The canonical chain: blocks, their states and its two heads. It never forks; a head is only ever
 * extended by one block or, in development, reverted.
 */
export interface Chain {
  readonly runtime: Runtime
  readonly genesisHash: Hash
  head(): BlockRef
  finalized(): BlockRef
  /**
   * Hash of the block at this height; `undefined` above the head, and between genesis and the block
   * that the chain was begun at.
   */
  hashAt(number: number): Hash | undefined
  header(hash: Hash): Header | undefined
  /** The extrinsics of a block, byte for byte as submitted; unknown of one the chain was begun at. */
  body(hash: Hash): readonly Uint8Array[] | undefined
  /**
   * The state after a block. The view stays valid while later blocks are imported; once its block
   * is pruned or reverted, its reads throw the errors below.
   * @throws UnknownBlockError, StateDiscardedError (pruned)
   */
  stateAt(hash: Hash): HistoricalState
  /** Keys that a block changed; `undefined` when unknown or pruned. */
  changedKeys(hash: Hash): readonly StorageKey[] | undefined
  /**
   * Heights of the blocks after `first` and up to `last` that changed a key, ascending; those below
   * the oldest kept state are forgotten. PERF: one read per change, whatever the range.
   */
  changesOf(key: StorageKey, first: number, last: number): readonly number[]
  /**
   * Appends a block on the head in one atomic write and moves the head.
   * @throws NotOnHeadError when the parent is not the head
   * @throws StateRootError when the changes do not lead to the state root of the header
   */
  append(block: ExecutedBlock): void
  /** Moves the finalised head up to a block on the chain. Lower ones are ignored. */
  finalize(hash: Hash): void
  /** Keeps the state of a block from being pruned until the answer is called. @throws UnknownBlockError */
  hold(hash: Hash): Unsubscribe
  readonly restoration: Restoration
  /**
   * Development only: takes the head back to an earlier block, and the finalised head with it.
   * @throws UnknownBlockError, StateDiscardedError
   */
  revert(hash: Hash): void
  /**
   * Development only: writes raw state on top of the head without a block; the header of the
   * next block commits to it. The writes count as changes of the head block: `stateAt(head)` shows
   * them, and reverting the block takes them back.
   */
  overwrite(changes: ReadonlyMap<StorageKey, Uint8Array | undefined>): void
  /** Listeners run synchronously after the write, in the order of their registration. */
  subscribe(listener: (event: ChainEvent) => void): Unsubscribe
  /** Resolves when every appended block has reached the disk. */
  flushed(): Promise<void>
}

/** State at one block, with what the trie can say about it. */
export interface HistoricalState extends StateView {
  readonly at: BlockRef
  /** As `get`; of the head, the same slot as long as no write changes the key. */
  slot(key: StorageKey): Slot
  /**
   * The trie nodes (and hashed values) that prove the values or absence of these keys.
   * @throws ProofTooOldError when the block lies too far below the head
   */
  prove(keys: readonly StorageKey[]): readonly Uint8Array[]
  /**
   * Merkle value of the closest descendant of `prefix` (chainHead storage item type).
   * @throws ProofTooOldError
   */
  closestDescendantMerkleValue(prefix: StorageKey): Uint8Array | undefined
}
