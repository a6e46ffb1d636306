import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Hasher } from '@plexus/primitives'
import type { BlockRef, Chain } from '../../../chain/interface.ts'
import type { Pruning } from '../../../chain/plan-prune.ts'
import type { Log } from '../../../log.ts'
import type { AbciApp } from '../abci-app.ts'
import { CHUNK_BYTES, encodeMetadata, SNAPSHOT_FORMAT, snapshotHash } from './format.ts'
import { createRestore } from './restore.ts'
import { retainHeight } from './retain-height.ts'
import { openSnapshotStore } from './snapshot-store.ts'
import type { SnapshotStore, StoredSnapshot } from './snapshot-store.ts'
import { createSnapshotTaker } from './take-snapshots.ts'
import type { SnapshotTaker } from './take-snapshots.ts'

/** What snapshots are made of. */
export interface SnapshotsOptions {
  readonly chain: Chain
  readonly hasher: Hasher
  readonly log: Log
  /** Where they lie; absent: none is taken or offered. */
  readonly directory?: string
  /** Blocks from one to the next, 0 for none; default 1,000. */
  readonly every?: number
  /** Bytes of a chunk; the same on all nodes, default 4 MiB. */
  readonly chunkBytes?: number
  /** Default `archive`. */
  readonly pruning?: Pruning
}

/** The part of the application that lets nodes join without executing all blocks. */
export interface Snapshots {
  readonly handlers: Pick<
    AbciApp,
    'listSnapshots' | 'loadSnapshotChunk' | 'offerSnapshot' | 'applySnapshotChunk'
  >
  /** A block was written. */
  committed(block: BlockRef): void
  /** The lowest block that CometBFT has to keep after this one, 0 for all. */
  retainHeight(height: number): bigint
  /** The chain begins at genesis: nothing is restored any more. */
  abandonRestore(): Promise<void>
  start(): void
  stop(): Promise<void>
}

export function createSnapshots(options: SnapshotsOptions): Snapshots {
  const { chain, hasher, log, directory, every = DEFAULT_EVERY } = options
  const { chunkBytes = CHUNK_BYTES, pruning = 'archive' } = options
  const restore = createRestore({ chain, hasher, log, rest: nextTurn })
  let store: SnapshotStore | undefined
  let taker: SnapshotTaker | undefined
  return {
    handlers: {
      listSnapshots() {
        const newest = store?.list().slice(0, MAX_OFFERED) ?? []
        return { snapshots: newest.map((each) => offerOf(hasher, each)) }
      },
      async loadSnapshotChunk({ height, format, chunk }) {
        const known = format === SNAPSHOT_FORMAT ? store : undefined
        return { chunk: (await known?.chunk(Number(height), chunk)) ?? new Uint8Array() }
      },
      offerSnapshot: async (request) => ({ result: await restore.offer(request) }),
      applySnapshotChunk: (request) => restore.apply(request),
    },
    committed: (block) => taker?.committed(block),
    retainHeight: (height) => retainHeight(height, pruning, store?.list().at(-1)?.height),
    abandonRestore: () => restore.abandon(),
    start() {
      // What a restore has left that was cut off.
      void restore.abandon()
      if (directory === undefined) return
      store = openSnapshotStore({ directory, keep: KEPT, hasher, log })
      taker = createSnapshotTaker({ chain, hasher, log, every, chunkBytes, rest: nextTurn }, store)
    },
    async stop() {
      await Promise.all([taker?.stop(), restore.stop()])
    },
  }
}

const DEFAULT_EVERY = 1_000
/** Who fetches the oldest when the next one comes has the time of two more to end. */
const KEPT = 3
const MAX_OFFERED = 10

const offerOf = (hasher: Hasher, { height, metadata }: StoredSnapshot) => ({
  height: BigInt(height),
  format: SNAPSHOT_FORMAT,
  chunks: metadata.chunks.length,
  hash: snapshotHash(hasher, metadata),
  metadata: encodeMetadata(metadata),
})
