import { hash } from '@plexus/primitives'
import type { StateView, StorageKey } from '../../src/state/view.ts'

/** Committed entries by raw key. */
export type Entries = Iterable<readonly [StorageKey, Uint8Array]>

/** Committed state in a `Map`; its root is of no meaning. */
export function createStateView(entries: Entries = []): StateView {
  const state = new Map(entries)
  return {
    get: (key) => state.get(key),
    *keys(prefix, after) {
      const sorted = [...state.keys()].sort((a, b) => (a < b ? -1 : 1))
      for (const key of sorted) {
        if (key.startsWith(prefix) && (after === undefined || key > after)) yield key
      }
    },
    root: () => hash(new Uint8Array(32)),
  }
}
