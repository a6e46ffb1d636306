import type { Hasher } from '@plexus/primitives'
import type { Chain } from '../chain/interface.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { LongQuestions } from '../side/interface.ts'
import type { SignatureChecker } from '../signature/interface.ts'
import type { Bans } from './bans.ts'
import type { Entry } from './entry.ts'
import type { IncludedTransactions } from './included.ts'
import type { TransactionStatus } from './interface.ts'
import type { PoolLimits } from './limits.ts'
import type { Queue } from './queue.ts'
import type { StatusHub } from './status-hub.ts'

/** What the parts of one pool share. */
export interface PoolContext {
  readonly chain: Chain
  readonly hasher: Pick<Hasher, 'blake2b256' | 'twox128'>
  readonly signatures: Pick<SignatureChecker, 'check'>
  /** Validates long transactions; absent: this thread does. */
  readonly side: Pick<LongQuestions, 'validate'> | undefined
  readonly clock: Clock
  readonly log: Log
  readonly limits: PoolLimits
  readonly queue: Queue
  readonly hub: StatusHub
  readonly bans: Bans
  readonly included: IncludedTransactions
  readonly onReady: Set<() => void>
  /** The sequence number of the next arrival. */
  nextSequence: number
}

/** Tells watchers of entries which half of the queue they are in now. */
export function announce(pool: PoolContext, entries: readonly Entry[]): void {
  let someReady = false
  for (const entry of entries) {
    pool.hub.tell(entry.key, { type: entry.ready ? 'ready' : 'future' })
    someReady ||= entry.ready
  }
  if (someReady) for (const listener of [...pool.onReady]) listener()
}

/** Takes an entry out for good; those that required it become future. */
export function discard(pool: PoolContext, entry: Entry, status: TransactionStatus): void {
  const moved = pool.queue.remove([entry])
  pool.hub.tell(entry.key, status)
  announce(pool, moved)
}

/** As `discard`, and refuses the same bytes for a while. */
export function banish(pool: PoolContext, entry: Entry, type: 'invalid' | 'dropped'): void {
  pool.bans.ban(entry.key)
  discard(pool, entry, { type })
}
