import type { Changes, StateView, StorageKey } from './view.ts'

type Bucket = Map<StorageKey, Uint8Array | undefined>
type Layer = Map<string, Bucket>

/** Keys are grouped by pallet and item, so that iterating one item looks at its own changes only. */
const BUCKET_LENGTH = 32
const bucketOf = (key: StorageKey): string => key.slice(0, BUCKET_LENGTH)

/**
 * Uncommitted changes over a state view, in nested layers: block, extrinsic, nested dispatch. A
 * layer is kept or dropped as a whole.
 */
export class Overlay {
  readonly #base: StateView
  readonly #layers: Layer[] = [new Map()]

  constructor(base: StateView) {
    this.#base = base
  }

  get(key: StorageKey): Uint8Array | undefined {
    const name = bucketOf(key)
    for (let at = this.#layers.length - 1; at >= 0; at -= 1) {
      const bucket = this.#layers[at]?.get(name)
      if (bucket?.has(key) === true) return bucket.get(key)
    }
    return this.#base.get(key)
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
    const added = [...changed].filter(([, value]) => value !== undefined).map(([key]) => key)
    added.sort(compareKeys)
    let next = 0
    for (const key of this.#base.keys(prefix)) {
      while (next < added.length && (added[next] as string) < key) yield added[next++] as string
      if (added[next] === key) next += 1
      if (!changed.has(key) || changed.get(key) !== undefined) yield key
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
      else for (const [key, value] of bucket) below.set(key, value)
    }
  }

  /** Drops the top layer. */
  rollback(): void {
    this.#pop()
  }

  /** All changes, once every layer but the first is closed, in byte order of the keys. */
  changes(): Changes {
    if (this.#layers.length !== 1) throw new Error('a state layer is still open')
    const entries = [...this.#top().values()].flatMap((bucket) => [...bucket])
    return new Map(entries.sort(([a], [b]) => compareKeys(a, b)))
  }

  #write(key: StorageKey, value: Uint8Array | undefined): void {
    const name = bucketOf(key)
    const layer = this.#top()
    const bucket = layer.get(name)
    if (bucket === undefined) layer.set(name, new Map([[key, value]]))
    else bucket.set(key, value)
  }

  /** The latest word of the layers on each changed key with this prefix. */
  #changed(prefix: StorageKey): Bucket {
    const merged: Bucket = new Map()
    for (const layer of this.#layers) {
      for (const [name, bucket] of layer) {
        const related = prefix.startsWith(name) || name.startsWith(prefix)
        if (!related && name.length === BUCKET_LENGTH) continue
        for (const [key, value] of bucket) if (key.startsWith(prefix)) merged.set(key, value)
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
