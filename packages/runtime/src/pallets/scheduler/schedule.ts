import type { RuntimeCall } from '../../frame/call.ts'
import type { Context } from '../../frame/context.ts'
import { failWith } from '../../frame/dispatch-error.ts'
import { ensure } from '../../frame/error.ts'
import { bound, requestCall } from '../preimage/index.ts'
import { BlockNumber } from '../system/storage.ts'
import { saturatingBlock } from '../../frame/saturating.ts'
import { placeTask } from './agenda.ts'
import { errors } from './errors.ts'
import { Lookup } from './storage.ts'
import type { Period, Scheduled, TaskName } from './types.ts'

/** When a task runs: in a block, or after as many whole blocks as given. */
export type DispatchTime = { readonly at: number } | { readonly after: number }

/** A task that Root wants to run. */
export interface TaskRequest {
  readonly name?: TaskName
  readonly time: DispatchTime
  readonly periodic: Period | undefined
  readonly priority: number
  readonly call: RuntimeCall
}

/**
 * Schedules a call with Root's origin; a call above 128 bytes becomes a preimage.
 *
 * @throws DispatchFailure FailedToSchedule for a name in use, TargetBlockNumberInPast, Exhausted
 * when the agenda of that block is full
 */
export function schedule(ctx: Context, request: TaskRequest): void {
  const { name, priority, periodic } = request
  const call = bound(ctx, request.call)
  if (name !== undefined) ensure(!Lookup.has(ctx, name), errors.FailedToSchedule)
  const when = resolveTime(ctx, request.time)
  const task: Scheduled = {
    maybe_id: name,
    priority,
    call,
    maybe_periodic: followingRuns(periodic),
    origin: { type: 'system', value: { type: 'Root' } },
  }
  if (placeTask(ctx, when, task) === undefined) failWith({ type: 'Exhausted' })
  requestCall(ctx, call)
}

function resolveTime(ctx: Context, time: DispatchTime): number {
  const now = BlockNumber.get(ctx)
  // The tasks of this block have run already, so "after" counts from the next one.
  const when = 'at' in time ? time.at : saturatingBlock(saturatingBlock(now, time.after), 1)
  ensure(when > now, errors.TargetBlockNumberInPast)
  return when
}

/** A period of zero blocks or a single run is none; the first run is not counted. */
function followingRuns(periodic: Period | undefined): Period | undefined {
  if (periodic === undefined) return undefined
  const [period, runs] = periodic
  return runs > 1 && period > 0 ? [period, runs - 1] : undefined
}
