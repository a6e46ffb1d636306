import { equalBytes } from '@plexus/primitives'
import type { Changes, StorageKey } from '@plexus/runtime'
import { textToBytes } from '../db/byte-text.ts'
import type { Write } from '../db/interface.ts'
import type { HeadState } from './head-state.ts'
import { writeHistory } from './history.ts'

/** The writes of a set of changes, and the keys that it really changes. */
export interface ChangePlan {
  readonly writes: readonly Write[]
  readonly changed: readonly StorageKey[]
}

/**
 * What changes on top of the head do to `state`, `history` and `graves` when they belong to block
 * `number`.
 *
 * @param recorded keys whose state before the block is recorded already
 */
export function planChanges(
  state: Pick<HeadState, 'slot'>,
  number: number,
  changes: Changes,
  recorded: ReadonlySet<StorageKey> = new Set(),
): ChangePlan {
  const writes: Write[] = []
  const changed: StorageKey[] = []
  for (const [key, value] of changes) {
    const before = state.slot(key).bytes
    if (isSame(before, value)) continue
    const storageKey = textToBytes(key)
    changed.push(key)
    writes.push({ table: 'state', key: storageKey, ...(value && { value }) })
    // Nothing was before genesis.
    if (number > 0 && !recorded.has(key)) writes.push(writeHistory(key, number, before))
    if (value === undefined) {
      writes.push({ table: 'graves', key: storageKey, value: new Uint8Array() })
    } else if (before === undefined) {
      writes.push({ table: 'graves', key: storageKey })
    }
  }
  return { writes, changed }
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return equalBytes(a, b)
}
