import type { Slot, StorageKey } from '@plexus/runtime'
import { bytesToText, textToBytes } from '../db/byte-text.ts'
import type { Reads, Write } from '../db/interface.ts'
import { createRecentMap } from './recent-map.ts'

/** The state of the head, as far as it was read of late. */
export interface HeadState {
  /** The slot of a key: the same one until a write to the key is accepted. */
  slot(key: StorageKey): Slot
  /** Takes over the writes to `state` after they are in the database. */
  accept(writes: readonly Write[]): void
}

/** Slots held in memory, at most twice as many; ≈ 0.5 KB each. */
const HELD_SLOTS = 16_384
/** Longer entries, key and value together, are read anew, so that the memory is bounded. */
const MAX_HELD_BYTES = 1024

/**
 * The table `state` with the slots that were used last in memory. PERF: a block reads the same few
 * hundred values as the one before, and most of them hold what they held.
 */
export function createHeadState(db: Reads): HeadState {
  const held = createRecentMap<Slot>(HELD_SLOTS)
  return {
    slot(key) {
      const known = held.get(key)
      if (known !== undefined) return known
      const slot: Slot = { bytes: db.get('state', textToBytes(key)) }
      if (isShort(key, slot.bytes)) held.set(key, slot)
      return slot
    },
    accept(writes) {
      for (const { table, key, value } of writes) {
        if (table !== 'state') continue
        const storageKey = bytesToText(key)
        if (isShort(storageKey, value))
          held.set(storageKey, { bytes: value && new Uint8Array(value) })
        else held.delete(storageKey)
      }
    },
  }
}

const isShort = (key: StorageKey, value: Uint8Array | undefined): boolean =>
  key.length + (value?.length ?? 0) <= MAX_HELD_BYTES
