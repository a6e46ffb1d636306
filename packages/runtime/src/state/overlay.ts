import type { Changes, StateView, StorageKey } from './view.ts'

/** What is under a key. */
export interface Slot {
  /** Absent where nothing is stored. */
  readonly bytes: Uint8Array | undefined
  /** What the storage item of this key makes of the bytes, once it was asked; not to be changed. */
  value?: unknown
}

type Bucket = Map<StorageKey, Slot>
type Layer = Map<string, Bucket>

/** Keys are grouped by pallet and item, so that iterating one item looks at its own changes only. */
const BUCKET_LENGTH = 32
/** Slots of the base that are remembered, so that long walks stay small. */
const MAX_KNOWN = 4096
const bucketOf = (key: StorageKey): string => key.slice(0, BUCKET_LENGTH)

/**
 * Uncommitted changes over a state view, in nested layers: block, extrinsic, nested dispatch. A
 * layer is kept or dropped as a whole.
 */
export class Overlay {
  readonly #base: StateView
  readonly #known = new Map<StorageKey, Slot>()
  readonly #layers: Layer[] = [new Map()]

  constructor(base: StateView) {
    this.#base = base
  }

  get(key: StorageKey): Uint8Array | undefined {
    return this.slot(key).bytes
  }

  /** The bytes under a key and, beside them, room for what they decode to. */
  slot(key: StorageKey): Slot {
    const name = bucketOf(key)
    for (let at = this.#layers.length - 1; at >= 0; at -= 1) {
      const slot = this.#layers[at]?.get(name)?.get(key)
      if (slot !== undefined) return slot
    }
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const slot: Slot = { bytes: this.#base.get(key) }
    if (this.#known.size < MAX_KNOWN) this.#known.set(key, slot)
    return slot
  }

  set(key: StorageKey, value: Uint8Array): void {
    this.#write(key, value)
  }

  remove(key: StorageKey): void {
    this.#write(key, undefined)
  }

  /** Present keys with this prefix in byte order; writes during iteration are not seen. */
  *keys(prefix: StorageKey): Generator<StorageKey> {
    const changed = this.#changed(prefix)
    const added: StorageKey[] = []
    for (const [key, { bytes }] of changed) if (bytes !== undefined) added.push(key)
    added.sort(compareKeys)
    let next = 0
    for (const key of this.#base.keys(prefix)) {
      while (next < added.length && (added[next] as string) < key) yield added[next++] as string
      if (added[next] === key) next += 1
      const slot = changed.get(key)
      if (slot === undefined || slot.bytes !== undefined) yield key
    }
    while (next < added.length) yield added[next++] as string
  }

  /** Opens a layer on top. */
  begin(): void {
    this.#layers.push(new Map())
  }

  /** Merges the top layer into the one below. */
  commit(): void {
    const top = this.#pop()
    for (const [name, bucket] of top) {
      const below = this.#top().get(name)
      if (below === undefined) this.#top().set(name, bucket)
      else for (const [key, slot] of bucket) below.set(key, slot)
    }
  }

  /** Drops the top layer. */
  rollback(): void {
    this.#pop()
  }

  /** All changes, once every layer but the first is closed, in byte order of the keys. */
  changes(): Changes {
    if (this.#layers.length !== 1) throw new Error('a state layer is still open')
    const buckets = [...this.#top()].sort(([a], [b]) => compareKeys(a, b))
    const changes = new Map<StorageKey, Uint8Array | undefined>()
    for (const [, bucket] of buckets) {
      for (const key of [...bucket.keys()].sort(compareKeys)) changes.set(key, bucket.get(key)?.bytes)
    }
    return changes
  }

  #write(key: StorageKey, bytes: Uint8Array | undefined): void {
    const name = bucketOf(key)
    const layer = this.#top()
    let bucket = layer.get(name)
    if (bucket === undefined) {
      bucket = new Map()
      layer.set(name, bucket)
    }
    bucket.set(key, { bytes })
  }

  /** The latest word of the layers on each changed key with this prefix. */
  #changed(prefix: StorageKey): Bucket {
    const merged: Bucket = new Map()
    for (const layer of this.#layers) {
      for (const [name, bucket] of layer) {
        const related = prefix.startsWith(name) || name.startsWith(prefix)
        if (!related && name.length === BUCKET_LENGTH) continue
        for (const [key, slot] of bucket) if (key.startsWith(prefix)) merged.set(key, slot)
      }
    }
    return merged
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
