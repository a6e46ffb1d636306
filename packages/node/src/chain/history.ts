import type { StorageKey } from '@plexus/runtime'
import { textToBytes } from '../db/byte-text.ts'
import type { Reads, Write } from '../db/interface.ts'
import { historyKey, readNumber } from './keys.ts'

/** What a storage key held before some block; without `value` it was absent. */
export interface Before {
  readonly value?: Uint8Array
}

const ABSENT = 0
const PRESENT = 1
const LAST_NUMBER = 2 ** 32 - 1

/**
 * What a key held after block `number`, as told by the first later block that changed it.
 * `undefined` when none did: the key then still holds what it held.
 */
export function firstChangeAfter(db: Reads, key: StorageKey, number: number): Before | undefined {
  const from = historyKey(key, number + 1)
  const to = historyKey(key, LAST_NUMBER)
  for (const [, record] of db.range('history', { from, to, limit: 1 })) {
    return record[0] === PRESENT ? { value: record.slice(1) } : {}
  }
  return undefined
}

/** Whether any block before `number` is recorded to have changed the key. */
export function isChangedBefore(db: Reads, key: StorageKey, number: number): boolean {
  const range = { from: historyKey(key, 0), to: historyKey(key, number), limit: 1 }
  return !db.keys('history', range)[Symbol.iterator]().next().done
}

/** The blocks after `first` and up to `last` that are recorded to have changed the key, ascending. */
export function changesBetween(
  db: Reads,
  key: StorageKey,
  first: number,
  last: number,
): readonly number[] {
  const range = { from: historyKey(key, first + 1), to: historyKey(key, last + 1) }
  return [...db.keys('history', range)].map((record) => readNumber(record.subarray(-4)))
}

/** The value of a key after block `number`, which lies below the head. */
export function valueAfter(db: Reads, key: StorageKey, number: number): Uint8Array | undefined {
  const before = firstChangeAfter(db, key, number)
  return before === undefined ? db.get('state', textToBytes(key)) : before.value
}

/** The write that records what a key held before a block. */
export function writeHistory(
  key: StorageKey,
  number: number,
  before: Uint8Array | undefined,
): Write {
  const value = new Uint8Array(1 + (before?.length ?? 0))
  value[0] = before === undefined ? ABSENT : PRESENT
  if (before !== undefined) value.set(before, 1)
  return { table: 'history', key: historyKey(key, number), value }
}
