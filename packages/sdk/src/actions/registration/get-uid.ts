import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readStorage } from '../../client/read-storage.ts'

/** The uid of a hotkey on a subnet; `undefined` where it is not registered. */
export function getUid(
  client: Client,
  {
    netuid,
    hotkey,
    ...options
  }: ReadOptions & { readonly netuid: number; readonly hotkey: string },
): Promise<number | undefined> {
  return readStorage(client, 'SubtensorModule.Uids', [netuid, hotkey], options)
}
