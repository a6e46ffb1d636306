import { equalBytes, saturatingFromInteger, saturatingMulFloor, U64F64 } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { events } from '../events.ts'
import { isRegistered } from '../registration/neurons.ts'
import { takeUid } from '../registration/take-uid.ts'
import { Owner } from '../storage/keys.ts'
import { NetworkRegisteredAt, SubnetOwner, SubnetOwnerHotkey } from '../storage/networks.ts'
import { SubnetAlphaOut } from '../storage/pools.ts'
import { ZERO_ACCOUNT } from '../types.ts'
import { aggregateOf, storeAggregate, takeAggregate } from './aggregates.ts'
import { mostConvincing, totalConviction } from './conviction.ts'
import { emptyLock, mergeLocks } from './lock-state.ts'
import { lockClock, rollForward } from './roll-forward.ts'
import type { LockClock, LockKind } from './roll-forward.ts'

/** Blocks that a subnet stays with who made it: a year. */
const YEAR = 7_200n * 365n + 1_800n
/** The conviction that it takes: one part in so many of the outstanding alpha. */
const CONVICTION_PARTS = saturatingFromInteger(U64F64, 10n)

/** Gives the subnet to whom most conviction is with, where there is enough of it (spec: 30-block-step §10.6). */
export function changeSubnetOwnerIfNeeded(ctx: Context, netuid: NetUid): void {
  if (!isOpenToChange(ctx, netuid)) return
  const winner = mostConvincing(ctx, netuid)
  if (winner === undefined) return
  const newOwner = Owner.get(ctx, winner)
  const oldOwner = SubnetOwner.get(ctx, netuid)
  if (equalBytes(newOwner, ZERO_ACCOUNT) || equalBytes(newOwner, oldOwner)) return
  if (!isRegistered(ctx, netuid, winner) && takeUid(ctx, netuid, winner) === undefined) return
  moveAggregates(ctx, netuid, winner)
  SubnetOwner.set(ctx, netuid, newOwner)
  SubnetOwnerHotkey.set(ctx, netuid, winner)
  const value = { netuid, old_coldkey: oldOwner, new_coldkey: newOwner }
  ctx.deposit(events, { type: 'SubnetOwnerChanged', value })
}

function isOpenToChange(ctx: Context, netuid: NetUid): boolean {
  const outstanding = SubnetAlphaOut.get(ctx, netuid)
  if (outstanding === 0n) return false
  if (currentBlock(ctx) < NetworkRegisteredAt.get(ctx, netuid) + YEAR) return false
  const parts = saturatingMulFloor(U64F64, totalConviction(ctx, netuid), CONVICTION_PARTS)
  return parts >= saturatingFromInteger(U64F64, outstanding)
}

/** The sums of the old owner become those of its hotkey; those of the winner the owner's. */
function moveAggregates(ctx: Context, netuid: NetUid, winner: AccountId): void {
  const clock = lockClock(ctx)
  const loser = SubnetOwnerHotkey.get(ctx, netuid)
  for (const perpetual of [true, false]) {
    const kind = { owner: true, perpetual }
    mergeInto(ctx, netuid, clock, { from: kind, hotkey: loser, to: { owner: false, perpetual } })
  }
  for (const perpetual of [true, false]) {
    const kind = { owner: true, perpetual }
    mergeInto(ctx, netuid, clock, { from: { owner: false, perpetual }, hotkey: winner, to: kind })
  }
}

function mergeInto(
  ctx: Context,
  netuid: NetUid,
  clock: LockClock,
  {
    from,
    hotkey,
    to,
  }: { readonly from: LockKind; readonly hotkey: AccountId; readonly to: LockKind },
): void {
  const taken = takeAggregate(ctx, netuid, hotkey, from)
  if (taken === undefined) return
  const present = aggregateOf(ctx, netuid, hotkey, to)
  const before = present === undefined ? emptyLock(clock.now) : rollForward(present, clock, to)
  const merged = {
    ...mergeLocks(before, rollForward(taken, clock, from)),
    last_update: clock.now,
  }
  // Only a sum of the owner is looked at again: its conviction is its mass.
  const next = to.owner ? rollForward(merged, clock, to) : merged
  storeAggregate(ctx, netuid, hotkey, to, next)
}
