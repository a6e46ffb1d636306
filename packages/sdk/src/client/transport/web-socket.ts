import { createSession } from './session.ts'
import type { Pipe, PipeEvents } from './session.ts'
import { DEFAULT_LIMITS, publicEndpoint } from './transport.ts'
import type { Transport, TransportLimits } from './transport.ts'

/** The part of a browser's `WebSocket` that is used. */
export interface WebSocketLike {
  onopen: ((event: never) => void) | null
  onclose: ((event: never) => void) | null
  onerror: ((event: never) => void) | null
  onmessage: ((event: never) => void) | null
  send(text: string): void
  close(): void
}

/** How to make one. */
export type WebSocketConstructor = new (
  url: string,
  protocols?: string[],
  options?: { maxPayload: number },
) => WebSocketLike

/** What a web-socket transport may be told. */
export interface WebSocketOptions extends TransportLimits {
  /** For one attempt to connect. Default 5 s. */
  readonly connectTimeoutMs?: number
  /** Silence after which a connection with subscriptions is tested. Default 30 s; 0 for never. */
  readonly heartbeatMs?: number
  /** Default the one of the platform, or of the package `ws` where the platform has none. */
  readonly WebSocket?: WebSocketConstructor
}

/**
 * A transport over one web socket, which is opened by the first request and again when it is lost.
 *
 * @param url `ws://` or `wss://`
 */
export function webSocket(url: string, options: WebSocketOptions = {}): Transport {
  const { connectTimeoutMs = 5000, heartbeatMs = 30_000, WebSocket, ...given } = options
  const limits = { ...DEFAULT_LIMITS, ...given }
  return createSession({
    endpoint: publicEndpoint(url),
    limits,
    heartbeatMs,
    async open(events) {
      const Socket = WebSocket ?? (await platformSocket())
      const socket = new Socket(url, [], { maxPayload: limits.maxResponseBytes })
      return opened(socket, events, connectTimeoutMs)
    },
  })
}

/** Node 20 has no web socket of its own. */
async function platformSocket(): Promise<WebSocketConstructor> {
  const own = (globalThis as { WebSocket?: WebSocketConstructor }).WebSocket
  return own ?? ((await import('ws')).WebSocket as WebSocketConstructor)
}

function opened(socket: WebSocketLike, events: PipeEvents, timeoutMs: number): Promise<Pipe> {
  return new Promise((resolve, reject) => {
    let open = false
    let cause = new Error('the node refused the connection')
    let released = false
    const release = (): void => {
      released = true
      clearTimeout(timer)
      socket.close()
    }
    const timer = setTimeout(() => {
      release()
      reject(new Error(`no connection within ${timeoutMs} ms`))
    }, timeoutMs)
    socket.onopen = () => {
      open = true
      clearTimeout(timer)
      resolve({ send: (text) => socket.send(text), close: release })
    }
    socket.onerror = (event: { error?: unknown; message?: string }) => {
      cause = event.error instanceof Error ? event.error : new Error(event.message ?? 'it failed')
    }
    socket.onclose = () => {
      clearTimeout(timer)
      if (!open) reject(cause)
      else if (!released) events.onClose(cause)
    }
    socket.onmessage = ({ data }: { data: unknown }) => {
      if (!released) events.onMessage(typeof data === 'string' ? data : '')
    }
  })
}
