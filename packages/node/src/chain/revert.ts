import { equalBytes } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import { DatabaseDamagedError } from '../db/errors.ts'
import { blocksBetween } from './block-store.ts'
import type { ChainCore } from './core.ts'
import { StateDiscardedError } from './errors.ts'
import { changesBack } from './past-tries.ts'
import { planRevert } from './plan-revert.ts'
import { stateRootAt } from './position.ts'

/** See `Chain.revert`. All blocks go in one write. */
export function revert(core: ChainCore, hash: Hash): void {
  const { db, blocks } = core
  const to = core.find(hash)
  const position = core.position()
  const { head, oldest, reverts } = position
  if (to.number < oldest) throw new StateDiscardedError(hash)
  if (to.number === head.number) return
  const removed = blocksBetween(blocks, to.number + 1, head.number).toReversed()
  const back = changesBack(db, blocks, to, head)
  const update = core.trie.update(back)
  const root = stateRootAt(db, blocks, to)
  if (root === undefined || !equalBytes(root, update.root)) {
    throw new DatabaseDamagedError(db.location, `its history misses block ${to.number}`)
  }
  const finalized = position.finalized.number > to.number ? to : position.finalized
  const writes = planRevert(db, blocks, to, removed, back)
  core.commit({ head: to, finalized, oldest, reverts: reverts + 1 }, writes, update)
  core.listeners.emit({ type: 'reverted', to, removed })
}
