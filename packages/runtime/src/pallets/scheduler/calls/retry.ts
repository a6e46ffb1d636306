import { u32, u8 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { taskAt } from '../agenda.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { scheduler } from '../id.ts'
import { Lookup, Retries } from '../storage.ts'
import { TaskAddress, TaskName } from '../types.ts'
import { schedulerWeights } from '../weights.ts'

/** Lets a failing task run again, up to `retries` times, `period` blocks later each (Root). */
export const setRetry = call(
  scheduler,
  { task: TaskAddress, retries: u8, period: u32 },
  {
    index: 6,
    name: 'set_retry',
    weight: schedulerWeights.setRetry,
    run(ctx, origin, { task, retries, period }) {
      ensureRoot(origin)
      configure(ctx, task, retries, period)
      const value = { task, id: undefined, period, retries }
      ctx.deposit(events, { type: 'RetrySet', value })
    },
  },
)

/** As `set_retry`, for a named task (Root). */
export const setRetryNamed = call(
  scheduler,
  { id: TaskName, retries: u8, period: u32 },
  {
    index: 7,
    name: 'set_retry_named',
    weight: schedulerWeights.setRetryNamed,
    run(ctx, origin, { id, retries, period }) {
      ensureRoot(origin)
      const task = find(ctx, id)
      configure(ctx, task, retries, period)
      ctx.deposit(events, { type: 'RetrySet', value: { task, id, period, retries } })
    },
  },
)

/** Lets a failing task be (Root). */
export const cancelRetry = call(
  scheduler,
  { task: TaskAddress },
  {
    index: 8,
    name: 'cancel_retry',
    weight: schedulerWeights.cancelRetry,
    run(ctx, origin, { task }) {
      ensureRoot(origin)
      forget(ctx, task)
      ctx.deposit(events, { type: 'RetryCancelled', value: { task, id: undefined } })
    },
  },
)

/** As `cancel_retry`, for a named task (Root). */
export const cancelRetryNamed = call(
  scheduler,
  { id: TaskName },
  {
    index: 9,
    name: 'cancel_retry_named',
    weight: schedulerWeights.cancelRetryNamed,
    run(ctx, origin, { id }) {
      ensureRoot(origin)
      const task = find(ctx, id)
      forget(ctx, task)
      ctx.deposit(events, { type: 'RetryCancelled', value: { task, id } })
    },
  },
)

function find(ctx: Context, id: TaskName): TaskAddress {
  const address = Lookup.get(ctx, id)
  ensure(address !== undefined, errors.NotFound)
  return address
}

function configure(ctx: Context, task: TaskAddress, retries: number, period: number): void {
  ensure(taskAt(ctx, task) !== undefined, errors.NotFound)
  Retries.set(ctx, task, { total_retries: retries, remaining: retries, period })
}

function forget(ctx: Context, task: TaskAddress): void {
  ensure(taskAt(ctx, task) !== undefined, errors.NotFound)
  Retries.remove(ctx, task)
}
