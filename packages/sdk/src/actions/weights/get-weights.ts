import type { Client } from '../../client/client.ts'
import { readStorageMap } from '../../client/read-storage-map.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { netuidIndex } from '../../weights/netuid-index.ts'

/**
 * Reads the weights of a subnet as set last.
 *
 * @returns by uid of the validator, then by uid of the neuron; 65,535 is the largest of each row
 */
export async function getWeights(
  client: Client,
  {
    netuid,
    mechid = 0,
    ...options
  }: ReadOptions & { readonly netuid: number; /** Default 0. */ readonly mechid?: number },
): Promise<ReadonlyMap<number, ReadonlyMap<number, number>>> {
  const index = netuidIndex(netuid, mechid)
  const rows = await readStorageMap(client, 'SubtensorModule.Weights', [index], options)
  return new Map(rows.map(({ keys: [, uid], value }) => [uid, new Map(value)]))
}
