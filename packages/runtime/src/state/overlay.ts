import { equalBytes } from '@plexus/primitives'
import type { Changes, Slot, StateView, StorageKey } from './view.ts'

type Layer = Map<StorageKey, Slot>

/** Written keys are listed by pallet and item, so that walking over one looks at its own only. */
const ITEM_LENGTH = 32
/** Slots of the base that are remembered, so that long walks stay small. */
const MAX_KNOWN = 4096

/**
 * Uncommitted changes over a state view, in nested layers: block, extrinsic, nested dispatch. A
 * layer is kept or dropped as a whole.
 */
export class Overlay {
  readonly #base: StateView
  readonly #known = new Map<StorageKey, Slot>()
  readonly #layers: Layer[] = [new Map()]
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
    const known = this.#change(key) ?? this.#known.get(key)
    if (known !== undefined) return known
    const slot = this.#base.slot?.(key) ?? { bytes: this.#base.get(key) }
    if (this.#known.size < MAX_KNOWN) this.#known.set(key, slot)
    return slot
  }

  /** What a key holds already is no change. */
  set(key: StorageKey, value: Uint8Array): void {
    const { bytes } = this.slot(key)
    if (bytes === undefined || !equalBytes(bytes, value)) this.#write(key, value)
  }

  remove(key: StorageKey): void {
    if (this.slot(key).bytes !== undefined) this.#write(key, undefined)
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
    for (const [key, slot] of top) below.set(key, slot)
  }

  /** Drops the top layer. */
  rollback(): void {
    this.#pop()
  }

  /** All changes, once every layer but the first is closed, in byte order of the keys. */
  changes(): Changes {
    if (this.#layers.length !== 1) throw new Error('a state layer is still open')
    const layer = this.#top()
    const changes = new Map<StorageKey, Uint8Array | undefined>()
    for (const key of [...layer.keys()].sort(compareKeys)) changes.set(key, layer.get(key)?.bytes)
    return changes
  }

  #write(key: StorageKey, bytes: Uint8Array | undefined): void {
    const layer = this.#top()
    if (!layer.has(key)) this.#list(key)
    layer.set(key, { bytes })
  }

  #list(key: StorageKey): void {
    const item = key.slice(0, ITEM_LENGTH)
    const keys = this.#written.get(item)
    if (keys === undefined) this.#written.set(item, new Set([key]))
    else keys.add(key)
  }

  /** The latest word of the layers on a key. */
  #change(key: StorageKey): Slot | undefined {
    for (let at = this.#layers.length - 1; at >= 0; at -= 1) {
      const slot = this.#layers[at]?.get(key)
      if (slot !== undefined) return slot
    }
    return undefined
  }

  #writtenItems(prefix: StorageKey): readonly string[] {
    if (prefix.length >= ITEM_LENGTH) return [prefix.slice(0, ITEM_LENGTH)]
    return [...this.#written.keys()].filter((item) => item.startsWith(prefix))
  }

  /** The latest word of the layers on each changed key with this prefix. */
  #changed(prefix: StorageKey): Layer {
    const changed: Layer = new Map()
    for (const item of this.#writtenItems(prefix)) {
      for (const key of this.#written.get(item) ?? []) {
        const slot = key.startsWith(prefix) ? this.#change(key) : undefined
        if (slot !== undefined) changed.set(key, slot)
      }
    }
    return changed
  }

  #top(): Layer {
    const layer = this.#layers.at(-1)
    if (layer === undefined) throw new Error('the overlay has no layer')
    return layer
  }

  #pop(): Layer {
    const layer = this.#layers.length > 1 ? this.#layers.pop() : undefined
    if (layer === undefined) throw new Error('no state layer is open')
    return layer
  }
}

const compareKeys = (a: StorageKey, b: StorageKey): number => (a < b ? -1 : a > b ? 1 : 0)

/** The keys that are there with the changes, in byte order. */
function* merged(
  keys: Iterable<StorageKey>,
  changed: Layer,
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
