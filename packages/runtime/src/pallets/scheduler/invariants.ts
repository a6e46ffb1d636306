import { bytesToHex, equalBytes } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import type { Fault } from '../../frame/pallet.ts'
import { taskAt } from './agenda.ts'
import { Lookup } from './storage.ts'

/** Every name leads to a task that has it. */
export function namesLeadToTasks(ctx: Context): readonly Fault[] {
  const faults: Fault[] = []
  for (const [[id], address] of Lookup.entries(ctx)) {
    const task = taskAt(ctx, address)
    const matches = task?.maybe_id !== undefined && equalBytes(task.maybe_id, id)
    if (!matches) faults.push(`the name ${bytesToHex(id)} leads to ${address.join(', ')}: no task`)
  }
  return faults
}
