import type { AxonLimits, AxonModules } from './options.ts'
import type { RateLimiter } from './rate-limiter.ts'
import type { ReplyContext } from './replies.ts'
import type { Route } from './route.ts'
import type { CallVerifier } from './verify-call.ts'
import type { WorkQueue } from './work-queue.ts'

/** What requests are served with. */
export interface ServeContext {
  readonly routes: ReadonlyMap<string, Route>
  readonly limits: AxonLimits
  readonly verifier: CallVerifier
  readonly replies: ReplyContext
  readonly queue: WorkQueue
  readonly addressRates: RateLimiter
  readonly hotkeyRates: RateLimiter
  readonly modules: AxonModules
  /** Fires when the axon takes no more requests. */
  readonly closing: AbortSignal
  /** Fires when the axon stops waiting for its handlers. */
  readonly stopped: AbortSignal
}
