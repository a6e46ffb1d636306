import type { Rules } from './intercept.ts'
import { itemsOf } from './message.ts'
import type { Json, JsonObject, Request } from './message.ts'
import { eventNameOf, mapObjects, rewriteBoth, withField } from './rewrite.ts'

/** Rewrites the value of a storage key, hex to hex. */
export type RewriteValue = (key: string, value: string) => string

/** Rewrites values of storage wherever the node tells them. */
export function rewriteStorage(rewrite: RewriteValue): Rules {
  const valueOf = (key: Json | undefined, value: Json): Json =>
    typeof key === 'string' && typeof value === 'string' ? rewrite(key, value) : value
  const changeSet = (set: Json): Json =>
    withField(set, 'changes', (changes) =>
      itemsOf(changes).map((change) => {
        const [key = null, value = null] = itemsOf(change)
        return [key, valueOf(key, value)]
      }),
    )
  const item = (entry: JsonObject): Json =>
    withField(entry, 'value', (value) => valueOf(entry['key'], value))
  return rewriteBoth(
    (result, { method, params }) => {
      if (isSingleRead(method)) return valueOf(params[0], result)
      return isChangeSetRead(method) ? itemsOf(result).map(changeSet) : result
    },
    (result, { method }) => {
      if (method === 'state_storage') return changeSet(result)
      const name = eventNameOf(result)
      if (name === 'operationStorageItems') {
        return withField(result, 'items', (items) => mapObjects(items, item))
      }
      return name === 'storage' ? item(result as JsonObject) : result
    },
  )
}

/** Methods that answer with change sets. */
export function isChangeSetRead(method: string): boolean {
  return method === 'state_queryStorageAt' || method === 'state_queryStorage'
}

function isSingleRead(method: string): boolean {
  return method === 'state_getStorage' || method === 'state_getStorageAt'
}

/** True for a request that reads storage of a past block through `archive` or `chainHead`. */
export function isStorageOperation(request: Request | undefined): boolean {
  return request?.method === 'chainHead_v1_storage' || request?.method === 'archive_v1_storage'
}
