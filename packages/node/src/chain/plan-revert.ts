import type { Changes } from '@plexus/runtime'
import { textToBytes } from '../db/byte-text.ts'
import type { Reads, Write } from '../db/interface.ts'
import { removeBlock } from './block-store.ts'
import type { BlockStore } from './block-store.ts'
import { isChangedBefore } from './history.ts'
import type { BlockRef } from './interface.ts'
import { historyKey, META } from './keys.ts'

/**
 * The writes that undo blocks in `state`, `history`, `graves` and the tables of blocks.
 *
 * @param back what turns the state of the head into that after `to`
 */
export function planRevert(
  db: Reads,
  blocks: BlockStore,
  to: BlockRef,
  removed: readonly BlockRef[],
  back: Changes,
): Write[] {
  const writes: Write[] = []
  for (const ref of removed) {
    for (const key of blocks.changes(ref.number) ?? []) {
      writes.push({ table: 'history', key: historyKey(key, ref.number) })
    }
    writes.push(...removeBlock(ref), { table: 'meta', key: META.overwritten(ref.number) })
  }
  for (const [key, value] of back) {
    const storageKey = textToBytes(key)
    writes.push({ table: 'state', key: storageKey, ...(value && { value }) })
    // An absent key that changed before was there at some kept block.
    const isGrave = value === undefined && isChangedBefore(db, key, to.number + 1)
    writes.push({
      table: 'graves',
      key: storageKey,
      ...(isGrave && { value: new Uint8Array() }),
    })
  }
  return writes
}
