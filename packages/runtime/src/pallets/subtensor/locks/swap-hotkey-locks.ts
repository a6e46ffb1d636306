import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { addWeights, weight, ZERO_WEIGHT } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { DecayingHotkeyLock, HotkeyLock, Lock, LockingColdkeys } from '../storage/locks.ts'
import type { LockState } from '../types.ts'
import { storeAggregate, takeAggregate } from './aggregates.ts'
import { isOwnerHotkey, isPerpetual, removeLock, storeLock } from './position.ts'
import { lockClock, rollForward } from './roll-forward.ts'
import type { LockClock } from './roll-forward.ts'

/** What the reference counts for a subnet, for a listed coldkey, for a lock and for the sums. */
const LOOK = weight(0n, { reads: 5n })
const READ = weight(0n, { reads: 1n })
const UNLIST = weight(0n, { writes: 1n })
const MOVE_LOCK = weight(0n, { writes: 2n })
const MOVE_SUMS = weight(0n, { writes: 6n })

/** The locks on one hotkey that are to be on another. */
interface HotkeyChange {
  readonly netuid: NetUid
  readonly from: AccountId
  readonly to: AccountId
  /** Whether the old hotkey is that of the subnet's owner. */
  readonly wasOwner: boolean
  /** Whether the new one is, or becomes it. */
  readonly isOwner: boolean
}

/**
 * Puts all locks on a hotkey on another, as they are now, with their conviction. The sums take the
 * place of those that the other hotkey had.
 *
 * @returns the weight that the reference counts
 */
export function swapHotkeyLocks(
  ctx: Context,
  netuids: readonly NetUid[],
  from: AccountId,
  to: AccountId,
): Weight {
  const clock = lockClock(ctx)
  return addWeights(
    ...netuids.map((netuid) => {
      const wasOwner = isOwnerHotkey(ctx, netuid, from)
      const isOwner = wasOwner || isOwnerHotkey(ctx, netuid, to)
      if (!isOwner && !hasSum(ctx, netuid, from)) return LOOK
      const change = { netuid, from, to, wasOwner, isOwner }
      const locks = moveLocks(ctx, change, clock)
      moveSums(ctx, change, clock)
      return addWeights(LOOK, locks, MOVE_SUMS)
    }),
  )
}

const hasSum = (ctx: Context, netuid: NetUid, hotkey: AccountId): boolean =>
  HotkeyLock.has(ctx, netuid, hotkey) || DecayingHotkeyLock.has(ctx, netuid, hotkey)

function moveLocks(ctx: Context, change: HotkeyChange, clock: LockClock): Weight {
  const { netuid, from, to } = change
  let used = ZERO_WEIGHT
  for (const [[, , coldkey]] of LockingColdkeys.entries(ctx, netuid, from)) {
    const lock = Lock.get(ctx, coldkey, netuid, from)
    removeLock(ctx, coldkey, netuid, from)
    used = addWeights(used, READ, lock === undefined ? UNLIST : MOVE_LOCK)
    if (lock === undefined) continue
    const perpetual = isPerpetual(ctx, coldkey, netuid)
    storeLock(ctx, coldkey, netuid, to, changeKind(lock, change, perpetual, clock))
  }
  return used
}

function moveSums(ctx: Context, change: HotkeyChange, clock: LockClock): void {
  const { netuid, from, to, wasOwner, isOwner } = change
  for (const perpetual of [true, false]) {
    const sum = takeAggregate(ctx, netuid, from, { owner: wasOwner, perpetual })
    if (sum === undefined) continue
    const moved = changeKind(sum, change, perpetual, clock)
    storeAggregate(ctx, netuid, to, { owner: isOwner, perpetual }, moved)
  }
}

/** A lock as it is now on the old hotkey, and then at once on the new one. */
function changeKind(
  lock: LockState,
  { wasOwner, isOwner }: HotkeyChange,
  perpetual: boolean,
  clock: LockClock,
): LockState {
  const rolled = rollForward(lock, clock, { owner: wasOwner, perpetual })
  return rollForward(rolled, clock, { owner: isOwner, perpetual })
}
