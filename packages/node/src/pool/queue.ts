import type { Entry, Verdict } from './entry.ts'
import { inBlockOrder } from './block-order.ts'
import { createRanking } from './ranking.ts'

/** One of the two parts of the queue. */
export type Half = 'ready' | 'future'

/** Count and bytes of the ready or of the future transactions. */
export interface Load {
  count: number
  bytes: number
}

/**
 * The graph of transactions and tags. An entry is ready when each tag it requires is provided by
 * a ready entry; the others are future. A tag has one provider at most. Methods that move
 * entries between ready and future return those that ended up in the other half.
 */
export class Queue {
  readonly #entries = new Map<string, Entry>()
  readonly #providers = new Map<string, Entry>()
  readonly #requirers = new Map<string, Set<Entry>>()
  readonly #accounts = new Map<string, Set<Entry>>()
  readonly #loads = { ready: { count: 0, bytes: 0 }, future: { count: 0, bytes: 0 } }
  readonly #rankings = { ready: createRanking(), future: createRanking() }

  get size(): number {
    return this.#entries.size
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key)
  }

  /** All entries; the iterator sees later additions. */
  values(): IterableIterator<Entry> {
    return this.#entries.values()
  }

  load(half: Half): Readonly<Load> {
    return this.#loads[half]
  }

  /** The entries of a half, the lowest priority first, then the oldest. They must stay meanwhile. */
  lowestFirst(half: Half): Iterable<Entry> {
    return this.#rankings[half].lowestFirst()
  }

  ofAccount(account: string): ReadonlySet<Entry> {
    return this.#accounts.get(account) ?? NOTHING
  }

  /** Entries that provide one of these tags. */
  providersOf(tags: readonly string[]): Set<Entry> {
    const found = new Set<Entry>()
    for (const tag of tags) {
      const provider = this.#providers.get(tag)
      if (provider !== undefined) found.add(provider)
    }
    return found
  }

  /** Whether an entry that requires these tags would be ready. */
  isReady(requires: readonly string[]): boolean {
    return requires.every((tag) => this.#providers.get(tag)?.ready === true)
  }

  /** Adds an entry in the place of others, whose tags it may provide. */
  add(entry: Entry, replaced: Iterable<Entry> = []): Entry[] {
    const touched = [...entry.provides]
    for (const old of replaced) {
      this.#unlink(old)
      touched.push(...old.provides)
    }
    this.#link(entry)
    if (this.isReady(entry.requires)) this.#flip(entry)
    return this.#settle(touched).filter((moved) => moved !== entry)
  }

  /** Takes entries out; those that required them become future. */
  remove(entries: Iterable<Entry>): Entry[] {
    const touched: string[] = []
    for (const entry of entries) {
      this.#unlink(entry)
      touched.push(...entry.provides)
    }
    return this.#settle(touched)
  }

  /** Nobody has to provide these tags any more: the chain does. */
  satisfy(tags: Iterable<string>): Entry[] {
    const changed = new Set<Entry>()
    for (const tag of tags) {
      for (const entry of this.#requirers.get(tag) ?? NOTHING) {
        entry.requires = entry.requires.filter((required) => required !== tag)
        changed.add(entry)
      }
      this.#requirers.delete(tag)
    }
    const moved: Entry[] = []
    for (const entry of changed) {
      if (entry.ready || !this.isReady(entry.requires)) continue
      this.#flip(entry)
      moved.push(entry, ...this.#settle(entry.provides))
    }
    return moved
  }

  /** Gives an entry the result of a later validation; that never prolongs its stay. */
  update(entry: Entry, verdict: Verdict): Entry[] {
    if (entry.priority !== verdict.priority) {
      const ranking = this.#rankings[halfOf(entry)]
      ranking.delete(entry)
      entry.priority = verdict.priority
      ranking.add(entry)
    }
    entry.expires = Math.min(entry.expires, verdict.expires)
    if (sameTags(entry.requires, verdict.requires) && sameTags(entry.provides, verdict.provides)) {
      return []
    }
    const wasReady = new Map([...this.#entries.values()].map((each) => [each, each.ready]))
    this.remove([entry])
    entry.requires = verdict.requires
    entry.provides = verdict.provides
    entry.account = verdict.account
    entry.nonce = verdict.nonce
    const rivals = this.providersOf(entry.provides)
    if (rivals.size === 0) this.add(entry)
    return [...wasReady].filter(([each, was]) => each.ready !== was).map(([each]) => each)
  }

  /** Ready entries in the order in which a block takes them. Entries may leave meanwhile. */
  inBlockOrder(): Generator<Entry> {
    return inBlockOrder(this.#entries, (tag) => this.#requirers.get(tag) ?? NOTHING)
  }

  #settle(tags: readonly string[]): Entry[] {
    const before = new Map<Entry, boolean>()
    const work = [...tags]
    for (let tag = work.pop(); tag !== undefined; tag = work.pop()) {
      for (const entry of this.#requirers.get(tag) ?? NOTHING) {
        if (this.isReady(entry.requires) === entry.ready) continue
        if (!before.has(entry)) before.set(entry, entry.ready)
        this.#flip(entry)
        work.push(...entry.provides)
      }
    }
    return [...before].filter(([entry, was]) => entry.ready !== was).map(([entry]) => entry)
  }

  #flip(entry: Entry): void {
    this.#leave(entry)
    entry.ready = !entry.ready
    this.#enter(entry)
  }

  #link(entry: Entry): void {
    entry.ready = false
    this.#entries.set(entry.key, entry)
    this.#enter(entry)
    for (const tag of entry.provides) this.#providers.set(tag, entry)
    for (const tag of entry.requires) addTo(this.#requirers, tag, entry)
    if (entry.account !== '') addTo(this.#accounts, entry.account, entry)
  }

  #unlink(entry: Entry): void {
    this.#entries.delete(entry.key)
    this.#leave(entry)
    entry.ready = false
    for (const tag of entry.provides) {
      if (this.#providers.get(tag) === entry) this.#providers.delete(tag)
    }
    for (const tag of entry.requires) removeFrom(this.#requirers, tag, entry)
    if (entry.account !== '') removeFrom(this.#accounts, entry.account, entry)
  }

  #enter(entry: Entry): void {
    const half = halfOf(entry)
    tally(this.#loads[half], entry, 1)
    this.#rankings[half].add(entry)
  }

  #leave(entry: Entry): void {
    const half = halfOf(entry)
    tally(this.#loads[half], entry, -1)
    this.#rankings[half].delete(entry)
  }
}

/** Adds to a load, or takes from it. */
export function tally(load: Load, { bytes }: Pick<Entry, 'bytes'>, sign: 1 | -1): void {
  load.count += sign
  load.bytes += sign * bytes.length
}

const halfOf = ({ ready }: Entry): Half => (ready ? 'ready' : 'future')

const NOTHING: ReadonlySet<Entry> = new Set()

function sameTags(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((tag, at) => tag === right[at])
}

function addTo(sets: Map<string, Set<Entry>>, key: string, entry: Entry): void {
  const set = sets.get(key)
  if (set === undefined) sets.set(key, new Set([entry]))
  else set.add(entry)
}

function removeFrom(sets: Map<string, Set<Entry>>, key: string, entry: Entry): void {
  const set = sets.get(key)
  if (set === undefined) return
  set.delete(entry)
  if (set.size === 0) sets.delete(key)
}
