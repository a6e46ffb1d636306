import { updateTrie } from '@plexus/primitives'
import type { Hasher, TrieNodes } from '@plexus/primitives'
import type { StorageKey } from '@plexus/runtime'
import type { Reads } from '../db/interface.ts'
import type { BlockStore } from './block-store.ts'
import { ProofTooOldError } from './errors.ts'
import type { HeadTrie } from './head-trie.ts'
import { valueAfter } from './history.ts'
import type { BlockRef } from './interface.ts'

/** How far below the head a trie can be rebuilt; ≈ 3 µs a block and 50 µs a key that differs. */
export const MAX_PAST_TRIE_BLOCKS = 65_536

const CACHED_TRIES = 8

/** Tries of blocks below the head. */
export interface PastTries {
  nodesAt(at: BlockRef, head: BlockRef): TrieNodes
  /** To be called when the head changes: what was rebuilt rests on the trie of the head. */
  clear(): void
}

/** Rebuilds tries from that of the head by taking back the changes in between, in memory. */
export function createPastTries(
  db: Reads,
  blocks: BlockStore,
  hasher: Hasher,
  trie: HeadTrie,
): PastTries {
  const cache = new Map<number, TrieNodes>()
  return {
    nodesAt(at, head) {
      const known = cache.get(at.number)
      if (known !== undefined) return known
      if (head.number - at.number > MAX_PAST_TRIE_BLOCKS) {
        throw new ProofTooOldError(at.hash, MAX_PAST_TRIE_BLOCKS)
      }
      const { nodes } = updateTrie(hasher, trie.nodes, changesBack(db, blocks, at, head))
      const past: TrieNodes = {
        get: (path) => (nodes.has(path) ? nodes.get(path) : trie.nodes.get(path)),
      }
      const [oldest] = cache.keys()
      if (cache.size >= CACHED_TRIES && oldest !== undefined) cache.delete(oldest)
      cache.set(at.number, past)
      return past
    },
    clear: () => cache.clear(),
  }
}

/** What turns the state of the head into that after an earlier block. */
export function changesBack(
  db: Reads,
  blocks: BlockStore,
  to: BlockRef,
  head: BlockRef,
): Map<StorageKey, Uint8Array | undefined> {
  const back = new Map<StorageKey, Uint8Array | undefined>()
  for (let number = to.number + 1; number <= head.number; number += 1) {
    for (const key of blocks.changes(number) ?? []) {
      if (!back.has(key)) back.set(key, valueAfter(db, key, to.number))
    }
  }
  return back
}
