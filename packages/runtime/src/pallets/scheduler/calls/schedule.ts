import { option, u32, u8 } from '@plexus/primitives'
import { call, RuntimeCall } from '../../../frame/call.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { scheduler } from '../id.ts'
import { schedule as scheduleTask } from '../schedule.ts'
import { Period, TaskName } from '../types.ts'
import { schedulerWeights } from '../weights.ts'

const what = { maybe_periodic: option(Period), priority: u8, call: RuntimeCall }

/** Schedules a call in a block (Root). */
export const schedule = call(
  scheduler,
  { when: u32, ...what },
  {
    index: 0,
    name: 'schedule',
    weight: schedulerWeights.schedule,
    run(ctx, origin, args) {
      ensureRoot(origin)
      const { when, maybe_periodic: periodic, priority } = args
      scheduleTask(ctx, { time: { at: when }, periodic, priority, call: args.call })
    },
  },
)

/** Schedules a call in a block under a name (Root). */
export const scheduleNamed = call(
  scheduler,
  { id: TaskName, when: u32, ...what },
  {
    index: 2,
    name: 'schedule_named',
    weight: schedulerWeights.scheduleNamed,
    run(ctx, origin, args) {
      ensureRoot(origin)
      const { id: name, when, maybe_periodic: periodic, priority } = args
      scheduleTask(ctx, { name, time: { at: when }, periodic, priority, call: args.call })
    },
  },
)

/** Schedules a call for when some blocks have passed (Root). */
export const scheduleAfter = call(
  scheduler,
  { after: u32, ...what },
  {
    index: 4,
    name: 'schedule_after',
    weight: schedulerWeights.schedule,
    run(ctx, origin, args) {
      ensureRoot(origin)
      const { after, maybe_periodic: periodic, priority } = args
      scheduleTask(ctx, { time: { after }, periodic, priority, call: args.call })
    },
  },
)

/** Schedules a call for when some blocks have passed, under a name (Root). */
export const scheduleNamedAfter = call(
  scheduler,
  { id: TaskName, after: u32, ...what },
  {
    index: 5,
    name: 'schedule_named_after',
    weight: schedulerWeights.scheduleNamed,
    run(ctx, origin, args) {
      ensureRoot(origin)
      const { id: name, after, maybe_periodic: periodic, priority } = args
      scheduleTask(ctx, { name, time: { after }, periodic, priority, call: args.call })
    },
  },
)
