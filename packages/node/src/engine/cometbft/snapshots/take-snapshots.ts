import type { Hasher } from '@plexus/primitives'
import type { BlockRef, Chain } from '../../../chain/interface.ts'
import type { Log } from '../../../log.ts'
import type { SnapshotStore } from './snapshot-store.ts'
import type { Rest } from './stage.ts'
import { writeSnapshot } from './write-snapshot.ts'

/** What snapshots are taken with. */
export interface TakerOptions {
  readonly chain: Chain
  readonly hasher: Hasher
  readonly log: Log
  /** Blocks from one snapshot to the next; 0: none is taken. */
  readonly every: number
  readonly chunkBytes: number
  readonly rest: Rest
}

/** Takes a snapshot of every so many blocks, beside whatever else goes on. */
export interface SnapshotTaker {
  /** A block was written. One whose turn comes while a snapshot is written has none. */
  committed(block: BlockRef): void
  stop(): Promise<void>
}

export function createSnapshotTaker(options: TakerOptions, store: SnapshotStore): SnapshotTaker {
  const { chain, log, every } = options
  const stopping = new AbortController()
  let taking: Promise<void> | undefined

  async function take({ hash, number }: BlockRef): Promise<void> {
    const release = chain.hold(hash)
    const began = performance.now()
    try {
      await store.add(number, (directory) => write(options, { hash, number }, directory, stopping))
      const [newest] = store.list()
      const seconds = Math.round(performance.now() - began) / 1000
      const chunks = newest?.metadata.chunks.length
      log('info', 'Took a snapshot', { height: number, chunks, seconds })
    } catch (error) {
      // The chain does without: other nodes have one, and the next is due soon.
      if (!stopping.signal.aborted) log('warn', 'No snapshot is taken', { height: number, error })
    } finally {
      release()
    }
  }

  return {
    committed(block) {
      const isDue = every > 0 && block.number % every === 0
      if (!isDue || taking !== undefined || stopping.signal.aborted) return
      taking = take(block).finally(() => {
        taking = undefined
      })
    },
    async stop() {
      stopping.abort()
      await taking
    },
  }
}

function write(
  { chain, hasher, chunkBytes, rest }: TakerOptions,
  { hash, number }: BlockRef,
  directory: string,
  { signal }: AbortController,
): ReturnType<typeof writeSnapshot> {
  const header = chain.header(hash)
  if (header === undefined) throw new Error(`block ${number} has no header`)
  const view = chain.stateAt(hash)
  const encoded = chain.runtime.encodeHeader(header)
  return writeSnapshot({ view, header: encoded, directory, hasher, chunkBytes, rest, signal })
}
