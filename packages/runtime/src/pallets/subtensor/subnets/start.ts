import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import type { Origin } from '../../../frame/origin.ts'
import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import {
  FirstEmissionBlockNumber,
  NetworkRegisteredAt,
  StartCallDelay,
} from '../storage/networks.ts'
import { SubtokenEnabled } from '../storage/pools.ts'
import { subnetExists } from './list.ts'
import { ensureSubnetOwner } from './owner.ts'

const U64_MAX = (1n << 64n) - 1n

/**
 * Opens a subnet for staking and emission; its owner does so once (spec: 20-calls §7.5).
 *
 * @throws DispatchFailure
 */
export function startSubnet(ctx: Context, origin: Origin, netuid: NetUid): void {
  ensure(subnetExists(ctx, netuid), errors.SubnetNotExists)
  ensureSubnetOwner(ctx, origin, netuid)
  ensure(!FirstEmissionBlockNumber.has(ctx, netuid), errors.FirstEmissionBlockNumberAlreadySet)
  const block = currentBlock(ctx)
  const earliest = NetworkRegisteredAt.get(ctx, netuid) + StartCallDelay.get(ctx)
  ensure(block >= capped(earliest), errors.NeedWaitingMoreBlocksToStarCall)
  const first = capped(block + 1n)
  FirstEmissionBlockNumber.set(ctx, netuid, first)
  SubtokenEnabled.set(ctx, netuid, true)
  ctx.deposit(events, { type: 'FirstEmissionBlockNumberSet', value: [netuid, first] })
}

const capped = (value: bigint): bigint => (value > U64_MAX ? U64_MAX : value)
