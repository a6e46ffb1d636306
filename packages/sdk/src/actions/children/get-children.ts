import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readStorage } from '../../client/read-storage.ts'
import { partOf } from './proportion.ts'

/** Whose. */
export interface GetChildrenParameters extends ReadOptions {
  readonly hotkey: string
  readonly netuid: number
}

/** Which hotkeys work with a hotkey's stake on a subnet: part of one by address. */
export async function getChildren(
  client: Client,
  { hotkey, netuid, ...options }: GetChildrenParameters,
): Promise<ReadonlyMap<string, number>> {
  const keys = [hotkey, netuid] as const
  const found = await readStorage(client, 'SubtensorModule.ChildKeys', keys, options)
  return new Map(found.map(([proportion, child]) => [child, partOf(proportion)]))
}
