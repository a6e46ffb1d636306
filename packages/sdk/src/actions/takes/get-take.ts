import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readStorage } from '../../client/read-storage.ts'

/** What a validator keeps of what its stakers earn: part of 65,535. */
export function getTake(
  client: Client,
  { hotkey, ...options }: ReadOptions & { readonly hotkey: string },
): Promise<number> {
  return readStorage(client, 'SubtensorModule.Delegates', [hotkey], options)
}
