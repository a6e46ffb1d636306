import type { ExecutedBlock } from '@plexus/runtime'
import { append, writeGenesis } from './append.ts'
import { createCore } from './core.ts'
import type { ChainOptions, GenesisBlock } from './core.ts'
import { StateDiscardedError } from './errors.ts'
import { finalize } from './finalize.ts'
import { changesBetween } from './history.ts'
import type { Chain } from './interface.ts'
import { overwrite } from './overwrite.ts'
import { createRestoration } from './restoration.ts'
import { revert } from './revert.ts'
import { createStateView } from './state-view.ts'

/**
 * The chain in a database: an empty one gets the genesis block, another goes on where its last
 * write left it.
 *
 * @throws DatabaseDamagedError when the parts of an old one do not fit together, or when it began
 * with another genesis
 */
export function createChain(options: ChainOptions): Chain {
  // Nothing here may hold what block 0 was made from, which may be very much.
  const { runtime, pruning } = options
  const genesis = options.genesis ?? computed(runtime.genesis())
  const core = createCore(options, genesis, writeGenesis)
  const { blocks, db } = core
  return {
    runtime,
    genesisHash: genesis.hash,
    head: () => core.position().head,
    finalized: () => core.position().finalized,
    hashAt: blocks.hashAt,
    header: blocks.header,
    body: blocks.body,
    stateAt(hash) {
      const at = core.find(hash)
      if (at.number < core.position().oldest) throw new StateDiscardedError(hash)
      return createStateView(core, at)
    },
    changedKeys(hash) {
      const at = blocks.find(hash)
      return at && blocks.changes(at.number)
    },
    changesOf: (key, first, last) => changesBetween(db, key, first, last),
    append: (block) => append(core, block),
    finalize: (hash) => finalize(core, pruning, hash),
    revert: (hash) => revert(core, hash),
    overwrite: (changes) => overwrite(core, changes),
    hold: (hash) => core.holds.add(core.find(hash).number),
    restoration: createRestoration(core),
    subscribe: core.listeners.subscribe,
    flushed: () => db.flushed(),
  }
}

const computed = (genesis: ExecutedBlock): GenesisBlock => ({
  hash: genesis.hash,
  make: () => genesis,
})
