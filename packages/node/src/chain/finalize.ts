import type { Hash } from '@plexus/primitives'
import { blocksBetween } from './block-store.ts'
import type { ChainCore } from './core.ts'
import { planPrune } from './plan-prune.ts'
import type { Pruning } from './plan-prune.ts'

/** See `Chain.finalize`. What is no longer kept goes in the same write. */
export function finalize(core: ChainCore, pruning: Pruning, hash: Hash): void {
  const finalized = core.find(hash)
  const position = core.position()
  const from = position.finalized.number + 1
  if (finalized.number < from) return
  const { db, blocks, holds } = core
  const { oldest } = position
  const prune = planPrune(db, blocks, pruning, finalized.number, oldest, holds.lowest())
  core.commit({ ...position, finalized, oldest: prune.oldest }, prune.writes)
  const final = blocksBetween(blocks, from, finalized.number)
  core.listeners.emit({ type: 'finalized', blocks: final })
}
