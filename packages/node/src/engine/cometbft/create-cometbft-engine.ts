import { systemClock } from '../../clock.ts'
import type { Clock } from '../../clock.ts'
import { silent } from '../../log.ts'
import type { Log } from '../../log.ts'
import { EngineFailedError } from '../errors.ts'
import type { Engine } from '../interface.ts'
import { createAbciServer } from './abci-server.ts'
import { createApplication } from './application.ts'
import type { ApplicationOptions, CommittedBlock } from './application.ts'
import { createSnapshots } from './snapshots/create-snapshots.ts'
import type { SnapshotsOptions } from './snapshots/create-snapshots.ts'

/** What a CometBFT engine is made of. */
export interface CometBftEngineOptions extends Pick<
  ApplicationOptions,
  'chain' | 'pool' | 'hasher' | 'founding' | 'ownExtrinsics'
> {
  /** File of the Unix socket on which CometBFT finds the application. */
  readonly socket: string
  /** Time for the transactions of one proposal, in ms; default half a second. */
  readonly budgetMs?: number
  /** Where snapshots lie, how often they are taken, and what is kept besides. */
  readonly snapshots?: Omit<SnapshotsOptions, 'chain' | 'hasher' | 'log'>
  readonly clock?: Clock
  readonly log?: Log
  /** The application failed for good; the node should exit. */
  readonly onFatal?: (error: Error) => void
  /** Hears of each block after it is written. */
  readonly onCommitted?: (block: CommittedBlock) => void
}

/** Blocks as the validators of a network decide them. Somebody starts CometBFT on the socket. */
export function createCometBftEngine(options: CometBftEngineOptions): Engine {
  const { chain, clock = systemClock, log = silent, budgetMs = DEFAULT_BUDGET_MS } = options
  let running = false
  let finalizing = false

  /** On a later tick, so that whoever follows the chain hears of a block before it is final. */
  function finalizeLater(): void {
    if (finalizing) return
    finalizing = true
    clock.after(0, () => {
      finalizing = false
      // Stopped meanwhile: the database may be closed.
      if (running) chain.finalize(chain.head().hash)
    })
  }

  const snapshots = createSnapshots({ ...options.snapshots, chain, hasher: options.hasher, log })
  const app = createApplication({
    ...options,
    ...{ clock, log, budgetMs, snapshots },
    onCommitted(block) {
      finalizeLater()
      options.onCommitted?.(block)
    },
  })
  const server = createAbciServer({
    path: options.socket,
    app,
    log,
    onFatal(error) {
      log('error', 'The application failed and has ended', { error, head: chain.head().number })
      options.onFatal?.(isTold(error) ? error : new EngineFailedError(error))
    },
  })
  return {
    async start() {
      snapshots.start()
      await server.start()
      running = true
      // What was committed before the last stop is final, whether or not that was noted.
      finalizeLater()
    },
    async stop() {
      running = false
      await server.stop()
      await snapshots.stop()
    },
  }
}

/** What is wrong outside of this program says so itself. */
function isTold(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && TOLD.has(error.code)
}

const TOLD: ReadonlySet<unknown> = new Set([
  'CometBftVersion',
  'DatabaseDamaged',
  'DatabaseFull',
  'ForeignSnapshot',
  'GenesisMismatch',
])

const DEFAULT_BUDGET_MS = 500
