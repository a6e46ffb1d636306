import { encode, enumeration, holding, listing, struct, u32 } from '@plexus/primitives'
import type { EnumValue, ValueOf } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { ensure } from '../../frame/error.ts'
import { BlockDigest, BlockNumber } from '../system/storage.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { Authorities, NextForced, PendingChange } from './storage.ts'
import { AuthorityList } from './types.ts'

const ENGINE_ID = new TextEncoder().encode('FRNK')
const ScheduledChange = struct({ next_authorities: AuthorityList, delay: u32 })
const logVariants = {
  ScheduledChange: holding(1, ScheduledChange),
  ForcedChange: listing(2, [u32, ScheduledChange]),
} as const
const ConsensusLog = enumeration(logVariants)

/** A change of those who finalise blocks, as Root plans it. */
export interface PlannedChange {
  readonly authorities: ValueOf<typeof AuthorityList>
  readonly inBlocks: number
  /** Best finalised block, where the change is forced. */
  readonly forced: number | undefined
}

/** Plans a change of the authorities. @throws DispatchFailure ChangePending, TooSoon */
export function scheduleChange(ctx: Context, change: PlannedChange): void {
  const { authorities, inBlocks, forced } = change
  ensure(!PendingChange.has(ctx), errors.ChangePending)
  const now = BlockNumber.get(ctx)
  if (forced !== undefined) {
    ensure((NextForced.get(ctx) ?? 0) <= now, errors.TooSoon)
    NextForced.set(ctx, wrappingSum(now, wrappingSum(inBlocks, inBlocks)))
  }
  const planned = { scheduled_at: now, delay: inBlocks, next_authorities: authorities, forced }
  PendingChange.set(ctx, planned)
}

/** At the end of a block: announces a change that was planned in it, and makes one that is due. */
export function enactChange(ctx: Context, block: number): void {
  const pending = PendingChange.get(ctx)
  if (pending === undefined) return
  const { scheduled_at, delay, next_authorities, forced } = pending
  if (block === scheduled_at) {
    const change = { next_authorities, delay }
    announce(
      ctx,
      forced === undefined
        ? { type: 'ScheduledChange', value: change }
        : { type: 'ForcedChange', value: [forced, change] },
    )
  }
  if (block !== wrappingSum(scheduled_at, delay)) return
  Authorities.set(ctx, next_authorities)
  ctx.deposit(events, { type: 'NewAuthorities', value: { authority_set: next_authorities } })
  PendingChange.remove(ctx)
}

function announce(ctx: Context, log: EnumValue<typeof logVariants>): void {
  const data = encode(ConsensusLog, log)
  BlockDigest.update(ctx, ({ logs }) => ({
    logs: [...logs, { type: 'Consensus', value: [ENGINE_ID, data] }],
  }))
}

/** Block numbers wrap in the reference's build. */
const wrappingSum = (a: number, b: number): number => (a + b) >>> 0
