import type { Context } from '../../frame/context.ts'
import { MAX_KEPT_PULSES, MAX_REMOVED_PULSES } from './limits.ts'
import { OldestStoredRound, Pulses } from './storage.ts'

/** Removes rounds that are too old, some at a time; nothing before the first round is known. */
export function pruneOldPulses(ctx: Context, last: bigint): void {
  const oldest = OldestStoredRound.get(ctx)
  if (oldest === 0n) return
  let next = oldest
  for (let removed = 0; removed < MAX_REMOVED_PULSES; removed += 1) {
    if (last - next < MAX_KEPT_PULSES) break
    Pulses.remove(ctx, next)
    next += 1n
  }
  OldestStoredRound.set(ctx, next)
}
