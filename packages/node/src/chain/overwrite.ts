import type { Changes } from '@plexus/runtime'
import { writeChanges } from './block-store.ts'
import type { ChainCore } from './core.ts'
import { META } from './keys.ts'
import { planChanges } from './plan-changes.ts'

/**
 * See `Chain.overwrite`. The writes become changes of the head block: where it had not changed a
 * key, the history gets its value from before, and a list of keys that the block changed grows.
 */
export function overwrite(core: ChainCore, changes: Changes): void {
  const { blocks, state, trie } = core
  const { head } = core.position()
  const { number } = head
  const update = trie.update(changes)
  const recorded = new Set(blocks.changes(number))
  const plan = planChanges(state, number, changes, recorded)
  const writes = [
    ...plan.writes,
    writeChanges(number, [...new Set([...recorded, ...plan.changed])]),
    { table: 'meta', key: META.overwritten(number), value: update.root } as const,
  ]
  core.commit(core.position(), writes, update)
  core.listeners.emit({ type: 'overwritten', head, changed: plan.changed })
}
