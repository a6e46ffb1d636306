import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readStorage } from '../../client/read-storage.ts'
import { taoFromRao } from '../../units/amounts.ts'
import type { Tao } from '../../units/amounts.ts'

/** What registering a neuron on a subnet costs now. */
export async function getBurnCost(
  client: Client,
  { netuid, ...options }: ReadOptions & { readonly netuid: number },
): Promise<Tao> {
  return taoFromRao(await readStorage(client, 'SubtensorModule.Burn', [netuid], options))
}
