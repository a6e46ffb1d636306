/** Bounds of one request. */
export interface RequestOptions {
  readonly signal?: AbortSignal
  /** Default that of the transport. */
  readonly timeoutMs?: number
  /** Fails where the connection does, without another attempt. Default false. */
  readonly once?: boolean
}

/** What to subscribe to, and who hears of it. */
export interface Subscription {
  readonly method: string
  readonly params: readonly unknown[]
  /** Name of the method that ends it. */
  readonly unsubscribe: string
  /** Asked for anew after a lost connection; what happened meanwhile is missed. Default true. */
  readonly renew?: boolean
  /** Hears of each notification in order. */
  onItem(item: unknown): void
  /** Hears once that nothing more will come. Not called after the subscriber ended it. */
  onEnd(error: Error): void
}

/** Ends a subscription; again does nothing. */
export type Unsubscribe = () => void

/** A way to a node. Nothing is opened before the first request. */
export interface Transport {
  /** Where it leads, for people; without user name and password. */
  readonly endpoint: string
  /** Whether it carries subscriptions. */
  readonly subscribes: boolean
  /**
   * Asks and waits for the result.
   *
   * @throws TransportError, RpcResponseError, or the reason of `signal`
   */
  request(method: string, params: readonly unknown[], options?: RequestOptions): Promise<unknown>
  /**
   * Resolves once the node has accepted.
   *
   * @throws as `request`
   */
  subscribe(subscription: Subscription, options?: RequestOptions): Promise<Unsubscribe>
  /** Gives everything back; what waits fails with `Closed`. */
  close(): void
}

/** Bounds of a transport. */
export interface TransportLimits {
  /** For one request. Default 30 s. */
  readonly timeoutMs?: number
  /** Requests that wait for an answer at one time. Default 256. */
  readonly maxInFlight?: number
  /** Requests that wait in all. Default 4,096. */
  readonly maxPending?: number
  /** Longest response in bytes. Default 64 MiB. */
  readonly maxResponseBytes?: number
  /** Attempts to connect, with growing pauses, before what waits fails. Default 6: about 6 s. */
  readonly attempts?: number
}

/** Limits with nothing left open. */
export type FullLimits = Required<TransportLimits>

export const DEFAULT_LIMITS: FullLimits = {
  timeoutMs: 30_000,
  maxInFlight: 256,
  maxPending: 4096,
  maxResponseBytes: 64 << 20,
  attempts: 6,
}

/** Whether asking twice does no harm: all but what submits or changes. */
export const isRepeatable = (method: string): boolean => !/^(author|dev|engine)_/.test(method)

/** The address as people may see it. */
export function publicEndpoint(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url)
    return `${protocol}//${host}${pathname === '/' ? '' : pathname}`
  } catch {
    return 'the given address'
  }
}

/** Pause before attempt `attempt` (from 1), ms: 200, doubled up to 5,000. */
export const backoffMs = (attempt: number): number => Math.min(5000, 200 * 2 ** (attempt - 1))
