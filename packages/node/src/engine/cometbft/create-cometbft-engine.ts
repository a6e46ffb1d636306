import type { Hash } from '@plexus/primitives'
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
  let waiting: { cancel(): void } | undefined

  /** What is written is final; it is said so later, with the next block at the latest. */
  function finalizeAfter(ms: number, hash: Hash): { cancel(): void } {
    return clock.after(ms, () => {
      // Stopped meanwhile: the database may be closed.
      if (running) chain.finalize(hash)
    })
  }

  const snapshots = createSnapshots({ ...options.snapshots, chain, hasher: options.hasher, log })
  const app = createApplication({
    ...options,
    ...{ clock, log, budgetMs, snapshots },
    onCommitted(block) {
      waiting?.cancel()
      const parent = chain.header(block.ref.hash)?.parentHash
      if (parent !== undefined) finalizeAfter(0, parent)
      waiting = finalizeAfter(FINALITY_MS, block.ref.hash)
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
      finalizeAfter(0, chain.head().hash)
    },
    async stop() {
      waiting?.cancel()
      if (running) chain.finalize(chain.head().hash)
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
/**
 * Clients look a block up when they hear of it, and forget it where they hear meanwhile that it is
 * final: whoever waits for a transaction to be in a block would never be told.
 */
const FINALITY_MS = 500
