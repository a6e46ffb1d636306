import { hash } from '@plexus/primitives'
import type { Changes, Slot, StateView, StorageKey } from '@plexus/runtime'

/** A chain's state in memory, with a look at what the next block would leave. */
export interface MemoryState {
  /** The state as it is. */
  readonly view: StateView
  /** The state with changes, next to the one without. */
  preview(changes: Changes): StateView
  /** Makes the changes that were looked at last. */
  accept(): void
}

/** Keys are listed by pallet and item, so that a walk looks at few and a change moves few. */
const ITEM_LENGTH = 32
/** PERF: nobody asks for the root, which costs more than most blocks. */
const NO_ROOT = hash(new Uint8Array(32))

/** What a block changes, before it is taken over. */
interface Layer {
  readonly slots: Map<StorageKey, Slot>
  /** All keys of the items in which keys come or go, ascending. */
  readonly lists: Map<string, readonly StorageKey[]>
}

const emptyLayer = (): Layer => ({ slots: new Map(), lists: new Map() })

/** An empty state. */
export function createMemoryState(): MemoryState {
  const base = emptyLayer()
  let next = emptyLayer()

  const slotOf = (key: StorageKey): Slot => {
    const known = base.slots.get(key)
    if (known !== undefined) return known
    const slot: Slot = { bytes: undefined }
    base.slots.set(key, slot)
    return slot
  }
  const view = viewOf(
    slotOf,
    (item) => base.lists.get(item),
    () => base.lists.keys(),
  )

  return {
    view,
    preview(changes) {
      const layer = emptyLayer()
      const moved = new Map<string, { added: StorageKey[]; removed: Set<StorageKey> }>()
      for (const [key, bytes] of changes) {
        layer.slots.set(key, { bytes })
        const was = slotOf(key).bytes !== undefined
        if (was === (bytes !== undefined)) continue
        const item = key.slice(0, ITEM_LENGTH)
        const moves = moved.get(item) ?? { added: [], removed: new Set() }
        moved.set(item, moves)
        if (was) moves.removed.add(key)
        else moves.added.push(key)
      }
      for (const [item, { added, removed }] of moved) {
        const kept = (base.lists.get(item) ?? []).filter((key) => !removed.has(key))
        layer.lists.set(item, [...kept, ...added].sort(compareKeys))
      }
      next = layer
      return viewOf(
        (key) => layer.slots.get(key) ?? slotOf(key),
        (item) => layer.lists.get(item) ?? base.lists.get(item),
        () => new Set([...base.lists.keys(), ...layer.lists.keys()]),
      )
    },
    accept() {
      for (const [key, slot] of next.slots) base.slots.set(key, slot)
      for (const [item, list] of next.lists) {
        if (list.length === 0) base.lists.delete(item)
        else base.lists.set(item, list)
      }
      next = emptyLayer()
    },
  }
}

function viewOf(
  slot: (key: StorageKey) => Slot,
  listOf: (item: string) => readonly StorageKey[] | undefined,
  items: () => Iterable<string>,
): StateView {
  const listsOf = (prefix: StorageKey): readonly (readonly StorageKey[])[] => {
    if (prefix.length >= ITEM_LENGTH) return [listOf(prefix.slice(0, ITEM_LENGTH)) ?? []]
    const wanted = [...items()].filter((item) => item.startsWith(prefix)).sort(compareKeys)
    return wanted.map((item) => listOf(item) ?? [])
  }
  return {
    get: (key) => slot(key).bytes,
    slot,
    *keys(prefix, after) {
      for (const list of listsOf(prefix)) {
        for (let at = firstFrom(list, prefix); at < list.length; at += 1) {
          const key = list[at]
          if (key === undefined || !key.startsWith(prefix)) break
          if (after === undefined || key > after) yield key
        }
      }
    },
    root: () => NO_ROOT,
  }
}

const compareKeys = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Where the first key stands that is not below `least`. */
function firstFrom(list: readonly StorageKey[], least: StorageKey): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] ?? '') < least) low = middle + 1
    else high = middle
  }
  return low
}
