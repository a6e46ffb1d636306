import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readStorage } from '../../client/read-storage.ts'
import type { AxonInfo } from '../../descriptors/generated/types.ts'
import { formatIp } from './ip.ts'

/** Where a neuron listens. */
export interface Axon {
  readonly ip: string
  readonly port: number
  readonly version: number
  readonly protocol: number
  /** Block in which it was published. */
  readonly block: number
}

/** Reads where a hotkey's axon listens; `undefined` where it serves nothing. */
export async function getAxon(
  client: Client,
  {
    netuid,
    hotkey,
    ...options
  }: ReadOptions & { readonly netuid: number; readonly hotkey: string },
): Promise<Axon | undefined> {
  return readAxon(await readStorage(client, 'SubtensorModule.Axons', [netuid, hotkey], options))
}

/** The chain writes zeros for none. */
export function readAxon(info: AxonInfo | undefined): Axon | undefined {
  if (info === undefined || info.port === 0 || info.ip === 0n) return undefined
  const { ip, ip_type: type, port, version, protocol, block } = info
  return { ip: formatIp(ip, type), port, version, protocol, block: Number(block) }
}
