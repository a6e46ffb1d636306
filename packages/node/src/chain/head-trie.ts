import { EMPTY_TRIE_ROOT, hash, packPath, updateTrie } from '@plexus/primitives'
import type { Hash, Hasher, NodePath, TrieNodes, TrieUpdate } from '@plexus/primitives'
import type { Changes } from '@plexus/runtime'
import type { Reads, Write } from '../db/interface.ts'
import { createRecentMap } from './recent-map.ts'

/** The state trie of the head. */
export interface HeadTrie {
  readonly nodes: TrieNodes
  root(): Hash
  /** What these changes do to the trie; computed once for a map that is given again. */
  update(changes: Changes): TrieUpdate
  /** Takes over an update after `writeTrie` of it is in the database. */
  accept(update: TrieUpdate): void
  /** Forgets what was read: another trie is in the table. */
  forget(): void
}

/** An update and the changes as they were then. */
interface Computed {
  readonly values: Changes
  readonly update: TrieUpdate
}

/** Nodes held in memory, at most twice as many; ≈ 0.3 KB each. */
const CACHED_NODES = 8192

/** The trie in the table `trie`, with the nodes that were used last in memory. */
export function createHeadTrie(db: Reads, hasher: Hasher): HeadTrie {
  let held = createRecentMap<Uint8Array>(CACHED_NODES)
  let computed = new WeakMap<Changes, Computed>()

  const get = (path: NodePath): Uint8Array | undefined => {
    const known = held.get(path)
    if (known !== undefined) return known
    const node = db.get('trie', packPath(path))
    if (node !== undefined) held.set(path, node)
    return node
  }

  return {
    nodes: { get },
    root() {
      const root = get('')
      return root === undefined ? EMPTY_TRIE_ROOT : hash(hasher.blake2b256(root))
    },
    update(changes) {
      const known = computed.get(changes)
      if (known !== undefined && isUntouched(known, changes)) return known.update
      const update = updateTrie(hasher, { get }, changes)
      computed.set(changes, { values: new Map(changes), update })
      return update
    },
    accept({ nodes }) {
      computed = new WeakMap()
      for (const [path, node] of nodes) {
        if (node === undefined) held.delete(path)
        else held.set(path, node)
      }
    },
    forget() {
      computed = new WeakMap()
      held = createRecentMap<Uint8Array>(CACHED_NODES)
    },
  }
}

/** The writes of an update. */
export function writeTrie({ nodes }: TrieUpdate): Write[] {
  const writes: Write[] = []
  for (const [path, node] of nodes) {
    const key = packPath(path)
    writes.push(node === undefined ? { table: 'trie', key } : { table: 'trie', key, value: node })
  }
  return writes
}

/** A map is no promise that nobody writes to it. */
function isUntouched({ values }: Computed, changes: Changes): boolean {
  if (values.size !== changes.size) return false
  for (const [key, value] of changes) {
    if (values.get(key) !== value || (value === undefined && !values.has(key))) return false
  }
  return true
}
