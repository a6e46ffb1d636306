import type { StorageKey } from '@plexus/runtime'
import { bytesToText, textToBytes } from '../db/byte-text.ts'
import type { Reads, Table } from '../db/interface.ts'
import { firstChangeAfter } from './history.ts'
import { endOfPrefix } from './keys.ts'

/** Where a walk over keys goes on. */
export interface KeyWalk {
  readonly prefix: StorageKey
  /** Keys start strictly after this one. */
  readonly after: StorageKey | undefined
  /** Most keys to look at. */
  readonly limit: number
}

/** Some keys of a walk; `last` is where to go on, absent at the end. */
export interface KeyPage {
  readonly keys: readonly StorageKey[]
  readonly last?: StorageKey
}

/** The next keys of the state at the head. */
export function headKeys(db: Reads, walk: KeyWalk): KeyPage {
  const keys = tableKeys(db, 'state', walk)
  const last = keys.length < walk.limit ? undefined : keys.at(-1)
  return { keys, ...(last !== undefined && { last }) }
}

/**
 * The next keys of the state after block `number`, which lies below the head: those at the head
 * and those that are gone since, as far as they were there.
 */
export function pastKeys(db: Reads, walk: KeyWalk, number: number): KeyPage {
  const present = tableKeys(db, 'state', walk)
  const gone = tableKeys(db, 'graves', walk)
  // A full page says nothing about the keys behind its last one.
  const ends = [present, gone].flatMap((keys) =>
    keys.length < walk.limit ? [] : [keys.at(-1) ?? ''],
  )
  const last = ends.length === 0 ? undefined : ends.reduce((a, b) => (a < b ? a : b))
  const within = (key: StorageKey): boolean => last === undefined || key <= last
  const wasThere = (key: StorageKey, isThere: boolean): boolean => {
    const before = firstChangeAfter(db, key, number)
    return before === undefined ? isThere : before.value !== undefined
  }
  const keys = [
    ...present.filter((key) => within(key) && wasThere(key, true)),
    ...gone.filter((key) => within(key) && wasThere(key, false)),
  ].sort(compare)
  return { keys, ...(last !== undefined && { last }) }
}

function tableKeys(db: Reads, table: Table, { prefix, after, limit }: KeyWalk): StorageKey[] {
  const from = textToBytes(after !== undefined && after >= prefix ? `${after}\0` : prefix)
  const to = endOfPrefix(prefix)
  return Array.from(db.keys(table, { from, ...(to && { to }), limit }), bytesToText)
}

const compare = (a: StorageKey, b: StorageKey): number => (a < b ? -1 : Number(a > b))
