import type { Context } from '../../../frame/context.ts'
import type { Weight } from '../../../frame/weight.ts'
import { events } from '../events.ts'
import { MAXIMUM_WEIGHT } from '../limits.ts'
import { Agenda, IncompleteSince } from '../storage.ts'
import type { Scheduled } from '../types.ts'
import { createWeightMeter } from '../weight-meter.ts'
import type { WeightMeter } from '../weight-meter.ts'
import { schedulerWeights, serviceTaskWeight } from '../weights.ts'
import { serviceTask, shapeOf } from './service-task.ts'

/**
 * Runs what is due, at the start of a block: agendas from the earliest that is not complete, as
 * far as the weight for tasks allows. Gives the weight it used.
 */
export function serviceAgendas(ctx: Context, now: number): Weight {
  const meter = createWeightMeter(MAXIMUM_WEIGHT)
  if (!meter.tryConsume(schedulerWeights.serviceAgendasBase)) return meter.consumed
  const next = now + 1
  let incomplete = next
  let when = IncompleteSince.get(ctx) ?? now
  IncompleteSince.remove(ctx)
  let executed = 0
  while (when <= now && meter.canConsume(schedulerWeights.serviceFullAgendaBase)) {
    const served = serviceAgenda(ctx, meter, { now, when, executed })
    if (!served.complete && when < incomplete) incomplete = when
    executed = served.executed
    when += 1
  }
  if (when < incomplete) incomplete = when
  if (incomplete <= now) {
    ctx.deposit(events, { type: 'AgendaIncomplete', value: { when: incomplete } })
    IncompleteSince.set(ctx, incomplete)
  }
  return meter.consumed
}

interface Turn {
  readonly now: number
  readonly when: number
  /** How many tasks ran before in this block. */
  readonly executed: number
}

interface Served {
  /** Whether no task is left for later. */
  readonly complete: boolean
  /** How many tasks have run in this block by now. */
  readonly executed: number
}

/** Runs the tasks of one agenda, lowest priority number first. */
function serviceAgenda(ctx: Context, meter: WeightMeter, turn: Turn): Served {
  const { now, when } = turn
  const agenda: (Scheduled | undefined)[] = [...Agenda.get(ctx, when)]
  const due = byPriority(agenda)
  meter.tryConsume(schedulerWeights.serviceAgendaBase(BigInt(due.length)))
  let executed = turn.executed
  let isPostponed = false
  let isDropped = false
  for (const { task, index } of due) {
    if (!meter.canConsume(serviceTaskWeight(shapeOf(task)))) {
      isPostponed = true
      break
    }
    switch (
      serviceTask(ctx, meter, { now, address: [when, index], isFirst: executed === 0 }, task)
    ) {
      case 'done':
        executed += 1
        agenda[index] = undefined
        break
      case 'postponed':
        isPostponed = true
        break
      case 'dropped':
        // It stays on the agenda, which nobody visits again.
        isDropped = true
        break
    }
  }
  // What tasks themselves put on this agenda meanwhile is lost, as in the reference.
  if (isPostponed || isDropped) Agenda.set(ctx, when, agenda)
  else Agenda.remove(ctx, when)
  return { complete: !isPostponed, executed }
}

interface Due {
  readonly task: Scheduled
  readonly index: number
}

function byPriority(agenda: readonly (Scheduled | undefined)[]): readonly Due[] {
  const due = agenda.flatMap((task, index) => (task === undefined ? [] : [{ task, index }]))
  return due.sort((a, b) => a.task.priority - b.task.priority || a.index - b.index)
}
