import type { StorageKey } from '@plexus/runtime'
import { textToBytes } from '../db/byte-text.ts'
import type { Reads, Write } from '../db/interface.ts'
import type { BlockStore } from './block-store.ts'
import { firstChangeAfter } from './history.ts'
import { historyKey, numberKey } from './keys.ts'

/**
 * How much of the past a node keeps: all of it, or the states of the finalised head and of
 * `keepBlocks` blocks below it. Headers and bodies are always kept.
 */
export type Pruning = 'archive' | { readonly keepBlocks: number }

/** Most blocks that one step prunes, so that catching up does not stop the node. */
const MAX_BLOCKS_PER_STEP = 256

/** The next step of pruning: its writes, and the oldest block whose state is kept afterwards. */
export interface PrunePlan {
  readonly writes: readonly Write[]
  readonly oldest: number
}

/**
 * Drops the change lists and history of the oldest blocks.
 *
 * @param held number of a block whose state stays whatever is wanted
 */
export function planPrune(
  db: Reads,
  blocks: BlockStore,
  pruning: Pruning,
  finalized: number,
  oldest: number,
  held: number,
): PrunePlan {
  if (pruning === 'archive') return { writes: [], oldest }
  const wanted = Math.min(finalized - pruning.keepBlocks, held)
  const next = Math.min(wanted, oldest + MAX_BLOCKS_PER_STEP)
  if (next <= oldest) return { writes: [], oldest }
  const writes: Write[] = []
  const touched = new Set<StorageKey>()
  for (let number = oldest; number < next; number += 1) {
    for (const key of blocks.changes(number) ?? []) {
      writes.push({ table: 'history', key: historyKey(key, number) })
      touched.add(key)
    }
    writes.push({ table: 'changes', key: numberKey(number) })
  }
  for (const key of touched) {
    // A grave that no kept block can see: the key was there in dropped states only.
    const storageKey = textToBytes(key)
    if (firstChangeAfter(db, key, next - 1) !== undefined) continue
    if (db.get('graves', storageKey) !== undefined)
      writes.push({ table: 'graves', key: storageKey })
  }
  return { writes, oldest: next }
}
