import type { ReplayEntry } from './replay-store.ts'

/** One connection of a caller, and the number of its request. */
export interface NonceClaim {
  readonly hotkey: string
  readonly uuid: string
  /** Nanoseconds. */
  readonly nonce: bigint
}

/** What one hotkey did. */
interface Known {
  readonly uuids: Map<string, bigint>
  /** The highest nonce that was forgotten of it. */
  floor: bigint
}

/**
 * The newest nonces, bounded: the hotkey that was quiet longest, or the uuid of a hotkey that has
 * too many, is forgotten first. What was forgotten leaves a floor, below which no stranger is let
 * in; nonces being times, an honest newcomer is above it.
 */
export class NonceMemory {
  /** Maps are queues of the least recently used here. */
  readonly #hotkeys = new Map<string, Known>()
  readonly #bounds: { readonly entries: number; readonly perHotkey: number }
  #size = 0
  #floor = 0n

  constructor(bounds: { readonly entries: number; readonly perHotkey: number }) {
    this.#bounds = bounds
  }

  /** Entries. */
  get size(): number {
    return this.#size
  }

  last({ hotkey, uuid }: Omit<NonceClaim, 'nonce'>): bigint | undefined {
    return this.#hotkeys.get(hotkey)?.uuids.get(uuid)
  }

  /** The nonce that a stranger of this hotkey must be above. */
  floor(hotkey: string): bigint {
    return max(this.#floor, this.#hotkeys.get(hotkey)?.floor ?? 0n)
  }

  remember({ hotkey, uuid, nonce }: NonceClaim): void {
    const known = this.#known(hotkey)
    if (!known.uuids.has(uuid)) this.#size += 1
    known.uuids.delete(uuid)
    known.uuids.set(uuid, nonce)
    this.#hotkeys.delete(hotkey)
    this.#hotkeys.set(hotkey, known)
    if (known.uuids.size > this.#bounds.perHotkey) this.#forgetUuid(known)
    if (this.#size > this.#bounds.entries) this.#forgetHotkey()
  }

  /** Takes back what `entries` gave. */
  restore({ key, nonce }: ReplayEntry): void {
    const colon = key.indexOf(':')
    const [hotkey, uuid] = [key.slice(0, Math.max(0, colon)), key.slice(colon + 1)]
    if (hotkey === '') {
      this.#floor = max(this.#floor, nonce)
    } else if (uuid === '') {
      const known = this.#known(hotkey)
      known.floor = max(known.floor, nonce)
      this.#hotkeys.set(hotkey, known)
    } else {
      this.remember({ hotkey, uuid, nonce })
    }
  }

  *entries(): Generator<ReplayEntry> {
    yield { key: '', nonce: this.#floor }
    for (const [hotkey, known] of this.#hotkeys) {
      if (known.floor > 0n) yield { key: `${hotkey}:`, nonce: known.floor }
      for (const [uuid, nonce] of known.uuids) yield { key: `${hotkey}:${uuid}`, nonce }
    }
  }

  #known(hotkey: string): Known {
    return this.#hotkeys.get(hotkey) ?? { uuids: new Map(), floor: 0n }
  }

  #forgetUuid(known: Known): void {
    for (const [uuid, nonce] of known.uuids) {
      known.uuids.delete(uuid)
      known.floor = max(known.floor, nonce)
      this.#size -= 1
      return
    }
  }

  #forgetHotkey(): void {
    for (const [hotkey, known] of this.#hotkeys) {
      this.#hotkeys.delete(hotkey)
      this.#size -= known.uuids.size
      this.#floor = [...known.uuids.values(), known.floor].reduce(max, this.#floor)
      return
    }
  }
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
