import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readStorage } from '../../client/read-storage.ts'

/** What a child hotkey keeps of its parents' dividends on a subnet: part of 65,535. */
export function getChildkeyTake(
  client: Client,
  {
    hotkey,
    netuid,
    ...options
  }: ReadOptions & { readonly hotkey: string; readonly netuid: number },
): Promise<number> {
  return readStorage(client, 'SubtensorModule.ChildkeyTake', [hotkey, netuid], options)
}
