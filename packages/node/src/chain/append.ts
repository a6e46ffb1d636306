import { equalBytes } from '@plexus/primitives'
import type { TrieUpdate } from '@plexus/primitives'
import type { ExecutedBlock } from '@plexus/runtime'
import type { Write } from '../db/interface.ts'
import { writeBlock, writeChanges } from './block-store.ts'
import type { ChainCore } from './core.ts'
import { NotOnHeadError, StateRootError } from './errors.ts'
import { planChanges } from './plan-changes.ts'
import type { ChangePlan } from './plan-changes.ts'

/** See `Chain.append`. */
export function append(core: ChainCore, executed: ExecutedBlock): void {
  const { block, hash } = executed
  const { header } = block
  const { head } = core.position()
  if (header.number !== head.number + 1 || !equalBytes(header.parentHash, head.hash)) {
    throw new NotOnHeadError(header.number, head.number)
  }
  const { update, plan, writes } = planBlock(core, executed)
  const ref = { hash, number: header.number }
  core.commit({ ...core.position(), head: ref }, writes, update)
  core.listeners.emit({ type: 'imported', block, ref, changed: plan.changed })
}

/** Puts genesis into an empty database: head and finalised head at once. */
export function writeGenesis(core: ChainCore, genesis: ExecutedBlock): void {
  const { update, writes } = planBlock(core, genesis)
  const head = { hash: genesis.hash, number: 0 }
  core.commit({ ...core.position(), head, finalized: head }, writes, update)
}

/** What a block does to the database, its trie nodes and the position apart. */
interface BlockPlan {
  readonly update: TrieUpdate
  readonly plan: ChangePlan
  readonly writes: readonly Write[]
}

/** @throws StateRootError */
function planBlock(
  { runtime, state, trie }: ChainCore,
  { block, hash, changes }: ExecutedBlock,
): BlockPlan {
  const { number, stateRoot } = block.header
  const update = trie.update(changes)
  if (!equalBytes(update.root, stateRoot)) throw new StateRootError(number, stateRoot, update.root)
  const plan = planChanges(state, number, changes)
  const writes = [
    ...plan.writes,
    writeChanges(number, plan.changed),
    ...writeBlock(runtime, block, hash),
  ]
  return { update, plan, writes }
}
