import { u32 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { drop } from '../../preimage/index.ts'
import { clearSlot, taskAt } from '../agenda.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { scheduler } from '../id.ts'
import { Lookup, Retries } from '../storage.ts'
import { TaskName } from '../types.ts'
import { schedulerWeights } from '../weights.ts'

/** Cancels the task at an address (Root, who has the privilege over every task). */
export const cancel = call(
  scheduler,
  { when: u32, index: u32 },
  {
    index: 1,
    name: 'cancel',
    weight: schedulerWeights.cancel,
    run(ctx, origin, { when, index }) {
      ensureRoot(origin)
      const task = taskAt(ctx, [when, index])
      ensure(task !== undefined, errors.NotFound)
      drop(ctx, task.call)
      if (task.maybe_id !== undefined) Lookup.remove(ctx, task.maybe_id)
      Retries.remove(ctx, [when, index])
      clearSlot(ctx, [when, index])
      ctx.deposit(events, { type: 'Canceled', value: { when, index } })
    },
  },
)

/** Cancels a named task (Root). */
export const cancelNamed = call(
  scheduler,
  { id: TaskName },
  {
    index: 3,
    name: 'cancel_named',
    weight: schedulerWeights.cancelNamed,
    run(ctx, origin, { id }) {
      ensureRoot(origin)
      const address = Lookup.get(ctx, id)
      ensure(address !== undefined, errors.NotFound)
      const task = taskAt(ctx, address)
      Lookup.remove(ctx, id)
      if (task !== undefined) {
        Retries.remove(ctx, address)
        drop(ctx, task.call)
      }
      clearSlot(ctx, address)
      const [when, index] = address
      ctx.deposit(events, { type: 'Canceled', value: { when, index } })
    },
  },
)
