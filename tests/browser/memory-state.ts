import { updateTrie } from '@plexus/primitives'
import type { Hasher, NodePath, TrieUpdate } from '@plexus/primitives'
import type { Changes, Slot, StateView, StorageKey } from '@plexus/runtime'

/** A state and its trie in memory, without the node's database and caches. */
export interface MemoryState {
  readonly view: StateView
  /** The changes of a block are the state from now on. */
  accept(changes: Changes): void
}

/** The empty state. */
export function createMemoryState(hasher: Hasher): MemoryState {
  const slots = new Map<StorageKey, Slot>()
  const nodes = new Map<NodePath, Uint8Array>()
  const order: StorageKey[] = []
  let computed: { readonly changes: Changes; readonly update: TrieUpdate } | undefined

  const update = (changes: Changes): TrieUpdate => {
    if (computed?.changes === changes) return computed.update
    computed = { changes, update: updateTrie(hasher, nodes, changes) }
    return computed.update
  }
  return {
    view: {
      get: (key) => slots.get(key)?.bytes,
      slot: (key) => slots.get(key) ?? { bytes: undefined },
      *keys(prefix, after) {
        const from = after === undefined || after < prefix ? prefix : after
        for (let at = placeOf(order, from); at < order.length; at += 1) {
          const key = order[at] ?? ''
          if (!key.startsWith(prefix)) return
          if (key !== after) yield key
        }
      },
      root: (changes) => update(changes).root,
    },
    accept(changes) {
      for (const [path, node] of update(changes).nodes) {
        if (node === undefined) nodes.delete(path)
        else nodes.set(path, node)
      }
      for (const [key, value] of changes) {
        const isThere = slots.has(key)
        if (value === undefined) {
          if (isThere) order.splice(placeOf(order, key), 1)
          slots.delete(key)
          continue
        }
        if (!isThere) order.splice(placeOf(order, key), 0, key)
        slots.set(key, { bytes: value })
      }
      computed = undefined
    },
  }
}

/** Where a key is in the order, or would be. */
function placeOf(order: readonly StorageKey[], key: StorageKey): number {
  let [low, high] = [0, order.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((order[middle] ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}
