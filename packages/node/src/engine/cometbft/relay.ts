import { hash as toHash } from '@plexus/primitives'
import type { Hasher } from '@plexus/primitives'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { Pool } from '../../pool/interface.ts'
import { MAX_BATCH, MAX_CONNECTIONS } from './comet-rpc.ts'
import type { CometRpc } from './comet-rpc.ts'
import type { CometRpcError } from './errors.ts'

/** What a relay works with. */
export interface RelayModules {
  readonly pool: Pool
  readonly comet: Pick<CometRpc, 'broadcast'>
  readonly hasher: Pick<Hasher, 'blake2b256'>
  readonly clock: Clock
  readonly log: Log
}

/** Hands what our pool took to CometBFT, which tells the other nodes. */
export interface Relay {
  /** The pool, for those who submit here: what it takes goes on to CometBFT. */
  readonly pool: Pool
  /** Offers all that waits once more: CometBFT has lost its list. */
  offerAll(): void
  stop(): void
}

/**
 * A few at a time, without making anybody wait. As long as CometBFT is away, or its list is full,
 * transactions stay where they are: in the pool, from which this node proposes. PERF: a request of
 * HTTP costs more than the check of a transaction, so what comes within some ms travels together.
 */
export function createRelay({ pool, comet, hasher, clock, log }: RelayModules): Relay {
  /** What is still to be offered, by what names it. */
  let waiting: Uint8Array[] = []
  let inFlight = 0
  let resting: { cancel(): void } | undefined
  let gathering: { cancel(): void } | undefined
  let stopped = false

  const isHeld = (bytes: Uint8Array): boolean => pool.has(toHash(hasher.blake2b256(bytes)))

  function pump(): void {
    while (!stopped && resting === undefined && inFlight < MAX_CONNECTIONS) {
      const batch: Uint8Array[] = []
      while (batch.length < MAX_BATCH) {
        const bytes = waiting.shift()
        if (bytes === undefined) break
        if (isHeld(bytes)) batch.push(bytes)
      }
      if (batch.length === 0) return
      void send(batch)
    }
  }

  async function send(batch: readonly Uint8Array[]): Promise<void> {
    inFlight += 1
    try {
      const refusals = await comet.broadcast(batch)
      again(batch.filter((_bytes, at) => isTemporary(refusals[at])))
      for (const error of refusals) {
        if (error === undefined || isTemporary(error) || isKnown(error)) continue
        log('warn', 'CometBFT does not take a transaction; it waits here', { error })
      }
    } catch (error) {
      // It is away, begins or ends: it takes them later.
      log('debug', 'CometBFT does not answer the relay', { error })
      again(batch)
    } finally {
      inFlight -= 1
    }
    pump()
  }

  function again(refused: readonly Uint8Array[]): void {
    if (refused.length === 0) return
    waiting.unshift(...refused)
    rest()
  }

  function rest(): void {
    resting ??= clock.after(REST_MS, () => {
      resting = undefined
      pump()
    })
  }

  function offer(bytes: Uint8Array): void {
    waiting.push(bytes)
    // Those that have left the pool meanwhile need no place here.
    if (waiting.length > MAX_WAITING) waiting = waiting.filter(isHeld)
    gathering ??= clock.after(GATHER_MS, () => {
      gathering = undefined
      pump()
    })
  }

  return {
    pool: passingOn(pool, offer),
    offerAll() {
      waiting = pool.pending().map(({ bytes }) => bytes)
      pump()
    },
    stop() {
      stopped = true
      resting?.cancel()
      gathering?.cancel()
      waiting = []
    },
  }
}

/** The same pool; what it takes is offered. */
function passingOn(pool: Pool, offer: (bytes: Uint8Array) => void): Pool {
  return {
    ...pool,
    async submit(bytes, source) {
      const hash = await pool.submit(bytes, source)
      offer(bytes)
      return hash
    },
    async watch(bytes, source, listener) {
      const watched = await pool.watch(bytes, source, listener)
      offer(bytes)
      return watched
    },
  }
}

const isTemporary = (refusal: CometRpcError | undefined): boolean =>
  refusal !== undefined && /mempool is full/i.test(refusal.message)
const isKnown = ({ message }: CometRpcError): boolean => /already exists/i.test(message)

/** CometBFT itself gathers checks for 20 ms. */
const GATHER_MS = 10
/** Before CometBFT is asked again after it was not there. */
const REST_MS = 250
/** More than the pool holds; ≈ 8 bytes each beside what the pool has anyway. */
const MAX_WAITING = 16_384
