import { EmptyBTree } from 'sorted-btree'
import type BTree from 'sorted-btree'
import { bytesToText, textToBytes } from '../byte-text.ts'
import { checkKey } from '../check-key.ts'
import { TABLES } from '../interface.ts'
import type { Database, Range, Table } from '../interface.ts'

type Entries = BTree.default<string, Uint8Array>

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
      const value = entriesOf(table).get(bytesToText(key))
      return value && copy(value)
    },
    *range(table, range) {
      for (const [key, value] of scan(entriesOf(table), range)) {
        yield [textToBytes(key), copy(value)]
      }
    },
    *keys(table, range) {
      for (const [key] of scan(entriesOf(table), range)) yield textToBytes(key)
    },
    write(batch) {
      // Everything that can throw comes first.
      const steps = batch.map(({ table, key, value }) => {
        checkKey(table, key)
        return { entries: entriesOf(table), key: bytesToText(key), value: value && copy(value) }
      })
      for (const { entries, key, value } of steps) {
        if (value === undefined) entries.delete(key)
        else entries.set(key, value)
      }
    },
    flushed: () => Promise.resolve(),
    close() {
      tables.clear()
      return Promise.resolve()
    },
  }
}

/** `slice` of a Buffer would share its memory. */
const copy = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes)

/** A clone, because the class itself is a default export that loaders disagree about. */
const createEntries = (): Entries => EmptyBTree.clone()

/** Steps from key to key, so that writes in between do no harm. */
function* scan(entries: Entries, range: Range): Iterable<[string, Uint8Array]> {
  const from = range.from && bytesToText(range.from)
  const to = range.to && bytesToText(range.to)
  let left = range.limit ?? Number.POSITIVE_INFINITY
  let pair = firstPair(entries, from, to, range.reverse === true)
  while (pair !== undefined && left > 0) {
    const [key] = pair
    if (range.reverse ? from !== undefined && key < from : to !== undefined && key >= to) return
    yield pair
    left -= 1
    pair = range.reverse ? entries.nextLowerPair(key) : entries.nextHigherPair(key)
  }
}

function firstPair(
  entries: Entries,
  from: string | undefined,
  to: string | undefined,
  reverse: boolean,
): [string, Uint8Array] | undefined {
  if (reverse) return entries.nextLowerPair(to)
  return from === undefined ? entries.nextHigherPair(undefined) : entries.getPairOrNextHigher(from)
}
