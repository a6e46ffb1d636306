import type { Database, Table, Write } from '../db/interface.ts'
import { META } from './keys.ts'

/**
 * State and trie lie in one of two pairs of tables, so that another state can be put together
 * beside that of the head, and take its place in one small write.
 */
export interface StateTables {
  /** The database, in which `state` and `trie` are those of the head. */
  readonly live: Database
  /** The same database, in which they are the pair that is not in use. */
  readonly spare: Database
  /** One atomic write, with which the pairs change places. */
  swap(writes: readonly Write[]): void
}

export function createStateTables(db: Database): StateTables {
  let isSecond = db.get('meta', META.second) !== undefined
  return {
    live: withPair(db, () => isSecond),
    spare: withPair(db, () => !isSecond),
    swap(writes) {
      const value = isSecond ? undefined : PRESENT
      db.write([...writes, { table: 'meta', key: META.second, ...(value && { value }) }])
      isSecond = !isSecond
    },
  }
}

const PRESENT = Uint8Array.of(1)

function withPair(db: Database, isSecond: () => boolean): Database {
  const nameOf = (table: Table): Table => {
    if (!isSecond()) return table
    if (table === 'state') return 'state2'
    return table === 'trie' ? 'trie2' : table
  }
  return {
    ...db,
    get: (table, key) => db.get(nameOf(table), key),
    range: (table, range) => db.range(nameOf(table), range),
    keys: (table, range) => db.keys(nameOf(table), range),
    write(batch) {
      // PERF: most chains never leave the first pair.
      if (!isSecond()) return db.write(batch)
      db.write(batch.map((each) => ({ ...each, table: nameOf(each.table) })))
    },
  }
}
