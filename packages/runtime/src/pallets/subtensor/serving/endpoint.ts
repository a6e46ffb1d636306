import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { ModuleError } from '../../../frame/error.ts'
import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import { isRegistered } from '../registration/neurons.ts'
import { ServingRateLimit } from '../storage/hyperparameters.ts'
import { Axons, Prometheus } from '../storage/neurons.ts'

/** Where a neuron says that it answers. */
export interface Endpoint {
  readonly ip: bigint
  readonly port: number
  /** 4 or 6. */
  readonly ip_type: number
}

const V4 = 4
const V6 = 6
const V4_BROADCAST = 0xffff_ffffn
const V4_LOCALHOST = 0x7f00_0001n
const V6_MAX = (1n << 128n) - 1n
const V6_LOCALHOST = 1n

/** What `serve_axon` has against an endpoint, in its order (spec: 20-calls §5.6). */
export function axonFault(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  endpoint: Endpoint,
): ModuleError | undefined {
  if (!isRegistered(ctx, netuid, hotkey)) return errors.HotKeyNotRegisteredInNetwork
  const last = Axons.get(ctx, netuid, hotkey)?.block
  return addressFault(endpoint) ?? servingFault(ctx, netuid, last, endpoint)
}

/** What `serve_prometheus` has against an endpoint, in its order. */
export function prometheusFault(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  endpoint: Endpoint,
): ModuleError | undefined {
  const fault = addressFault(endpoint)
  if (fault !== undefined) return fault
  if (endpoint.ip === 0n) return errors.InvalidIpAddress
  if (!isRegistered(ctx, netuid, hotkey)) return errors.HotKeyNotRegisteredInNetwork
  return servingFault(ctx, netuid, Prometheus.get(ctx, netuid, hotkey)?.block, endpoint)
}

/** Nobody can reach the broadcast addresses, nor a neuron on localhost. */
function addressFault({ ip, ip_type }: Endpoint): ModuleError | undefined {
  if (ip_type !== V4 && ip_type !== V6) return errors.InvalidIpType
  const isPublic =
    ip_type === V4 ? ip < V4_BROADCAST && ip !== V4_LOCALHOST : ip !== V6_MAX && ip !== V6_LOCALHOST
  return isPublic ? undefined : errors.InvalidIpAddress
}

/** @param last block of the last time; 0 counts as never */
function servingFault(
  ctx: Context,
  netuid: NetUid,
  last: bigint | undefined,
  { port }: Endpoint,
): ModuleError | undefined {
  const limit = ServingRateLimit.get(ctx, netuid)
  const block = currentBlock(ctx)
  const earliest = last === undefined || last === 0n ? 0n : last + limit
  if (limit > 0n && block < earliest) return errors.ServingRateLimitExceeded
  return port === 0 ? errors.InvalidPort : undefined
}
