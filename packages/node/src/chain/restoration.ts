import { equalBytes } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import type { Header, StorageKey } from '@plexus/runtime'
import { textToBytes } from '../db/byte-text.ts'
import type { Table, Write } from '../db/interface.ts'
import { removeBlock } from './block-store.ts'
import type { ChainCore } from './core.ts'
import { ChainBegunError, StateRootError } from './errors.ts'
import { createHeadTrie, writeTrie } from './head-trie.ts'
import type { HeadTrie } from './head-trie.ts'
import { numberKey } from './keys.ts'

/**
 * Begins a chain at a block without the blocks before it. Another state is put together beside
 * that of the head, which nobody sees until it takes its place.
 */
export interface Restoration {
  /** Whether the chain stands where it began: at genesis, or at a block that it was begun at. */
  isPossible(): boolean
  /** Removes a bounded part of what was staged; whether nothing is left. */
  clear(): boolean
  /** Adds pairs to the staged state in one atomic write; a key comes once. */
  stage(pairs: ReadonlyMap<StorageKey, Uint8Array>): void
  /** What the staged state has under a key. */
  get(key: StorageKey): Uint8Array | undefined
  /** State root of what is staged. */
  root(): Hash
  /**
   * Makes a block the head and the finalised head, and the staged state the state after it, in one
   * atomic write. What lies below is unknown from then on, genesis apart; its state is pruned.
   * What is staged afterwards is the state that was left: `clear` it.
   * @throws ChainBegunError, StateRootError; nothing has happened then
   */
  begin(header: Header): void
}

export function createRestoration(core: ChainCore): Restoration {
  const { spare, hasher } = core
  let trie: HeadTrie | undefined
  const isPossible = (): boolean => {
    const { head } = core.position()
    // Every block that was executed here has a body.
    return head.number === 0 || core.blocks.body(head.hash) === undefined
  }
  const root = (): Hash => (trie ?? createHeadTrie(spare, hasher)).root()
  return {
    isPossible,
    clear() {
      trie = undefined
      const writes = (['trie', 'state'] as const).flatMap((table) => someEntries(core, table))
      if (writes.length === 0) return true
      spare.write(writes)
      return false
    },
    stage(pairs) {
      trie ??= createHeadTrie(spare, hasher)
      const update = trie.update(pairs)
      const state = Array.from(pairs, ([key, value]): Write => ({
        table: 'state',
        key: textToBytes(key),
        value,
      }))
      spare.write([...state, ...writeTrie(update)])
      trie.accept(update)
    },
    root,
    get: (key) => spare.get('state', textToBytes(key)),
    begin(header) {
      const { head } = core.position()
      if (!isPossible() || header.number === 0) throw new ChainBegunError(head.number)
      const staged = root()
      if (!equalBytes(staged, header.stateRoot)) {
        throw new StateRootError(header.number, header.stateRoot, staged)
      }
      trie = undefined
      beginAt(core, header)
    },
  }
}

function beginAt(core: ChainCore, header: Header): void {
  const { runtime } = core
  const { head: left, reverts } = core.position()
  const { number } = header
  const hash = runtime.hashHeader(header)
  const ref = { hash, number }
  core.commitSpare({ head: ref, finalized: ref, oldest: number, reverts: reverts + 1 }, [
    ...(left.number === 0 ? [{ table: 'changes' as const, key: numberKey(0) }] : removeBlock(left)),
    { table: 'headers', key: hash, value: runtime.encodeHeader(header) },
    { table: 'numbers', key: numberKey(number), value: hash },
  ])
  core.listeners.emit({ type: 'restored', ref })
}

const CLEARED_AT_ONCE = 1024

function someEntries({ spare }: ChainCore, table: Table): Write[] {
  return Array.from(spare.keys(table, { limit: CLEARED_AT_ONCE }), (key) => ({ table, key }))
}
