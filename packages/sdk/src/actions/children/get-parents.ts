import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readStorage } from '../../client/read-storage.ts'
import { partOf } from './proportion.ts'

/** Whose. */
export interface GetParentsParameters extends ReadOptions {
  readonly hotkey: string
  readonly netuid: number
}

/** With whose stake a hotkey works on a subnet: part of theirs by address. */
export async function getParents(
  client: Client,
  { hotkey, netuid, ...options }: GetParentsParameters,
): Promise<ReadonlyMap<string, number>> {
  const keys = [hotkey, netuid] as const
  const found = await readStorage(client, 'SubtensorModule.ParentKeys', keys, options)
  return new Map(found.map(([proportion, parent]) => [parent, partOf(proportion)]))
}
