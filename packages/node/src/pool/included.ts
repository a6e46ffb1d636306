import type { Hash } from '@plexus/primitives'
import type { Entry } from './entry.ts'
import { tagOf } from './tags.ts'

/** A transaction of the pool that is in a block which is not final. */
export interface Included {
  readonly entry: Entry
  readonly block: Hash
  /** Position in the body. */
  readonly index: number
}

/**
 * Remembers the pool's transactions in blocks until these are final or reverted, so that they can
 * be watched. Beyond the capacity the oldest unwatched are forgotten.
 */
export interface IncludedTransactions {
  add(included: Included): void
  find(key: string): Included | undefined
  /** Forgets a block and returns its transactions in order. */
  take(block: Hash): readonly Included[]
}

export function createIncluded(
  capacity: number,
  isWatched: (key: string) => boolean,
): IncludedTransactions {
  const byKey = new Map<string, Included>()
  const byBlock = new Map<string, Map<string, Included>>()

  function forget(included: Included): void {
    byKey.delete(included.entry.key)
    byBlock.get(tagOf(included.block))?.delete(included.entry.key)
  }

  return {
    add(included) {
      const block = tagOf(included.block)
      const siblings = byBlock.get(block) ?? new Map<string, Included>()
      byBlock.set(block, siblings.set(included.entry.key, included))
      byKey.set(included.entry.key, included)
      if (byKey.size <= capacity) return
      for (const [key, oldest] of byKey) {
        if (byKey.size <= capacity) break
        if (!isWatched(key)) forget(oldest)
      }
    },
    find: (key) => byKey.get(key),
    take(block) {
      const name = tagOf(block)
      const taken = [...(byBlock.get(name)?.values() ?? [])]
      byBlock.delete(name)
      for (const { entry } of taken) byKey.delete(entry.key)
      return taken
    },
  }
}
