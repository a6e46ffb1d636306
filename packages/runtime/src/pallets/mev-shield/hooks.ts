import type { Context } from '../../frame/context.ts'
import { addWeights } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'
import { events } from './events.ts'
import { ExtrinsicLifetime, NextPendingExtrinsicIndex, PendingExtrinsics } from './storage.ts'
import { shieldWeights } from './weights.ts'

/**
 * Takes up the queue. The chain has no key to open a call with (spec: 30-block-step §13), so each
 * one leaves: too old, or unreadable. As many places are looked at as calls wait, counted back
 * from the newest; a gap between them hides the oldest.
 */
export function serveQueue(ctx: Context, blockNumber: number): Weight {
  const end = NextPendingExtrinsicIndex.get(ctx)
  const count = PendingExtrinsics.counter.get(ctx)
  let used = shieldWeights.lookAtQueue
  for (let index = end > count ? end - count : 0; count > 0 && index < end; index += 1) {
    const pending = PendingExtrinsics.get(ctx, index)
    if (pending === undefined) {
      used = addWeights(used, shieldWeights.passGap)
      continue
    }
    const tooOld = blockNumber - pending.submitted_at > ExtrinsicLifetime.get(ctx)
    PendingExtrinsics.remove(ctx, index)
    used = addWeights(used, shieldWeights.takeFromQueue)
    const type = tooOld ? 'ExtrinsicExpired' : 'ExtrinsicDecodeFailed'
    ctx.deposit(events, { type, value: { index } })
  }
  return used
}
