import type { Context } from '../../../frame/context.ts'
import { drop, lookupLength, peek } from '../../preimage/index.ts'
import { placeTask } from '../agenda.ts'
import { events } from '../events.ts'
import { saturatingBlock } from '../../../frame/saturating.ts'
import { Lookup, Retries } from '../storage.ts'
import type { RetryConfig, Scheduled, TaskAddress } from '../types.ts'
import type { WeightMeter } from '../weight-meter.ts'
import { schedulerWeights, serviceTaskWeight } from '../weights.ts'
import type { TaskShape } from '../weights.ts'
import { executeCall } from './execute-call.ts'

/** Which task runs, and when. */
export interface TaskTurn {
  readonly now: number
  readonly address: TaskAddress
  /** Whether no task ran before in this block: what does not fit now, never will. */
  readonly isFirst: boolean
}

/** What became of a task: run, kept for a later block, or given up. */
export type TaskOutcome = 'done' | 'postponed' | 'dropped'

/** What a task's weight depends on; `lookupBytes` once the call is found. */
export function shapeOf(
  task: Scheduled,
  lookupBytes: number | undefined = lookupLength(task.call),
): TaskShape {
  const named = task.maybe_id !== undefined
  return { lookupBytes, named, periodic: task.maybe_periodic !== undefined }
}

/** Runs a task and schedules its next run or its retry. */
export function serviceTask(
  ctx: Context,
  meter: WeightMeter,
  turn: TaskTurn,
  task: Scheduled,
): TaskOutcome {
  const { now, address, isFirst } = turn
  const named = { task: address, id: task.maybe_id }
  if (task.maybe_id !== undefined) Lookup.remove(ctx, task.maybe_id)

  const found = peek(ctx, task.call)
  if ('error' in found) {
    ctx.deposit(events, { type: 'CallUnavailable', value: named })
    drop(ctx, task.call)
    meter.tryConsume(serviceTaskWeight(shapeOf(task)))
    return 'dropped'
  }
  meter.tryConsume(serviceTaskWeight({ ...shapeOf(task), lookupBytes: found.lookupLength }))

  const result = executeCall(ctx, meter, task.origin, found.call)
  if (result === 'overweight') {
    if (!isFirst) return 'postponed'
    drop(ctx, task.call)
    ctx.deposit(events, { type: 'PermanentlyOverweight', value: named })
    return 'dropped'
  }
  const retry = Retries.get(ctx, address)
  Retries.remove(ctx, address)
  ctx.deposit(events, { type: 'Dispatched', value: { ...named, result } })
  if (retry !== undefined && !result.ok) scheduleRetry(ctx, meter, turn, task, retry)
  if (task.maybe_periodic === undefined) drop(ctx, task.call)
  else scheduleNextRun(ctx, now, address, task, retry)
  return 'done'
}

/** The next run of a periodic task keeps its name and its retries. */
function scheduleNextRun(
  ctx: Context,
  now: number,
  address: TaskAddress,
  task: Scheduled,
  retry: RetryConfig | undefined,
): void {
  if (task.maybe_periodic === undefined) return
  const [period, runs] = task.maybe_periodic
  const maybe_periodic = runs > 1 ? ([period, runs - 1] as const) : undefined
  const next = placeTask(ctx, saturatingBlock(now, period), { ...task, maybe_periodic })
  if (next === undefined) {
    drop(ctx, task.call)
    ctx.deposit(events, { type: 'PeriodicFailed', value: { task: address, id: task.maybe_id } })
  } else if (retry !== undefined) {
    Retries.set(ctx, next, retry)
  }
}

/** A failed task runs again as one without name and period. */
function scheduleRetry(
  ctx: Context,
  meter: WeightMeter,
  { now, address }: TaskTurn,
  task: Scheduled,
  retry: RetryConfig,
): void {
  if (!meter.tryConsume(schedulerWeights.scheduleRetry)) {
    ctx.deposit(events, { type: 'RetryFailed', value: { task: address, id: task.maybe_id } })
    return
  }
  if (retry.remaining === 0) return
  const again = { ...task, maybe_id: undefined, maybe_periodic: undefined }
  const next = placeTask(ctx, saturatingBlock(now, retry.period), again)
  if (next === undefined) {
    drop(ctx, task.call)
    // The retry has no name, and so has the event.
    ctx.deposit(events, { type: 'RetryFailed', value: { task: address, id: undefined } })
  } else {
    Retries.set(ctx, next, { ...retry, remaining: retry.remaining - 1 })
  }
}
