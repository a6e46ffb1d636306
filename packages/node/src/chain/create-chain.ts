import { bytesToHex, equalBytes } from '@plexus/primitives'
import type { Hash, Hasher } from '@plexus/primitives'
import type { Changes, ExecutedBlock, Runtime } from '@plexus/runtime'
import { DatabaseDamagedError } from '../db/errors.ts'
import type { Database } from '../db/interface.ts'
import type { Log } from '../log.ts'
import { createBlockStore, writeBlock, writeChanges } from './block-store.ts'
import type { BlockStore } from './block-store.ts'
import { NotOnHeadError, StateDiscardedError, StateRootError, UnknownBlockError } from './errors.ts'
import { createHeadTrie, writeTrie } from './head-trie.ts'
import type { HeadTrie } from './head-trie.ts'
import type { BlockRef, Chain } from './interface.ts'
import { META } from './keys.ts'
import { createListeners } from './listeners.ts'
import { changesBack, createPastTries } from './past-tries.ts'
import { planChanges } from './plan-changes.ts'
import { planPrune } from './plan-prune.ts'
import type { Pruning } from './plan-prune.ts'
import { planRevert } from './plan-revert.ts'
import { readPosition, stateRootAt, writePosition } from './position.ts'
import type { Position } from './position.ts'
import { createStateView } from './state-view.ts'

/** What a chain is made of. */
export interface ChainOptions {
  readonly pruning: Pruning
  /** Stays open as long as the chain is used; the caller closes it. */
  readonly db: Database
  readonly runtime: Runtime
  readonly hasher: Hasher
  /** Default `runtime.genesis()`, which is then computed here. */
  readonly genesis?: ExecutedBlock
  readonly log: Log
}

/**
 * The chain in a database: a new one starts with the genesis block, an old one goes on where its
 * last write left it.
 *
 * @throws DatabaseDamagedError when the parts of an old one do not fit together, or when it began
 * with another genesis
 */
export function createChain(options: ChainOptions): Chain {
  const { db, runtime, hasher, pruning, log } = options
  const blocks = createBlockStore(db)
  const trie = createHeadTrie(db, hasher)
  const pastTries = createPastTries(db, blocks, hasher, trie)
  const listeners = createListeners(log)
  const genesis = options.genesis ?? runtime.genesis()
  let position = readPosition(db, blocks, trie) ?? writeGenesis(options, trie, genesis)
  checkGenesis(db, blocks, genesis.hash)

  const sources = { db, blocks, hasher, trie, pastTries, position: () => position }
  const find = (hash: Hash): BlockRef => {
    const { head } = position
    const found = equalBytes(head.hash, hash) ? head : blocks.find(hash)
    if (found === undefined) throw new UnknownBlockError(hash)
    return found
  }

  return {
    runtime,
    genesisHash: genesis.hash,
    head: () => position.head,
    finalized: () => position.finalized,
    hashAt: blocks.hashAt,
    header: blocks.header,
    body: blocks.body,
    stateAt(hash) {
      const at = find(hash)
      if (at.number < position.oldest) throw new StateDiscardedError(hash)
      return createStateView(sources, at)
    },
    changedKeys(hash) {
      const at = blocks.find(hash)
      return at && blocks.changes(at.number)
    },

    append({ block, hash, changes }) {
      const { header } = block
      const { head } = position
      if (header.number !== head.number + 1 || !equalBytes(header.parentHash, head.hash)) {
        throw new NotOnHeadError(header.number, head.number)
      }
      const update = trie.update(changes)
      if (!equalBytes(update.root, header.stateRoot)) {
        throw new StateRootError(header.number, header.stateRoot, update.root)
      }
      const plan = planChanges(db, header.number, changes)
      const next = { ...position, head: { hash, number: header.number } }
      db.write([
        ...plan.writes,
        writeChanges(header.number, plan.changed),
        ...writeTrie(update),
        ...writeBlock(runtime, block, hash),
        ...writePosition(next),
      ])
      trie.accept(update)
      pastTries.clear()
      position = next
      listeners.emit({ type: 'imported', block, ref: next.head, changed: plan.changed })
    },

    finalize(hash) {
      const finalized = find(hash)
      const { number } = position.finalized
      if (finalized.number <= number) return
      const prune = planPrune(db, blocks, pruning, finalized.number, position.oldest)
      const next = { ...position, finalized, oldest: prune.oldest }
      db.write([...prune.writes, ...writePosition(next)])
      position = next
      listeners.emit({ type: 'finalized', blocks: refs(blocks, number + 1, finalized.number) })
    },

    revert(hash) {
      const to = find(hash)
      const { head, oldest } = position
      if (to.number < oldest) throw new StateDiscardedError(hash)
      if (to.number === head.number) return
      const removed = refs(blocks, to.number + 1, head.number).toReversed()
      const back = changesBack(db, blocks, to, head)
      const update = trie.update(back)
      const root = stateRootAt(db, blocks, to)
      if (root === undefined || !equalBytes(root, update.root)) {
        throw new DatabaseDamagedError(db.location, `its history misses block ${to.number}`)
      }
      const finalized = position.finalized.number > to.number ? to : position.finalized
      const next = { ...position, head: to, finalized, reverts: position.reverts + 1 }
      db.write([
        ...planRevert(db, blocks, to, removed, back),
        ...writeTrie(update),
        ...writePosition(next),
      ])
      trie.accept(update)
      pastTries.clear()
      position = next
      listeners.emit({ type: 'reverted', to, removed })
    },

    overwrite(changes: Changes) {
      const { number } = position.head
      const update = trie.update(changes)
      const recorded = new Set(blocks.changes(number))
      const plan = planChanges(db, number, changes, recorded)
      const changed = new Set([...recorded, ...plan.changed])
      db.write([
        ...plan.writes,
        writeChanges(number, [...changed]),
        ...writeTrie(update),
        { table: 'meta', key: META.overwritten(number), value: update.root },
      ])
      trie.accept(update)
      pastTries.clear()
    },

    subscribe: listeners.subscribe,
    flushed: () => db.flushed(),
  }
}

function writeGenesis(
  { db, runtime, log }: ChainOptions,
  trie: HeadTrie,
  genesis: ExecutedBlock,
): Position {
  const { block, hash, changes } = genesis
  const update = trie.update(changes)
  if (!equalBytes(update.root, block.header.stateRoot)) {
    throw new StateRootError(0, block.header.stateRoot, update.root)
  }
  const plan = planChanges(db, 0, changes)
  const head = { hash, number: 0 }
  const position = { head, finalized: head, oldest: 0, reverts: 0 }
  db.write([
    ...plan.writes,
    writeChanges(0, plan.changed),
    ...writeTrie(update),
    ...writeBlock(runtime, block, hash),
    ...writePosition(position),
  ])
  trie.accept(update)
  log('info', 'Wrote the genesis block', { hash: bytesToHex(hash), keys: plan.changed.length })
  return position
}

function checkGenesis(db: Database, blocks: BlockStore, expected: Hash): void {
  const found = blocks.hashAt(0)
  if (found !== undefined && equalBytes(found, expected)) return
  const what = `it begins with the block ${found ? bytesToHex(found) : 'of nobody'}`
  throw new DatabaseDamagedError(db.location, `${what} instead of ${bytesToHex(expected)}`)
}

/** The blocks of some heights, lowest first. */
function refs(blocks: BlockStore, from: number, to: number): BlockRef[] {
  const found: BlockRef[] = []
  for (let number = from; number <= to; number += 1) {
    const hash = blocks.hashAt(number)
    if (hash !== undefined) found.push({ hash, number })
  }
  return found
}
