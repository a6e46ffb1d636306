import type { StorageItems, StorageName } from '../descriptors/generated/index.ts'
import type { Client } from './client.ts'
import type { ReadOptions } from './read-options.ts'

/**
 * Reads one storage item; where the chain has nothing, its default, or `undefined` where it has none.
 *
 * @throws DescriptorError where the chain has no such item or another type; TransportError,
 *   RpcResponseError, CodecError
 * @example await readStorage(client, 'SubtensorModule.Tempo', [1])
 */
export async function readStorage<Name extends StorageName>(
  client: Client,
  name: Name,
  keys: StorageItems[Name]['keys'],
  { at, ...options }: ReadOptions = {},
): Promise<StorageItems[Name]['value']> {
  const runtime = await client.runtime(at, options)
  runtime.ensure('storage', name)
  const item = runtime.storage(name)
  const where = at === undefined ? [] : [at]
  const value = await client.request('state_getStorage', [item.key(keys), ...where], options)
  return item.decodeValue(value as string | null) as StorageItems[Name]['value']
}
