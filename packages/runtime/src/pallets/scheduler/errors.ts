import { palletErrors } from '../../frame/error.ts'
import { scheduler } from './id.ts'

export const errors = palletErrors(scheduler, {
  FailedToSchedule: 'A task with this name is scheduled already.',
  NotFound: 'No such task is scheduled.',
  TargetBlockNumberInPast: 'The block to run in has begun already.',
  RescheduleNoChange: 'The task is scheduled for this block already.',
  Named: 'The task has a name and must be addressed by it.',
})
