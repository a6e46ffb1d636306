import type { Context } from '../../frame/context.ts'
import { events } from './events.ts'
import { MAX_SCHEDULED_PER_BLOCK } from './limits.ts'
import { Agenda, Lookup } from './storage.ts'
import type { Scheduled, TaskAddress } from './types.ts'

/** Puts a task on a block's agenda; `undefined` when that is full. */
export function placeTask(ctx: Context, when: number, task: Scheduled): TaskAddress | undefined {
  const agenda = Agenda.get(ctx, when)
  const hasRoom = agenda.length < MAX_SCHEDULED_PER_BLOCK
  const index = hasRoom ? agenda.length : agenda.findIndex((slot) => slot === undefined)
  if (index < 0) return undefined
  Agenda.set(ctx, when, withSlot(agenda, index, task))
  if (task.maybe_id !== undefined) Lookup.set(ctx, task.maybe_id, [when, index])
  ctx.deposit(events, { type: 'Scheduled', value: { when, index } })
  return [when, index]
}

/** Takes a task off its agenda; gaps stay, so that other addresses hold. */
export function clearSlot(ctx: Context, [when, index]: TaskAddress): void {
  const agenda = withSlot(Agenda.get(ctx, when), index, undefined)
  const last = agenda.findLastIndex((task) => task !== undefined)
  if (last < 0) Agenda.remove(ctx, when)
  else Agenda.set(ctx, when, agenda.slice(0, last + 1))
}

/** The task at an address, if there is one. */
export function taskAt(ctx: Context, [when, index]: TaskAddress): Scheduled | undefined {
  return Agenda.get(ctx, when)[index]
}

function withSlot(
  agenda: readonly (Scheduled | undefined)[],
  index: number,
  task: Scheduled | undefined,
): (Scheduled | undefined)[] {
  const changed = [...agenda]
  changed[index] = task
  return changed
}
