import { compact, u64 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureNone } from '../../../frame/origin.ts'
import { weight } from '../../../frame/weight.ts'
import { RuntimePanic } from '../../../frame/panic.ts'
import { checkSlotOf } from '../../aura/slot.ts'
import { minimumPeriodMs } from '../config.ts'
import { timestamp } from '../id.ts'
import { DidUpdate, Now } from '../storage.ts'

/**
 * The inherent that gives a block its time. A block without it, with two of them, or with a time
 * too close to its parent's is no block: these are faults of the author, not call errors.
 */
export const set = call(
  timestamp,
  { now: compact(u64) },
  {
    index: 0,
    name: 'set',
    // Benchmark of `pallet_timestamp` 40.0.0.
    weight: weight(3_816_000n, { reads: 2n, writes: 1n, proofSize: 1493n }),
    class: 'Mandatory',
    inherent: true,
    run(ctx, origin, { now }) {
      ensureNone(origin)
      if (DidUpdate.has(ctx)) throw new BlockTimeError('the time of a block is set once')
      const previous = Now.get(ctx)
      if (previous !== 0n && now < previous + minimumPeriodMs(ctx.config)) {
        throw new BlockTimeError(`time ${now} is too close to the parent's ${previous}`)
      }
      Now.set(ctx, now)
      DidUpdate.set(ctx, true)
      checkSlotOf(ctx, now)
    },
  },
)

/** The author of a block set an impossible time; the block is void. */
export class BlockTimeError extends RuntimePanic {
  override readonly code = 'BlockTime'

  constructor(message: string) {
    super(message)
    this.name = 'BlockTimeError'
  }
}
