import { TransportError } from '../errors.ts'
import { isRepeatable } from './transport.ts'
import type { RequestOptions, Subscription, Transport, Unsubscribe } from './transport.ts'

/**
 * A transport over several nodes of one chain: the first that answers serves until it fails, then
 * the next. A subscription moves too; what happened meanwhile is missed. What a node *refuses* is
 * not asked of another.
 *
 * @param transports at least one, best first; they are closed together
 */
export function fallback(transports: readonly Transport[]): Transport {
  let current = 0
  const ordered = (): readonly Transport[] => [
    ...transports.slice(current),
    ...transports.slice(0, current),
  ]

  async function first<T>(
    method: string,
    candidates: readonly Transport[],
    run: (transport: Transport) => Promise<T>,
  ): Promise<T> {
    let last: unknown
    for (const transport of candidates) {
      try {
        const result = await run(transport)
        current = transports.indexOf(transport)
        return result
      } catch (error) {
        if (!isFailure(error) || !mayRepeat(method, error)) throw error
        last = error
      }
    }
    throw last ?? new TransportError('Unreachable', 'no address', 'No transport was given.')
  }

  async function subscribe(
    subscription: Subscription,
    options: RequestOptions = {},
  ): Promise<Unsubscribe> {
    let ended = false
    let stop: Unsubscribe = () => {}
    const onEnd = (error: Error): void => {
      if (ended) return
      const moves = isFailure(error) && (subscription.renew ?? true)
      if (!moves) {
        subscription.onEnd(error)
        return
      }
      begin({}).catch((next: unknown) => {
        if (!ended) subscription.onEnd(next as Error)
      })
    }
    const begin = async (bounds: RequestOptions): Promise<void> => {
      const candidates = ordered().filter(({ subscribes }) => subscribes)
      // Renewing is done here, so that the next node is tried at once.
      const inner: Subscription = { ...subscription, renew: false, onEnd }
      const release = await first(inner.method, candidates, (transport) =>
        transport.subscribe(inner, { ...bounds, once: true }),
      )
      if (ended) release()
      else stop = release
    }
    await begin(options)
    return () => {
      ended = true
      stop()
    }
  }

  return {
    endpoint: transports.map(({ endpoint }) => endpoint).join(', '),
    subscribes: transports.some(({ subscribes }) => subscribes),
    request: (method, params, options = {}) =>
      first(method, ordered(), (transport) =>
        transport.request(method, params, { ...options, once: true }),
      ),
    subscribe,
    close: () => {
      for (const transport of transports) transport.close()
    },
  }
}

/** Another node may do better: this one did not answer at all. */
const isFailure = (error: unknown): boolean =>
  error instanceof TransportError && error.code !== 'TooManyRequests' && error.code !== 'Closed'

/** What may have had its effect on one node is not sent to the next. */
const mayRepeat = (method: string, error: unknown): boolean =>
  isRepeatable(method) || (error instanceof TransportError && error.code === 'Unreachable')
