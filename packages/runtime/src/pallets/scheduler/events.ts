import { naming, option, u32, u8 } from '@plexus/primitives'
import { DispatchResult } from '../../frame/dispatch-error.ts'
import { palletEvents } from '../../frame/event.ts'
import { scheduler } from './id.ts'
import { TaskAddress, TaskName } from './types.ts'

const task = { task: TaskAddress, id: option(TaskName) }

export const events = palletEvents(scheduler, {
  Scheduled: naming(0, { when: u32, index: u32 }),
  Canceled: naming(1, { when: u32, index: u32 }),
  Dispatched: naming(2, { ...task, result: DispatchResult }),
  RetrySet: naming(3, { ...task, period: u32, retries: u8 }),
  RetryCancelled: naming(4, task),
  CallUnavailable: naming(5, task),
  PeriodicFailed: naming(6, task),
  RetryFailed: naming(7, task),
  PermanentlyOverweight: naming(8, task),
  AgendaIncomplete: naming(9, { when: u32 }),
})
