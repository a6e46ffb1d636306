import { KeyLengthError } from './errors.ts'
import { MAX_KEY_BYTES } from './interface.ts'
import type { Table } from './interface.ts'

/** Whether a table can hold this key. */
export const isStorable = (key: Uint8Array): boolean =>
  key.length > 0 && key.length <= MAX_KEY_BYTES

/** @throws KeyLengthError when no table can hold the key. */
export function checkKey(table: Table, key: Uint8Array): void {
  if (!isStorable(key)) throw new KeyLengthError(table, key.length)
}
