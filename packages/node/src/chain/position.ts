import { equalBytes, hash as toHash } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import type { Database, Write } from '../db/interface.ts'
import { DatabaseDamagedError } from '../db/errors.ts'
import type { BlockStore } from './block-store.ts'
import { decodeRef, encodeRef } from './block-store.ts'
import type { HeadTrie } from './head-trie.ts'
import type { BlockRef } from './interface.ts'
import { META, numberKey, readNumber } from './keys.ts'

/** Where a chain stands. */
export interface Position {
  readonly head: BlockRef
  readonly finalized: BlockRef
  /** Number of the oldest block whose state is kept. */
  readonly oldest: number
  /** How often the chain was reverted since the start of the node. */
  readonly reverts: number
}

/** The writes that store a position. */
export function writePosition({ head, finalized, oldest }: Position): Write[] {
  return [
    { table: 'meta', key: META.head, value: encodeRef(head) },
    { table: 'meta', key: META.finalized, value: encodeRef(finalized) },
    { table: 'meta', key: META.oldest, value: numberKey(oldest) },
  ]
}

/**
 * The position in a database; `undefined` when it holds no chain yet.
 *
 * @throws DatabaseDamagedError when the parts do not fit together
 */
export function readPosition(
  db: Database,
  blocks: BlockStore,
  trie: HeadTrie,
): Position | undefined {
  const [head, finalized, oldest] = [META.head, META.finalized, META.oldest].map((key) =>
    db.get('meta', key),
  )
  if (head === undefined) return undefined
  if (finalized === undefined || oldest === undefined) throw damaged(db, 'its heads are missing')
  const position = {
    head: decodeRef(head),
    finalized: decodeRef(finalized),
    oldest: readNumber(oldest),
    reverts: 0,
  }
  for (const { hash, number } of [position.head, position.finalized]) {
    if (blocks.find(hash)?.number !== number) throw damaged(db, `its block ${number} is missing`)
  }
  const expected = stateRootAt(db, blocks, position.head)
  if (expected === undefined || !equalBytes(expected, trie.root())) {
    throw damaged(db, `its state is not that of its head, block ${position.head.number}`)
  }
  return position
}

/** Root of the state after a block, with what was written on top of it. */
export function stateRootAt(db: Database, blocks: BlockStore, at: BlockRef): Hash | undefined {
  const overwritten = db.get('meta', META.overwritten(at.number))
  return overwritten ? toHash(overwritten) : blocks.header(at.hash)?.stateRoot
}

const damaged = (db: Database, what: string): DatabaseDamagedError =>
  new DatabaseDamagedError(db.location, what)
