/** The tables of a node's database. */
export const TABLES = [
  'meta',
  'state',
  'graves',
  'history',
  'changes',
  'trie',
  'headers',
  'bodies',
  'numbers',
  'state2',
  'trie2',
] as const

/**
 * - `meta`: format, versions, genesis hash, head, finalised (text keys)
 * - `state`: storage key → value at the head
 * - `graves`: storage keys that are absent at the head but were there at a kept block → empty
 * - `history`: storage key and block number → value before that block (see `chain/history`)
 * - `changes`: block number (u32 BE) → the storage keys that the block changed
 * - `trie`: packed nibble path → encoded trie node of the head state
 * - `headers`, `bodies`: block hash → SCALE header, SCALE list of extrinsics
 * - `numbers`: block number (u32 BE) → block hash on the chain
 * - `state2`, `trie2`: another state, which takes the place of `state` and `trie` (see
 *   `chain/state-tables`)
 */
export type Table = (typeof TABLES)[number]

/** Longest key that any table takes, in bytes; the shortest has one byte. */
export const MAX_KEY_BYTES = 1978

/** One change of a batch; without `value` the key is removed. */
export interface Write {
  readonly table: Table
  readonly key: Uint8Array
  readonly value?: Uint8Array
}

/** Bounds of a scan over one table, in byte order of the keys. */
export interface Range {
  /** First key, inclusive. */
  readonly from?: Uint8Array
  /** End of the scan, exclusive (in a reverse scan as well: keys are always in [from, to)). */
  readonly to?: Uint8Array
  readonly reverse?: boolean
  readonly limit?: number
}

/** Reads of a database. All arrays are fresh copies. */
export interface Reads {
  /** The value under a key; `undefined` also for a key that no table can hold. */
  get(table: Table, key: Uint8Array): Uint8Array | undefined
  /**
   * Entries in order. The iterator may be abandoned; one that is kept across a write goes on
   * behind its last key and may or may not see the write.
   */
  range(table: Table, range: Range): Iterable<readonly [Uint8Array, Uint8Array]>
  /** The keys of `range`, without reading the values. */
  keys(table: Table, range: Range): Iterable<Uint8Array>
}

/**
 * An ordered key-value store with atomic batches. Reads see every acknowledged write.
 * Each implementation passes `test/db/compliance.ts`.
 */
export interface Database extends Reads {
  /** The data directory, or `memory`; for messages. */
  readonly location: string
  /**
   * All writes or none; returns when `get` sees them. Of two writes to one key the later wins.
   * @throws KeyLengthError, DatabaseFullError, DatabaseDamagedError; nothing is written then.
   */
  write(batch: readonly Write[]): void
  /** Resolves when everything written so far has reached the disk. */
  flushed(): Promise<void>
  /** Bytes that the data take on disk; 0 in memory. */
  sizeBytes(): number
  close(): Promise<void>
}
