import type { Slot, StorageKey } from '@plexus/runtime'
import { bytesToText, textToBytes } from '../db/byte-text.ts'
import type { Reads, Write } from '../db/interface.ts'
import { createRecentMap } from './recent-map.ts'
import { headKeys } from './state-keys.ts'

/** The state of the head, as far as it was read of late. */
export interface HeadState {
  /** The slot of a key: the same one until a write to the key is accepted. */
  slot(key: StorageKey): Slot
  /** All keys with this prefix, ascending, where they are few; `undefined` where they are many. */
  fewKeys(prefix: StorageKey): readonly StorageKey[] | undefined
  /** Takes over the writes of a change of the state after they are in the database. */
  accept(writes: readonly Write[]): void
  /** Forgets what was read: another state is in the table. */
  forget(): void
}

/** Slots held in memory, at most twice as many; ≈ 0.5 KB each, most of them. */
const HELD_SLOTS = 8192
/** Longer entries, key and value together, are read anew, so that the memory is bounded. */
const MAX_HELD_BYTES = 4096
/** Keys that are few. */
const MAX_FEW = 128
/** Prefixes whose keys are held in memory. */
const MAX_LISTS = 64

/**
 * The table `state` with the slots that were used last in memory, and the keys of small maps. PERF:
 * a block reads the same few hundred values as the one before, most of which hold what they held,
 * and walks over the same maps.
 */
export function createHeadState(db: Reads): HeadState {
  let held = createRecentMap<Slot>(HELD_SLOTS)
  const lists = new Map<StorageKey, readonly StorageKey[] | 'many'>()
  const acceptValue = (key: StorageKey, value: Uint8Array | undefined): void => {
    if (isShort(key, value)) held.set(key, { bytes: value && new Uint8Array(value) })
    else held.delete(key)
  }
  const acceptMove = (key: StorageKey): void => {
    for (const prefix of lists.keys()) if (key.startsWith(prefix)) lists.delete(prefix)
  }
  return {
    slot(key) {
      const known = held.get(key)
      if (known !== undefined) return known
      const slot: Slot = { bytes: db.get('state', textToBytes(key)) }
      if (isShort(key, slot.bytes)) held.set(key, slot)
      return slot
    },
    fewKeys(prefix) {
      let list = lists.get(prefix)
      if (list === undefined) {
        const page = headKeys(db, { prefix, after: undefined, limit: MAX_FEW + 1 })
        list = page.last === undefined ? page.keys : 'many'
        if (lists.size >= MAX_LISTS) lists.clear()
        lists.set(prefix, list)
      }
      return list === 'many' ? undefined : list
    },
    accept(writes) {
      for (const { table, key, value } of writes) {
        if (table === 'state') acceptValue(bytesToText(key), value)
        // Written for every key that comes or goes.
        else if (table === 'graves') acceptMove(bytesToText(key))
      }
    },
    forget() {
      held = createRecentMap<Slot>(HELD_SLOTS)
      lists.clear()
    },
  }
}

const isShort = (key: StorageKey, value: Uint8Array | undefined): boolean =>
  key.length + (value?.length ?? 0) <= MAX_HELD_BYTES
