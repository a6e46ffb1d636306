import { announce, banish } from './context.ts'
import type { PoolContext } from './context.ts'
import { validateOnHead } from './admit.ts'
import { toVerdict } from './entry.ts'
import type { Entry } from './entry.ts'

/**
 * Asks the runtime again, on the head. Invalid ones leave and are banned; those of which the
 * runtime cannot tell stay.
 */
export function revalidate(pool: PoolContext, entries: Iterable<Entry>): void {
  for (const entry of entries) {
    if (pool.queue.get(entry.key) !== entry) continue
    const validity = validateOnHead(pool, entry)
    if (validity instanceof Error) {
      pool.log('warn', 'A pooled transaction can no longer be validated', { error: validity })
      banish(pool, entry, 'invalid')
    } else if (validity.ok) {
      const moved = pool.queue.update(entry, toVerdict(validity.value, pool.chain.head().number))
      if (pool.queue.get(entry.key) === undefined) pool.hub.tell(entry.key, { type: 'dropped' })
      announce(pool, moved)
    } else if (validity.error.type === 'Invalid') {
      banish(pool, entry, 'invalid')
    }
  }
}

/** Hands out `count` entries per call, round and round the queue. */
export function createRotation(pool: PoolContext): (count: number) => Entry[] {
  let cursor = pool.queue.values()
  return (count) => {
    const slice: Entry[] = []
    const wanted = Math.min(count, pool.queue.size)
    let restarted = false
    while (slice.length < wanted) {
      const next = cursor.next()
      if (next.done !== true) {
        slice.push(next.value)
        continue
      }
      if (restarted) break
      restarted = true
      cursor = pool.queue.values()
    }
    return slice
  }
}
