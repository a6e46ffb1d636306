import type { Client } from './client.ts'
import { headerRef } from './header.ts'
import type { BlockRef } from './header.ts'
import { bestHead, finalizedHead } from './heads.ts'
import type { Unsubscribe } from './transport/transport.ts'
import { pause } from './wait.ts'

/** A new head of the chain. */
export interface Head extends BlockRef {
  /** `best`: the last block, which a fork may take back; `finalized`: it stays. */
  readonly kind: 'best' | 'finalized'
}

/** Bounds of the watch. */
export interface WatchHeadsOptions {
  /** Ends the watch; the loop then ends without an error. */
  readonly signal?: AbortSignal
}

/** A slow reader misses the oldest. */
const MAX_QUEUE = 1024

/**
 * Tells of each new best and each new final block, beginning with the present ones. After a lost
 * connection it goes on with the then present ones.
 *
 * @throws TransportError where the node stays away
 * @example for await (const { kind, number } of watchHeads(client, { signal })) …
 */
export async function* watchHeads(
  client: Client,
  { signal }: WatchHeadsOptions = {},
): AsyncGenerator<Head, void, undefined> {
  const heads = client.transport.subscribes ? subscribed(client, signal) : polled(client, signal)
  try {
    yield* heads
  } catch (error) {
    if (signal?.aborted !== true) throw error
  }
}

const SUBSCRIPTIONS = [
  ['best', 'chain_subscribeNewHeads', 'chain_unsubscribeNewHeads'],
  ['finalized', 'chain_subscribeFinalizedHeads', 'chain_unsubscribeFinalizedHeads'],
] as const

async function* subscribed(
  client: Client,
  signal: AbortSignal | undefined,
): AsyncGenerator<Head, void, undefined> {
  const queue: Head[] = []
  let failed: Error | undefined
  let wake = (): void => {}
  const releases: Unsubscribe[] = []
  const stop = (): void => wake()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    for (const [kind, method, unsubscribe] of SUBSCRIPTIONS) {
      const release = await client.transport.subscribe(
        {
          ...{ method, unsubscribe, params: [] },
          onItem: (item) => {
            queue.push({ kind, ...headerRef(item) })
            if (queue.length > MAX_QUEUE) queue.shift()
            wake()
          },
          onEnd: (error) => {
            failed = error
            wake()
          },
        },
        signal === undefined ? {} : { signal },
      )
      releases.push(release)
    }
    while (signal?.aborted !== true) {
      const head = queue.shift()
      if (head !== undefined) yield head
      else if (failed !== undefined) throw failed
      else await new Promise<void>((resume) => (wake = resume))
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    for (const release of releases) release()
  }
}

async function* polled(
  client: Client,
  signal: AbortSignal | undefined,
): AsyncGenerator<Head, void, undefined> {
  const options = signal === undefined ? {} : { signal }
  const last = { best: '', finalized: '' }
  for (;;) {
    for (const kind of ['best', 'finalized'] as const) {
      const ref = await (kind === 'best' ? bestHead : finalizedHead)(client, options)
      if (ref.hash === last[kind]) continue
      last[kind] = ref.hash
      yield { kind, ...ref }
    }
    await pause(pollMs(client), signal)
  }
}

/** How often to look where the node does not tell, in ms. */
export const pollMs = ({ blockTimeMs }: Client): number =>
  Math.min(3000, Math.max(50, Math.floor(blockTimeMs / 4)))
