import { closestDescendantMerkleValue, equalBytes, proveKeys, updateTrie } from '@plexus/primitives'
import type { TrieNodes } from '@plexus/primitives'
import type { StorageKey } from '@plexus/runtime'
import { textToBytes } from '../db/byte-text.ts'
import type { ChainCore } from './core.ts'
import { StateDiscardedError, UnknownBlockError } from './errors.ts'
import { valueAfter } from './history.ts'
import type { BlockRef, HistoricalState } from './interface.ts'
import { headKeys, pastKeys } from './state-keys.ts'

/** What views read from. */
export type ViewSources = Pick<
  ChainCore,
  'db' | 'blocks' | 'hasher' | 'state' | 'trie' | 'pastTries' | 'position'
>

const FIRST_PAGE = 16
const LAST_PAGE = 256

/**
 * The state after a block. As long as the block is the head, reads go straight to the table
 * `state`; from then on they ask the history.
 */
export function createStateView(sources: ViewSources, at: BlockRef): HistoricalState {
  const { db, hasher, trie } = sources
  let { reverts } = sources.position()

  /** Whether the block is the head still. @throws when its state is gone */
  function isHead(): boolean {
    const position = sources.position()
    if (position.reverts !== reverts) {
      const onChain = sources.blocks.hashAt(at.number)
      if (onChain === undefined || !equalBytes(onChain, at.hash))
        throw new UnknownBlockError(at.hash)
      reverts = position.reverts
    }
    if (at.number < position.oldest) throw new StateDiscardedError(at.hash)
    return at.number === position.head.number
  }

  const get = (key: StorageKey): Uint8Array | undefined =>
    isHead() ? db.get('state', textToBytes(key)) : valueAfter(db, key, at.number)

  function* pagesOfKeys(prefix: StorageKey, after: StorageKey | undefined): Generator<StorageKey> {
    let last = after
    for (let limit = FIRST_PAGE; ; limit = Math.min(limit * 4, LAST_PAGE)) {
      const walk = { prefix, after: last, limit }
      const page = isHead() ? headKeys(db, walk) : pastKeys(db, walk, at.number)
      yield* page.keys
      if (page.last === undefined) return
      last = page.last
    }
  }

  const nodes = (): TrieNodes =>
    isHead() ? trie.nodes : sources.pastTries.nodesAt(at, sources.position().head)

  return {
    at,
    get,
    slot: (key) => (isHead() ? sources.state.slot(key) : { bytes: valueAfter(db, key, at.number) }),
    keys(prefix, after) {
      const few = after === undefined && isHead() ? sources.state.fewKeys(prefix) : undefined
      return few ?? pagesOfKeys(prefix, after)
    },
    root: (changes) =>
      isHead() ? trie.update(changes).root : updateTrie(hasher, nodes(), changes).root,
    prove: (keys) => proveKeys(hasher, nodes(), get, keys),
    closestDescendantMerkleValue: (prefix) => closestDescendantMerkleValue(hasher, nodes(), prefix),
  }
}
