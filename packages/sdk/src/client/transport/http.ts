import { concatBytes } from '@plexus/primitives'
import { TransportError } from '../errors.ts'
import type { TransportErrorCode } from '../errors.ts'
import { pause } from '../wait.ts'
import { readMessage, requestText, responseError } from './json-rpc.ts'
import { backoffMs, DEFAULT_LIMITS, isRepeatable, publicEndpoint } from './transport.ts'
import type { FullLimits, RequestOptions, Transport, TransportLimits } from './transport.ts'

/**
 * A transport of single requests, without subscriptions: what waits for blocks asks for them.
 *
 * @param url `http://` or `https://`
 */
export function http(url: string, given: TransportLimits = {}): Transport {
  const limits = { ...DEFAULT_LIMITS, ...given }
  const endpoint = publicEndpoint(url)
  const gate = createGate(limits, () =>
    fail(endpoint, 'TooManyRequests', `${limits.maxPending} requests to ${endpoint} wait already.`),
  )
  const closed = new AbortController()
  const peer: Peer = { url, endpoint, limits, closed: closed.signal }
  let nextId = 1
  return {
    endpoint,
    subscribes: false,
    async request(method, params, options = {}) {
      options.signal?.throwIfAborted()
      const text = requestText(nextId++, method, params)
      const attempts = (options.once ?? false) || !isRepeatable(method) ? 1 : limits.attempts
      return gate(async () => {
        for (let count = 1; ; count += 1) {
          try {
            return await attempt(peer, method, text, options)
          } catch (error) {
            const again = error instanceof TransportError && error.code === 'Unreachable'
            if (!again || count >= attempts) throw error
            await pause(backoffMs(count), options.signal)
          }
        }
      })
    },
    subscribe: () =>
      Promise.reject(
        fail(endpoint, 'NoSubscriptions', `${endpoint} has no subscriptions: use webSocket.`),
      ),
    close: () => closed.abort(),
  }
}

interface Peer {
  readonly url: string
  readonly endpoint: string
  readonly limits: FullLimits
  readonly closed: AbortSignal
}

const fail = (
  endpoint: string,
  code: TransportErrorCode,
  text: string,
  cause?: unknown,
): TransportError => new TransportError(code, endpoint, text, cause)

async function attempt(
  peer: Peer,
  method: string,
  text: string,
  options: RequestOptions,
): Promise<unknown> {
  const { endpoint, closed, limits } = peer
  const { signal, timeoutMs = limits.timeoutMs } = options
  const late = AbortSignal.timeout(timeoutMs)
  const any = AbortSignal.any([late, closed, ...(signal ? [signal] : [])])
  try {
    return await post(peer, method, text, any)
  } catch (error) {
    signal?.throwIfAborted()
    if (closed.aborted) throw fail(endpoint, 'Closed', `The connection to ${endpoint} was closed.`)
    if (late.aborted) {
      const words = `${endpoint} did not answer ${method} within ${timeoutMs} ms.`
      throw fail(endpoint, 'TimedOut', words)
    }
    if (!(error instanceof TypeError)) throw error
    const words = `No node answers at ${endpoint}: check the address, and that the node runs.`
    throw fail(endpoint, 'Unreachable', words, error.cause)
  }
}

async function post(
  { url, endpoint, limits }: Peer,
  method: string,
  text: string,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await fetch(url, {
    ...{ method: 'POST', body: text, signal },
    headers: { 'content-type': 'application/json' },
  })
  if (!response.ok) {
    const words = `${endpoint} answered ${method} with HTTP ${response.status}.`
    throw fail(endpoint, 'BadResponse', words)
  }
  const message = readMessage(await boundedText(response, limits.maxResponseBytes))
  if (message?.type === 'error') throw responseError(method, message.error)
  if (message?.type === 'result') return message.result
  throw fail(endpoint, 'BadResponse', `${endpoint} answered ${method} with no JSON-RPC.`)
}

/** Empty where it is too long. */
async function boundedText(response: Response, maxBytes: number): Promise<string> {
  const reader = response.body?.getReader()
  if (reader === undefined) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return new TextDecoder().decode(concatBytes(...chunks))
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      return ''
    }
    chunks.push(value)
  }
}

/** Lets `maxInFlight` run at a time, and `maxPending` wait in all. */
function createGate(
  { maxInFlight, maxPending }: FullLimits,
  tooMany: () => Error,
): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (run) => {
    if (running + waiting.length >= maxPending) throw tooMany()
    if (running >= maxInFlight) await new Promise<void>((go) => waiting.push(go))
    running += 1
    try {
      return await run()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}
