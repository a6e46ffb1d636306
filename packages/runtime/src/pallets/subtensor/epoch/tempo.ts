import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { events } from '../events.ts'
import { LastEpochBlock, Tempo } from '../storage/schedule.ts'

/** Shortest tempo that an owner may set, in blocks. */
export const MIN_TEMPO = 360
/** Longest tempo that an owner may set, in blocks; no subnet waits longer for its epoch. */
export const MAX_TEMPO = 50_400
/** Least activity cutoff that an owner may set, in thousandths of a tempo. */
export const MIN_CUTOFF_FACTOR = 1000
/** Greatest activity cutoff that an owner may set, in thousandths of a tempo. */
export const MAX_CUTOFF_FACTOR = 50_000

/** Sets the tempo, in blocks. The count of blocks since the last epoch goes on. */
export function setTempoUnchecked(ctx: Context, netuid: NetUid, tempo: number): void {
  Tempo.set(ctx, netuid, tempo)
  ctx.deposit(events, { type: 'TempoSet', value: [netuid, tempo] })
}

/** Sets the tempo, in blocks, and counts it from this block. */
export function applyTempo(ctx: Context, netuid: NetUid, tempo: number): void {
  setTempoUnchecked(ctx, netuid, tempo)
  LastEpochBlock.set(ctx, netuid, currentBlock(ctx))
}
