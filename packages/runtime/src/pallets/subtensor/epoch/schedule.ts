import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import {
  AdminFreezeWindow,
  BlocksSinceLastStep,
  LastEpochBlock,
  PendingEpochAt,
  SubnetEpochIndex,
  Tempo,
} from '../storage/schedule.ts'
import { MAX_TEMPO } from './tempo.ts'

const U64_MAX = 2n ** 64n - 1n

/** Whether the epoch of a subnet is due in this block (spec: 30-block-step §9.1). */
export function shouldRunEpoch(ctx: Context, netuid: NetUid, block: bigint): boolean {
  const tempo = BigInt(Tempo.get(ctx, netuid))
  if (tempo === 0n) return false
  const pending = PendingEpochAt.get(ctx, netuid)
  if (pending > 0n && block >= pending) return true
  if (BlocksSinceLastStep.get(ctx, netuid) > BigInt(MAX_TEMPO)) return true
  return saturatingDifference(block, LastEpochBlock.get(ctx, netuid)) >= tempo
}

/**
 * Blocks until the tempo calls for the next epoch, whether or not the owner triggers one before;
 * `undefined` where the tempo is 0, so that none comes.
 */
export function blocksUntilNextEpoch(
  ctx: Context,
  netuid: NetUid,
  block: bigint,
): bigint | undefined {
  const tempo = Tempo.get(ctx, netuid)
  if (tempo === 0) return undefined
  return saturatingDifference(nextByTempo(ctx, netuid, tempo), block)
}

/**
 * The block in which the next epoch is expected, a triggered one included; `undefined` where the
 * tempo is 0. An epoch may come later, when too many are due in one block.
 */
export function nextEpochBlock(ctx: Context, netuid: NetUid): bigint | undefined {
  const tempo = Tempo.get(ctx, netuid)
  if (tempo === 0) return undefined
  const next = nextByTempo(ctx, netuid, tempo)
  const pending = PendingEpochAt.get(ctx, netuid)
  return pending > 0n && pending < next ? pending : next
}

/** Whether owner and Root must wait for the epoch (spec: 20-calls §3). */
export function isInAdminFreezeWindow(ctx: Context, netuid: NetUid, block: bigint): boolean {
  const remaining = blocksUntilNextEpoch(ctx, netuid, block)
  if (remaining === undefined) return false
  if (PendingEpochAt.get(ctx, netuid) > block) return true
  return remaining < BigInt(AdminFreezeWindow.get(ctx))
}

/** @throws DispatchFailure AdminActionProhibitedDuringWeightsWindow */
export function ensureAdminWindowOpen(ctx: Context, netuid: NetUid): void {
  ensure(
    !isInAdminFreezeWindow(ctx, netuid, currentBlock(ctx)),
    errors.AdminActionProhibitedDuringWeightsWindow,
  )
}

/**
 * The counter of epochs that a commit of this block belongs to: that of the epoch that is due, if
 * one is (spec: 20-calls §5.2).
 */
export function currentEpochIndex(ctx: Context, netuid: NetUid, block: bigint): bigint {
  const index = SubnetEpochIndex.get(ctx, netuid)
  return shouldRunEpoch(ctx, netuid, block) && index < U64_MAX ? index + 1n : index
}

function nextByTempo(ctx: Context, netuid: NetUid, tempo: number): bigint {
  const next = LastEpochBlock.get(ctx, netuid) + BigInt(tempo)
  return next > U64_MAX ? U64_MAX : next
}

const saturatingDifference = (a: bigint, b: bigint): bigint => (a > b ? a - b : 0n)
