import type { Pallet } from '../../frame/pallet.ts'
import { cancel, cancelNamed } from './calls/cancel.ts'
import { cancelRetry, cancelRetryNamed, setRetry, setRetryNamed } from './calls/retry.ts'
import { schedule, scheduleAfter, scheduleNamed, scheduleNamedAfter } from './calls/schedule.ts'
import { constants } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { scheduler } from './id.ts'
import { namesLeadToTasks } from './invariants.ts'
import { serviceAgendas } from './service/service-agendas.ts'
import { Agenda, IncompleteSince, Lookup, Retries } from './storage.ts'

export const schedulerPallet: Pallet = {
  id: scheduler,
  storageVersion: 4,
  storage: [IncompleteSince, Agenda, Retries, Lookup],
  calls: [
    schedule,
    cancel,
    scheduleNamed,
    cancelNamed,
    scheduleAfter,
    scheduleNamedAfter,
    setRetry,
    setRetryNamed,
    cancelRetry,
    cancelRetryNamed,
  ],
  events,
  errors,
  constants,
  onInitialize: serviceAgendas,
  invariants: [namesLeadToTasks],
}
