import { EmptyBTree } from 'sorted-btree'
import type BTree from 'sorted-btree'
import { bytesToText, textToBytes } from '../byte-text.ts'
import { checkKey } from '../check-key.ts'
import { TABLES } from '../interface.ts'
import type { Database, Range, Table } from '../interface.ts'

/** A table. PERF: the order of the keys is brought up to date when somebody scans, not by writes. */
interface Entries {
  readonly values: Map<string, Uint8Array>
  readonly order: BTree.default<string, undefined>
  /** Keys that came or went since; nothing where it takes no longer to order all keys anew. */
  moved: Set<string> | undefined
}

/** A database that lives and dies with the process. */
export function createMemoryDatabase(): Database {
  const tables = new Map<Table, Entries>(TABLES.map((table) => [table, createEntries()]))
  const entriesOf = (table: Table): Entries => {
    const entries = tables.get(table)
    if (entries === undefined) throw new Error(`The database is closed: ${table} cannot be used`)
    return entries
  }
  return {
    location: 'memory',
    get(table, key) {
      const value = entriesOf(table).values.get(bytesToText(key))
      return value && copy(value)
    },
    *range(table, range) {
      const entries = entriesOf(table)
      for (const key of scan(entries, range)) {
        const value = entries.values.get(key)
        if (value !== undefined) yield [copy(textToBytes(key)), copy(value)]
      }
    },
    *keys(table, range) {
      for (const key of scan(entriesOf(table), range)) yield copy(textToBytes(key))
    },
    write(batch) {
      // Everything that can throw comes first.
      const steps = batch.map(({ table, key, value }) => {
        checkKey(table, key)
        return { entries: entriesOf(table), key: bytesToText(key), value: value && copy(value) }
      })
      for (const { entries, key, value } of steps) put(entries, key, value)
    },
    flushed: () => Promise.resolve(),
    sizeBytes: () => 0,
    close() {
      tables.clear()
      return Promise.resolve()
    },
  }
}

/** `slice` of a Buffer would share its memory. */
const copy = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes)

/** The tree is a clone, because the class itself is a default export that loaders disagree about. */
const createEntries = (): Entries => ({
  values: new Map(),
  order: EmptyBTree.clone(),
  moved: new Set(),
})

function put(entries: Entries, key: string, value: Uint8Array | undefined): void {
  const { values, moved } = entries
  const { size } = values
  if (value === undefined) values.delete(key)
  else values.set(key, value)
  if (moved === undefined || values.size === size) return
  moved.add(key)
  if (moved.size > size >>> 1) entries.moved = undefined
}

/** Steps from key to key, so that writes in between do no harm. */
function* scan(entries: Entries, range: Range): Iterable<string> {
  const from = range.from && bytesToText(range.from)
  const to = range.to && bytesToText(range.to)
  let left = range.limit ?? Number.POSITIVE_INFINITY
  let key = firstKey(inOrder(entries), from, to, range.reverse === true)
  while (key !== undefined && left > 0) {
    if (range.reverse ? from !== undefined && key < from : to !== undefined && key >= to) return
    yield key
    left -= 1
    const order = inOrder(entries)
    key = range.reverse ? order.nextLowerKey(key) : order.nextHigherKey(key)
  }
}

function inOrder(entries: Entries): Entries['order'] {
  const { values, order, moved } = entries
  if (moved === undefined) {
    order.clear()
    for (const key of values.keys()) order.set(key, undefined)
    entries.moved = new Set()
    return order
  }
  for (const key of moved) {
    if (values.has(key)) order.set(key, undefined)
    else order.delete(key)
  }
  moved.clear()
  return order
}

function firstKey(
  order: Entries['order'],
  from: string | undefined,
  to: string | undefined,
  reverse: boolean,
): string | undefined {
  if (reverse) return order.nextLowerKey(to)
  return from === undefined ? order.nextHigherKey(undefined) : order.getPairOrNextHigher(from)?.[0]
}
