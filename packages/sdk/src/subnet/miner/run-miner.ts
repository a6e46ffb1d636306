import { randomBytes } from 'node:crypto'
import type { SubnetChain } from '../chain.ts'
import { systemClock } from '../ports/clock.ts'
import type { Clock } from '../ports/clock.ts'
import { errorKind, noLog } from '../ports/log.ts'
import type { KitLog } from '../ports/log.ts'
import { loopSignal } from '../ports/loop-signal.ts'
import { noMetrics } from '../ports/metrics.ts'
import type { KitMetrics } from '../ports/metrics.ts'
import type { MinerPort } from '../ports/network.ts'
import { withinLimit } from '../ports/time-limit.ts'
import type { Subnet } from '../subnet.ts'
import { attachAnswers } from './miner-answers.ts'
import type { Work } from './miner-answers.ts'

/** A loop that runs. */
export interface Running {
  /** Ends it and releases what it holds. */
  stop(): Promise<void>
  /** Settles when it has ended; rejects only for a fault of its own. */
  readonly finished: Promise<void>
}

/** What a miner is made of. */
export interface MinerOptions<Request, Response, Backend, Detail, State> {
  readonly subnet: Subnet<Request, Response, Backend, Detail, State>
  /** What answers: a model for `subnet.work`, or other work in its place. */
  readonly answers: { readonly backend: Backend } | { readonly work: Work<Request, Response> }
  readonly chain: SubnetChain
  readonly port: MinerPort
  /** SS58 address of the miner's hotkey. */
  readonly hotkey: string
  /** How often the chain is looked at, in ms. Default: 6,000. */
  readonly pollMs?: number
  readonly signal?: AbortSignal
  readonly clock?: Clock
  readonly log?: KitLog
  readonly metrics?: KitMetrics
}

/**
 * Serves a subnet: listens, publishes its address, and publishes it again should the chain have
 * another. Returns when it listens. Work that takes longer than `minerMs` is aborted.
 *
 * @throws what the port throws when it cannot listen
 */
export async function runMiner<Request, Response, Backend, Detail, State>(
  options: MinerOptions<Request, Response, Backend, Detail, State>,
): Promise<Running> {
  const { subnet, port, hotkey } = options
  attachAnswers({
    subnet,
    port,
    hotkey,
    work: measured(options),
    randomSalt: () => randomBytes(32),
  })
  await port.start()
  const { signal, ending } = loopSignal(options.signal)
  const finished = publishUntil(signal, options)
  return {
    stop: () => {
      ending.abort()
      return finished
    },
    finished,
  }
}

function measured<Request, Response, Backend, Detail, State>(
  options: MinerOptions<Request, Response, Backend, Detail, State>,
): Work<Request, Response> {
  const { subnet, answers, clock = systemClock, metrics = noMetrics } = options
  const route = subnet.synapse.name
  const limitMs = subnet.manifest.limits.minerMs
  let inflight = 0
  return async (request, call) => {
    const startMs = clock.nowMs()
    metrics.set('plexus_miner_inflight', ++inflight)
    let outcome = 'failed'
    try {
      const done = await withinLimit(
        (signal) =>
          'work' in answers
            ? answers.work(request, { ...call, signal })
            : subnet.work(request, answers.backend, { signal }),
        { limitMs, clock, signal: call.signal },
      )
      outcome = done.inTime ? 'ok' : 'timeout'
      if (!done.inTime) throw new Error(`The work takes longer than ${limitMs} ms.`)
      return done.value
    } finally {
      metrics.set('plexus_miner_inflight', --inflight)
      metrics.add('plexus_miner_requests_total', { route, outcome })
      metrics.observe('plexus_miner_request_seconds', (clock.nowMs() - startMs) / 1_000)
    }
  }
}

/** A chain that is away is no reason to stop answering. */
async function publishUntil<Request, Response, Backend, Detail, State>(
  signal: AbortSignal,
  options: MinerOptions<Request, Response, Backend, Detail, State>,
): Promise<void> {
  const { chain, port, clock = systemClock, log = noLog, pollMs = 6_000 } = options
  while (!signal.aborted) {
    try {
      await chain.serve(port.address())
    } catch (error) {
      if (!signal.aborted)
        log('warn', 'The address could not be published; trying again', { error: errorKind(error) })
    }
    await clock.sleep(pollMs, signal)
  }
  await port.stop()
}
