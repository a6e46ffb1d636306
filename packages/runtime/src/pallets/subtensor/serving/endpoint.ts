import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
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

/** What `serve_axon` asks for, in its order (spec: 20-calls §5.6). @throws DispatchFailure */
export function ensureAxon(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  endpoint: Endpoint,
): void {
  ensure(isRegistered(ctx, netuid, hotkey), errors.HotKeyNotRegisteredInNetwork)
  ensureAddress(endpoint)
  ensureRateLimit(ctx, netuid, Axons.get(ctx, netuid, hotkey)?.block)
  ensure(endpoint.port !== 0, errors.InvalidPort)
}

/** What `serve_prometheus` asks for, in its order. @throws DispatchFailure */
export function ensurePrometheus(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  endpoint: Endpoint,
): void {
  ensureIpType(endpoint)
  ensure(endpoint.ip !== 0n, errors.InvalidIpAddress)
  ensureAddress(endpoint)
  ensure(isRegistered(ctx, netuid, hotkey), errors.HotKeyNotRegisteredInNetwork)
  ensureRateLimit(ctx, netuid, Prometheus.get(ctx, netuid, hotkey)?.block)
  ensure(endpoint.port !== 0, errors.InvalidPort)
}

function ensureIpType({ ip_type }: Endpoint): void {
  ensure(ip_type === V4 || ip_type === V6, errors.InvalidIpType)
}

function ensureAddress(endpoint: Endpoint): void {
  ensureIpType(endpoint)
  const { ip, ip_type } = endpoint
  const isPublic =
    ip_type === V4 ? ip < V4_BROADCAST && ip !== V4_LOCALHOST : ip !== V6_MAX && ip !== V6_LOCALHOST
  ensure(isPublic, errors.InvalidIpAddress)
}

/** Block 0 counts as never. */
function ensureRateLimit(ctx: Context, netuid: NetUid, last: bigint = 0n): void {
  const limit = ServingRateLimit.get(ctx, netuid)
  const block = currentBlock(ctx)
  const elapsed = block > last ? block - last : 0n
  ensure(limit === 0n || last === 0n || elapsed >= limit, errors.ServingRateLimitExceeded)
}
