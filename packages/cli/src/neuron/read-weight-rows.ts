import { readStorageMap } from '@plexus/sdk'
import type { Client } from '@plexus/sdk'

/** Weights on chain by uid of the validator: pairs of uid and u16 weight. */
export async function readWeightRows(
  client: Client,
  netuid: number,
): Promise<ReadonlyMap<number, readonly (readonly [uid: number, weight: number])[]>> {
  const rows = await readStorageMap(client, 'SubtensorModule.Weights', [netuid])
  const pairs = (row: readonly (readonly number[])[]) =>
    row.map(([uid = 0, weight = 0]) => [uid, weight] as const)
  return new Map(rows.map(({ keys, value }) => [keys[1], pairs(value)]))
}
