import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readStorage } from '../../client/read-storage.ts'
import type { Beacon } from '../../weights/timelock/beacon.ts'

/**
 * Reads the drand beacon that the chain follows. It is the word of the node: one that lies can read
 * what is locked to its key, so that on a public network `QUICKNET` is the better source.
 */
export async function getBeacon(client: Client, options: ReadOptions = {}): Promise<Beacon> {
  const config = await readStorage(client, 'Drand.BeaconConfig', [], options)
  return {
    publicKey: config.public_key,
    genesisUnixSeconds: config.genesis_time,
    periodSeconds: config.period,
  }
}
