import { alphaRao } from '@plexus/primitives'
import type { AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { isEpochStateConsistent } from '../epoch/consistency.ts'
import { shouldRunEpoch } from '../epoch/schedule.ts'
import { events } from '../events.ts'
import { changeSubnetOwnerIfNeeded } from '../locks/change-owner.ts'
import {
  PendingOwnerCut,
  PendingRootAlphaDivs,
  PendingServerEmission,
  PendingValidatorEmission,
} from '../storage/emission.ts'
import {
  BlocksSinceLastStep,
  LastEpochBlock,
  MaxEpochsPerBlock,
  PendingEpochAt,
  SubnetEpochIndex,
} from '../storage/schedule.ts'
import { byNumber } from '../types.ts'

const U64_MAX = (1n << 64n) - 1n

/** What was put aside for a subnet since its last epoch, in 10⁻⁹ alpha. */
export interface PendingEmission {
  readonly netuid: NetUid
  readonly server: AlphaRao
  readonly validator: AlphaRao
  readonly root: AlphaRao
  readonly ownerCut: AlphaRao
}

/**
 * Takes what was put aside for the subnets whose epoch is due (spec: 30-block-step §9.2). Only so
 * many epochs run in a block; the others wait for the next.
 *
 * @param subnets all but root, in raw key order
 * @returns by netuid
 */
export function drainPending(
  ctx: Context,
  subnets: readonly NetUid[],
  block: bigint,
): readonly PendingEmission[] {
  const most = MaxEpochsPerBlock.get(ctx)
  const drained: PendingEmission[] = []
  for (const netuid of subnets) {
    BlocksSinceLastStep.update(ctx, netuid, plusOne)
    if (!shouldRunEpoch(ctx, netuid, block)) continue
    if (drained.length >= most) {
      deferEpoch(ctx, netuid, block)
      continue
    }
    if (isEpochStateConsistent(ctx, netuid)) {
      drained.push(take(ctx, netuid))
      changeSubnetOwnerIfNeeded(ctx, netuid)
    } else ctx.deposit(events, { type: 'EpochSkipped', value: { netuid, block } })
    LastEpochBlock.set(ctx, netuid, block)
    PendingEpochAt.set(ctx, netuid, 0n)
    SubnetEpochIndex.update(ctx, netuid, plusOne)
  }
  return drained.sort((a, b) => byNumber(a.netuid, b.netuid))
}

function deferEpoch(ctx: Context, netuid: NetUid, block: bigint): void {
  const next = plusOne(block)
  PendingEpochAt.set(ctx, netuid, next)
  ctx.deposit(events, {
    type: 'EpochDeferred',
    value: { netuid, from_block: block, to_block: next },
  })
}

function take(ctx: Context, netuid: NetUid): PendingEmission {
  BlocksSinceLastStep.set(ctx, netuid, 0n)
  const empty = (pending: typeof PendingServerEmission): AlphaRao => {
    const amount = pending.get(ctx, netuid)
    pending.set(ctx, netuid, alphaRao(0n))
    return amount
  }
  return {
    netuid,
    server: empty(PendingServerEmission),
    validator: empty(PendingValidatorEmission),
    root: empty(PendingRootAlphaDivs),
    ownerCut: empty(PendingOwnerCut),
  }
}

const plusOne = (value: bigint): bigint => (value < U64_MAX ? value + 1n : value)
