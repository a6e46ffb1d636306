import type { Context } from '../../../frame/context.ts'
import { minWeight, subtractWeight, addWeights } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { BLOCK_WEIGHTS } from '../../system/limits.ts'
import { BlockWeight } from '../../system/storage.ts'
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
 * far as the weight of the block allows. Gives the weight it used.
 */
export function serviceAgendas(ctx: Context, now: number): Weight {
  const meter = createWeightMeter(availableWeight(ctx))
  if (!meter.tryConsume(schedulerWeights.serviceAgendasBase)) return meter.consumed
  const next = now + 1
  let incomplete = next
  let when = IncompleteSince.get(ctx) ?? now
  let isFirst = true
  while (when <= now && meter.canConsume(schedulerWeights.serviceFullAgendaBase)) {
    const complete = serviceAgenda(ctx, meter, { now, when, isFirst })
    if (!complete && when < incomplete) incomplete = when
    isFirst = false
    when += 1
  }
  if (when < incomplete) incomplete = when
  if (incomplete <= now) {
    ctx.deposit(events, { type: 'AgendaIncomplete', value: { when: incomplete } })
  }
  IncompleteSince.set(ctx, incomplete)
  return meter.consumed
}

function availableWeight(ctx: Context): Weight {
  const { normal, operational, mandatory } = BlockWeight.get(ctx)
  const used = addWeights(normal, operational, mandatory)
  return minWeight(subtractWeight(BLOCK_WEIGHTS.max_block, used), MAXIMUM_WEIGHT)
}

interface Turn {
  readonly now: number
  readonly when: number
  /** Whether no task ran before in this block. */
  readonly isFirst: boolean
}

/** Runs the tasks of one agenda, lowest priority number first; whether none is left for later. */
function serviceAgenda(ctx: Context, meter: WeightMeter, { now, when, isFirst }: Turn): boolean {
  const agenda: (Scheduled | undefined)[] = [...Agenda.get(ctx, when)]
  const due = byPriority(agenda)
  meter.tryConsume(schedulerWeights.serviceAgendaBase(BigInt(due.length)))
  let first = isFirst
  let isPostponed = false
  let isDropped = false
  for (const { task, index } of due) {
    if (!meter.canConsume(serviceTaskWeight(shapeOf(task)))) {
      isPostponed = true
      break
    }
    switch (serviceTask(ctx, meter, { now, address: [when, index], isFirst: first }, task)) {
      case 'done':
        first = false
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
  return !isPostponed
}

interface Due {
  readonly task: Scheduled
  readonly index: number
}

function byPriority(agenda: readonly (Scheduled | undefined)[]): readonly Due[] {
  const due = agenda.flatMap((task, index) => (task === undefined ? [] : [{ task, index }]))
  return due.sort((a, b) => a.task.priority - b.task.priority || a.index - b.index)
}
