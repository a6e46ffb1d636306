import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { parseIp } from './ip.ts'

/** Where a miner listens. */
export interface ServeAxonParameters extends SubmitOptions {
  readonly netuid: number
  /** An address that others can reach; the chain refuses loopback addresses. */
  readonly ip: string
  /** 1 to 65,535. */
  readonly port: number
  /** Version of the protocol that the axon speaks, as a number. Default that of Bittensor 10.2.0. */
  readonly version?: number
}

/** 10.2.0 as the Python package writes it. */
const VERSION = 10_002_000
/** HTTP. */
const PROTOCOL = 4

/**
 * Publishes where a hotkey's axon listens. Signed by the hotkey, which must be registered; free.
 *
 * @throws ServeError `InvalidIp`; PoolError `ServingRateLimitExceeded` with when to try again
 */
export async function serveAxon(
  client: Client,
  { netuid, ip, port, version = VERSION, ...options }: ServeAxonParameters,
): Promise<Receipt> {
  const { type, value } = parseIp(ip)
  const args = { netuid, version, ip: value, port, ip_type: type, protocol: PROTOCOL }
  const wanted = call('SubtensorModule.serve_axon', { ...args, placeholder1: 0, placeholder2: 0 })
  return submit(client, wanted, options)
}
