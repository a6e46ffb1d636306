import type { Rules } from './intercept.ts'
import { itemsOf } from './message.ts'
import type { Json } from './message.ts'
import { eventNameOf, rewriteBoth, withField } from './rewrite.ts'
import { isChangeSetRead, isStorageOperation } from './storage-values.ts'

/** Turns the order of keys around in every list of keys or entries. */
export function reverseKeys(): Rules {
  const reverse = (value: Json): Json => itemsOf(value).toReversed()
  return rewriteBoth(
    (result, { method }) => (KEY_LISTS.has(method) ? reverse(result) : result),
    (result, _, cause) =>
      isStorageOperation(cause) && eventNameOf(result) === 'operationStorageItems'
        ? withField(result, 'items', reverse)
        : result,
  )
}

/** Leaves the last key out wherever several are told at once. */
export function dropLastChange(): Rules {
  const drop = (value: Json): Json => {
    const items = itemsOf(value)
    return items.length > 1 ? items.slice(0, -1) : items
  }
  const changeSet = (set: Json): Json => withField(set, 'changes', drop)
  return rewriteBoth(
    (result, { method }) => (isChangeSetRead(method) ? itemsOf(result).map(changeSet) : result),
    (result, { method }, cause) => {
      if (method === 'state_storage') return changeSet(result)
      return isStorageOperation(cause) && eventNameOf(result) === 'operationStorageItems'
        ? withField(result, 'items', drop)
        : result
    },
  )
}

const KEY_LISTS: ReadonlySet<string> = new Set([
  'state_getKeys',
  'state_getKeysPaged',
  'state_getKeysPagedAt',
])
