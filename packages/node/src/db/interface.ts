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
] as const

/**
 * - `meta`: format, versions, genesis hash, head, finalised (text keys)
 * - `state`: storage key → value at the head
 * - `graves`: storage keys that were removed at least once → empty
 * - `history`: storage key ‖ block number (u32 BE) → value before that block (see `chain/history`)
 * - `changes`: block number (u32 BE) → the storage keys that the block changed
 * - `trie`: packed nibble path → encoded trie node of the head state
 * - `headers`, `bodies`: block hash → SCALE header, SCALE list of extrinsics
 * - `numbers`: block number (u32 BE) → block hash on the chain
 */
export type Table = (typeof TABLES)[number]

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

/** Reads that belong to one point in time. */
export interface Reads {
  get(table: Table, key: Uint8Array): Uint8Array | undefined
  /** Entries in order; the iterator may be abandoned. Values and keys are fresh arrays. */
  range(table: Table, range: Range): Iterable<readonly [Uint8Array, Uint8Array]>
}

/**
 * An ordered key-value store with atomic batches. Reads see every acknowledged write.
 * Each implementation passes `test/db/compliance.ts`.
 */
export interface Database extends Reads {
  /** All writes or none, in memory at once; returns when `get` sees them. */
  write(batch: readonly Write[]): void
  /** Resolves when everything written so far has reached the disk. */
  flushed(): Promise<void>
  close(): Promise<void>
}
