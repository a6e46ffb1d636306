import type { Hash, Hasher } from '@plexus/primitives'
import type { TransactionSource } from '@plexus/runtime'
import type { Chain, Unsubscribe } from '../chain/interface.ts'
import { systemClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { silent } from '../log.ts'
import type { Log } from '../log.ts'
import type { LongQuestions } from '../side/interface.ts'
import type { SignatureChecker } from '../signature/interface.ts'
import { examine, insert, toArrival } from './admit.ts'
import { createBans } from './bans.ts'
import type { BanLimits } from './bans.ts'
import { banish } from './context.ts'
import type { PoolContext } from './context.ts'
import type { Arrival } from './entry.ts'
import { followChain, nonceOnHead } from './follow-chain.ts'
import { createIncluded } from './included.ts'
import type { Pool, TransactionStatus } from './interface.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { PoolLimits } from './limits.ts'
import { Queue } from './queue.ts'
import { createStatusHub } from './status-hub.ts'
import { tagOf } from './tags.ts'

/** What a pool is made of. */
export interface PoolOptions {
  readonly chain: Chain
  readonly hasher: Pick<Hasher, 'blake2b256' | 'twox128'>
  readonly signatures: Pick<SignatureChecker, 'check'>
  /** Validates long transactions; default: this thread does. */
  readonly side?: Pick<LongQuestions, 'validate'>
  readonly clock?: Clock
  readonly log?: Log
  readonly limits?: Partial<PoolLimits>
  readonly bans?: BanLimits
}

/** A pool in memory. Between `start` and `stop` it follows the chain. */
export function createPool(options: PoolOptions): Pool {
  const pool = createContext(options)
  let unfollow: Unsubscribe | undefined
  const admit = async (arrival: Arrival): Promise<Hash> => {
    insert(pool, arrival, await examine(pool, arrival))
    return arrival.hash
  }
  return {
    submit: async (bytes, source) => admit(toArrival(pool, bytes, source)),
    receive: async (bytes) => admit(toArrival(pool, bytes, 'External', true)),
    watch: (bytes, source, listener) => watch(pool, bytes, source, listener),
    ready: () => pool.queue.inBlockOrder(),
    pending: () => [
      ...pool.queue.inBlockOrder(),
      ...[...pool.queue.values()].filter((entry) => !entry.ready),
    ],
    has: (hash) => pool.queue.get(tagOf(hash)) !== undefined,
    nextIndex(account) {
      const nonce = nonceOnHead(pool, account)
      let ready = 0
      for (const entry of pool.queue.ofAccount(tagOf(account))) {
        if (entry.ready && entry.nonce >= nonce) ready += 1
      }
      return nonce + ready
    },
    refuse(hash) {
      const entry = pool.queue.get(tagOf(hash))
      if (entry !== undefined) banish(pool, entry, 'invalid')
    },
    remove(hash) {
      const entry = pool.queue.get(tagOf(hash))
      if (entry !== undefined) banish(pool, entry, 'dropped')
      return entry !== undefined
    },
    size: () => ({
      ready: pool.queue.load('ready').count,
      future: pool.queue.load('future').count,
    }),
    onReady(listener) {
      pool.onReady.add(listener)
      return () => pool.onReady.delete(listener)
    },
    start() {
      unfollow ??= followChain(pool)
    },
    stop() {
      unfollow?.()
      unfollow = undefined
      pool.hub.stop()
      return Promise.resolve()
    },
  }
}

function createContext(options: PoolOptions): PoolContext {
  const { clock = systemClock, log = silent } = options
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const hub = createStatusHub(clock, log)
  return {
    chain: options.chain,
    hasher: options.hasher,
    signatures: options.signatures,
    side: options.side,
    clock,
    log,
    limits,
    queue: new Queue(),
    hub,
    bans: createBans(clock, options.bans),
    included: createIncluded(limits.included, (key) => hub.isWatched(key)),
    onReady: new Set(),
    nextSequence: 0,
  }
}

async function watch(
  pool: PoolContext,
  bytes: Uint8Array,
  source: TransactionSource,
  listener: (status: TransactionStatus) => void,
): ReturnType<Pool['watch']> {
  const arrival = toArrival(pool, bytes, source)
  const { hash, key } = arrival
  const included = pool.included.find(key)
  if (included !== undefined) {
    const { block, index } = included
    const past = [{ type: 'ready' }, { type: 'inBlock', block, index }] as const
    return { hash, stop: pool.hub.watch(key, listener, past) }
  }
  const verdict = await examine(pool, arrival)
  const stop = pool.hub.watch(key, listener)
  try {
    insert(pool, arrival, verdict)
  } catch (error) {
    stop()
    throw error
  }
  return { hash, stop }
}
