import { equalBytes } from '@plexus/primitives'
import type { Changes, Slot, StateView, StorageKey } from './view.ts'

/** Keys with what is, or was before a layer, under them. */
type Slots = Map<StorageKey, Slot>

/** Written keys are listed by pallet and item, so that walking over one looks at its own only. */
const ITEM_LENGTH = 32
/** Slots of the base that are remembered, so that long walks stay small. */
const MAX_KNOWN = 4096

/**
 * Uncommitted changes over a state view, in nested layers: block, extrinsic, nested dispatch. A
 * layer is kept or dropped as a whole. PERF: reads, which are most, look in one place however deep
 * the layers are; dropping a layer puts back what it changed.
 */
export class Overlay {
  readonly #base: StateView
  /** What is under each key that was written, and under those that were read. */
  readonly #slots = new Map<StorageKey, Slot>()
  #known = 0
  readonly #layers: Slots[] = [new Map()]
  /** By the start of the key; those of dropped layers stay. */
  readonly #written = new Map<string, Set<StorageKey>>()

  constructor(base: StateView) {
    this.#base = base
  }

  get(key: StorageKey): Uint8Array | undefined {
    return this.slot(key).bytes
  }

  /** The bytes under a key and, beside them, room for what they decode to. */
  slot(key: StorageKey): Slot {
    const known = this.#slots.get(key)
    if (known !== undefined) return known
    const slot = this.#base.slot?.(key) ?? { bytes: this.#base.get(key) }
    if (this.#known < MAX_KNOWN) {
      this.#known += 1
      this.#slots.set(key, slot)
    }
    return slot
  }

  /** What a key holds already is no change. */
  set(key: StorageKey, value: Uint8Array): void {
    this.#write(key, value)
  }

  remove(key: StorageKey): void {
    this.#write(key, undefined)
  }

  /**
   * Present keys with this prefix in byte order, those after `after` where given; writes during
   * iteration are not seen.
   */
  keys(prefix: StorageKey, after?: StorageKey): Iterable<StorageKey> {
    const changed = this.#changed(prefix)
    const keys = this.#base.keys(prefix, after)
    return changed.size === 0 ? keys : merged(keys, changed, after)
  }

  /** Open layers, that of the block included. */
  get depth(): number {
    return this.#layers.length
  }

  /** Opens a layer on top. */
  begin(): void {
    this.#layers.push(new Map())
  }

  /** Merges the top layer into the one below. */
  commit(): void {
    const top = this.#pop()
    const below = this.#top()
    for (const [key, before] of top) if (!below.has(key)) below.set(key, before)
  }

  /** Drops the top layer. */
  rollback(): void {
    for (const [key, before] of this.#pop()) this.#slots.set(key, before)
  }

  /** All changes, once every layer but the first is closed, in byte order of the keys. */
  changes(): Changes {
    if (this.#layers.length !== 1) throw new Error('a state layer is still open')
    const layer = this.#top()
    const changes = new Map<StorageKey, Uint8Array | undefined>()
    for (const key of [...layer.keys()].sort(compareKeys)) {
      const bytes = this.#slots.get(key)?.bytes
      if (!isSame(bytes, layer.get(key)?.bytes)) changes.set(key, bytes)
    }
    return changes
  }

  #write(key: StorageKey, bytes: Uint8Array | undefined): void {
    const before = this.slot(key)
    if (isSame(before.bytes, bytes)) return
    const layer = this.#top()
    if (!layer.has(key)) {
      this.#list(key)
      layer.set(key, before)
    }
    this.#slots.set(key, { bytes })
  }

  #list(key: StorageKey): void {
    const item = key.slice(0, ITEM_LENGTH)
    const keys = this.#written.get(item)
    if (keys === undefined) this.#written.set(item, new Set([key]))
    else keys.add(key)
  }

  /** What is under each written key with this prefix. */
  #changed(prefix: StorageKey): Slots {
    const changed: Slots = new Map()
    for (const item of this.#writtenItems(prefix)) {
      for (const key of this.#written.get(item) ?? []) {
        const slot = key.startsWith(prefix) ? this.#slots.get(key) : undefined
        if (slot !== undefined) changed.set(key, slot)
      }
    }
    return changed
  }

  #writtenItems(prefix: StorageKey): readonly string[] {
    if (prefix.length >= ITEM_LENGTH) return [prefix.slice(0, ITEM_LENGTH)]
    return [...this.#written.keys()].filter((item) => item.startsWith(prefix))
  }

  #top(): Slots {
    const layer = this.#layers.at(-1)
    if (layer === undefined) throw new Error('the overlay has no layer')
    return layer
  }

  #pop(): Slots {
    const layer = this.#layers.length > 1 ? this.#layers.pop() : undefined
    if (layer === undefined) throw new Error('no state layer is open')
    return layer
  }
}

const compareKeys = (a: StorageKey, b: StorageKey): number => (a < b ? -1 : a > b ? 1 : 0)

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : equalBytes(a, b)
}

/** The keys that are there with the changes, in byte order. */
function* merged(
  keys: Iterable<StorageKey>,
  changed: Slots,
  after: StorageKey | undefined,
): Generator<StorageKey> {
  const added: StorageKey[] = []
  for (const [key, { bytes }] of changed) {
    if (bytes !== undefined && (after === undefined || key > after)) added.push(key)
  }
  added.sort(compareKeys)
  let next = 0
  for (const key of keys) {
    while (next < added.length && (added[next] as string) < key) yield added[next++] as string
    if (added[next] === key) next += 1
    const slot = changed.get(key)
    if (slot === undefined || slot.bytes !== undefined) yield key
  }
  while (next < added.length) yield added[next++] as string
}
