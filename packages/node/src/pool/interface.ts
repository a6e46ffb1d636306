import type { AccountId, Hash } from '@plexus/primitives'
import type { TransactionSource } from '@plexus/runtime'
import type { Unsubscribe } from '../chain/interface.ts'

/** The life of a watched transaction, in the words of `author_extrinsicUpdate`. */
export type TransactionStatus =
  | { readonly type: 'future' }
  | { readonly type: 'ready' }
  /** `index` is the position in the block's body. */
  | { readonly type: 'inBlock'; readonly block: Hash; readonly index: number }
  /** The block left the chain; `dropped` follows. */
  | { readonly type: 'retracted'; readonly block: Hash }
  | { readonly type: 'finalized'; readonly block: Hash; readonly index: number }
  /** Replaced by the transaction with this hash. */
  | { readonly type: 'usurped'; readonly by: Hash }
  | { readonly type: 'dropped' }
  | { readonly type: 'invalid' }

/** A transaction as the pool holds it. */
export interface PooledTransaction {
  /** BLAKE2b-256 of the bytes. */
  readonly hash: Hash
  readonly bytes: Uint8Array
}

/** Transactions that wait for a block. Bounded in count and bytes. */
export interface Pool {
  /**
   * Checks the signature off the main thread, validates on the head and adds.
   * @throws PoolError with the JSON-RPC code of spec 70 §1.1 (1010 to 1016).
   */
  submit(bytes: Uint8Array, source: TransactionSource): Promise<Hash>
  /** As `submit`, for what another node passes on: the reserve is for these. */
  receive(bytes: Uint8Array): Promise<Hash>
  /**
   * As `submit`, and tells `listener` each status from the current one on, never before the
   * promise has resolved. A terminal status is the last.
   */
  watch(
    bytes: Uint8Array,
    source: TransactionSource,
    listener: (status: TransactionStatus) => void,
  ): Promise<{ readonly hash: Hash; readonly stop: Unsubscribe }>
  /** Ready transactions in the order in which a block takes them. */
  ready(): Iterable<PooledTransaction>
  /** Ready and future ones, for `author_pendingExtrinsics`. */
  pending(): readonly PooledTransaction[]
  /** Whether it waits here, ready or future. PERF: a look into a map. */
  has(hash: Hash): boolean
  /** Nonce on chain plus the account's ready transactions. */
  nextIndex(account: AccountId): number
  /** Takes out a transaction that a block refused; its watchers hear `invalid`. */
  refuse(hash: Hash): void
  /** Removes by hash (`author_removeExtrinsic`); its watchers hear `dropped`. */
  remove(hash: Hash): boolean
  /** Ready and future counts, for metrics. */
  size(): { readonly ready: number; readonly future: number }
  /** Fires when a transaction becomes ready (instant sealing). */
  onReady(listener: () => void): Unsubscribe
  start(): void
  stop(): Promise<void>
}
