import { EmptyBTree } from 'sorted-btree'
import type BTree from 'sorted-btree'
import type { Entry } from './entry.ts'

/**
 * The entries of one half by who goes first when it is full: the lowest priority, then the oldest.
 * PERF: a full half is asked with each newcomer, and to walk 8,192 entries takes 3 ms.
 */
export interface Ranking {
  add(entry: Entry): void
  /** Before its priority changes. */
  delete(entry: Entry): void
  /** No entry may come or go while it is walked. */
  lowestFirst(): Iterable<Entry>
}

export function createRanking(): Ranking {
  // A clone, because the class itself is a default export that loaders disagree about.
  const order: BTree.default<string, Entry> = EmptyBTree.clone()
  return {
    add: (entry) => void order.set(rankOf(entry), entry),
    delete: (entry) => void order.delete(rankOf(entry)),
    lowestFirst: () => order.values(),
  }
}

/** As text it is compared as the two numbers are. */
function rankOf({ priority, sequence }: Entry): string {
  return priority.toString(16).padStart(16, '0') + sequence.toString(16).padStart(14, '0')
}
