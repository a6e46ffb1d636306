import { bytesToHex, equalBytes, hash as toHash } from '@plexus/primitives'
import type { Hash, Hasher, TrieUpdate } from '@plexus/primitives'
import type { ExecutedBlock, Runtime } from '@plexus/runtime'
import { DatabaseDamagedError } from '../db/errors.ts'
import type { Database, Write } from '../db/interface.ts'
import type { Log } from '../log.ts'
import { createBlockStore } from './block-store.ts'
import type { BlockStore } from './block-store.ts'
import { UnknownBlockError } from './errors.ts'
import { createHeadState } from './head-state.ts'
import type { HeadState } from './head-state.ts'
import { createHeadTrie, writeTrie } from './head-trie.ts'
import type { HeadTrie } from './head-trie.ts'
import type { BlockRef } from './interface.ts'
import { createListeners } from './listeners.ts'
import type { Listeners } from './listeners.ts'
import { createPastTries } from './past-tries.ts'
import type { PastTries } from './past-tries.ts'
import type { Pruning } from './plan-prune.ts'
import { createHolds } from './holds.ts'
import type { Holds } from './holds.ts'
import { readPosition, writePosition } from './position.ts'
import type { Position } from './position.ts'
import { createStateTables } from './state-tables.ts'

/** What a chain is made of. */
export interface ChainOptions {
  readonly pruning: Pruning
  /** Stays open as long as the chain is used; the caller closes it. */
  readonly db: Database
  readonly runtime: Runtime
  readonly hasher: Hasher
  /** Default that of the runtime, which is then computed here. */
  readonly genesis?: GenesisBlock
  readonly log: Log
}

/** Block 0. */
export interface GenesisBlock {
  readonly hash: Hash
  /** Asked for where the database is empty. */
  make(): ExecutedBlock
}

/** The parts that the operations of a chain share. */
export interface ChainCore {
  readonly db: Database
  /** The same with the tables of a state that is put together beside that of the head. */
  readonly spare: Database
  readonly runtime: Runtime
  readonly hasher: Hasher
  readonly holds: Holds
  readonly blocks: BlockStore
  readonly state: HeadState
  readonly trie: HeadTrie
  readonly pastTries: PastTries
  readonly listeners: Listeners
  position(): Position
  /** A block of the chain. @throws UnknownBlockError */
  find(hash: Hash): BlockRef
  /** One atomic write of everything that leads to a position; memory follows when it is done. */
  commit(next: Position, writes: readonly Write[], update?: TrieUpdate): void
  /** As `commit`; the state in the spare tables is that of the head from then on. */
  commitSpare(next: Position, writes: readonly Write[]): void
}

/**
 * The core of the chain in a database, which may be empty still.
 *
 * @param writeGenesis what puts genesis into an empty one
 * @throws DatabaseDamagedError
 */
export function createCore(
  { db: base, runtime, hasher, log }: ChainOptions,
  genesis: GenesisBlock,
  writeGenesis: (core: ChainCore, genesis: ExecutedBlock) => void,
): ChainCore {
  const tables = createStateTables(base)
  const { live: db, spare } = tables
  const blocks = createBlockStore(db)
  const trie = createHeadTrie(db, hasher)
  const pastTries = createPastTries(db, blocks, hasher, trie)
  const nothing: BlockRef = { hash: NO_HASH, number: -1 }
  const found = readPosition(db, blocks, trie)
  let position = found ?? { head: nothing, finalized: nothing, oldest: 0, reverts: 0 }
  const core: ChainCore = {
    db,
    spare,
    runtime,
    hasher,
    holds: createHolds(),
    blocks,
    state: createHeadState(db),
    trie,
    pastTries,
    listeners: createListeners(log),
    position: () => position,
    find(hash) {
      const at = equalBytes(position.head.hash, hash) ? position.head : blocks.find(hash)
      if (at === undefined) throw new UnknownBlockError(hash)
      return at
    },
    commit(next, writes, update) {
      db.write([...writes, ...(update ? writeTrie(update) : []), ...writePosition(next)])
      if (update !== undefined) {
        core.state.accept(writes)
        trie.accept(update)
        pastTries.clear()
      }
      position = next
    },
    commitSpare(next, writes) {
      tables.swap([...writes, ...writePosition(next)])
      core.state.forget()
      trie.forget()
      pastTries.clear()
      position = next
    },
  }
  if (found === undefined) {
    writeGenesis(core, genesis.make())
    log('info', 'Wrote the genesis block', { hash: bytesToHex(genesis.hash) })
  }
  checkGenesis(core, genesis.hash)
  return core
}

/** What is before block 0. */
const NO_HASH = toHash(new Uint8Array(32))

function checkGenesis({ db, blocks }: ChainCore, expected: Hash): void {
  const found = blocks.hashAt(0)
  if (found !== undefined && equalBytes(found, expected)) return
  const begin = found === undefined ? 'no genesis block' : `the genesis block ${bytesToHex(found)}`
  throw new DatabaseDamagedError(db.location, `it has ${begin} instead of ${bytesToHex(expected)}`)
}
