import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import type { RawData } from 'ws'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Rpc } from './create-rpc.ts'
import { LONG_MESSAGE_BYTES } from './limits.ts'
import { LongFrames } from './long-frames.ts'
import { isOriginAllowed } from './origin.ts'
import type { RpcReply } from './write-json.ts'

/** What the WebSocket side of the server needs. */
export interface WebSocketOptions {
  readonly rpc: Rpc
  readonly origins: readonly string[]
  readonly maxConnections: number
  /** A client that leaves more than this unread, in bytes, is disconnected. */
  readonly maxBufferedBytes: number
  /** A client that answers no ping for this long, in ms, is disconnected. */
  readonly pingIntervalMs: number
  readonly clock: Clock
  readonly log: Log
}

/** The WebSocket side of the server. */
export interface WebSockets {
  /** Takes over a connection that asks for an upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Open connections. */
  count(): number
  /** Says goodbye to all clients; resolves when they are gone. */
  close(): Promise<void>
}

const GOING_AWAY = 1001
/** How long clients may take to answer the goodbye, in ms. */
const CLOSE_GRACE_MS = 250

/** Serves a JSON-RPC surface on upgraded connections. */
export function webSockets(options: WebSocketOptions): WebSockets {
  const { rpc, log } = options
  // PERF: compression costs more than it saves on loopback (spec: 95-node-costs §6).
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: rpc.limits.maxMessageBytes,
  })
  return {
    count: () => server.clients.size,
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy())
      const path = (request.url ?? '/').split('?', 1)[0]
      if (!isOriginAllowed(request.headers.origin, options.origins)) return refuse(socket, 403)
      if (path !== '/') return refuse(socket, 404)
      if (server.clients.size >= options.maxConnections) {
        log('warn', 'rpc connection refused: too many', { max: options.maxConnections })
        return refuse(socket, 503)
      }
      server.handleUpgrade(request, socket, head, (client) => serve(client, socket, options))
    },
    async close() {
      server.close()
      const clients = [...server.clients]
      const gone = clients.map((client) => new Promise((resolve) => client.once('close', resolve)))
      for (const client of clients) client.close(GOING_AWAY, 'the node stops')
      const timer = setTimeout(() => {
        for (const client of clients) client.terminate()
      }, CLOSE_GRACE_MS)
      await Promise.all(gone)
      clearTimeout(timer)
    },
  }
}

function serve(client: WebSocket, socket: Duplex, options: WebSocketOptions): void {
  const send = (message: RpcReply): void => {
    if (client.readyState !== WebSocket.OPEN) return
    if (client.bufferedAmount > options.maxBufferedBytes) {
      options.log('warn', 'rpc client is too slow: disconnected', { bytes: client.bufferedAmount })
      client.terminate()
      return
    }
    if (typeof message === 'string') return client.send(message)
    const last = message.length - 1
    for (const [at, part] of message.entries()) {
      client.send(part, { binary: false, fin: at === last })
    }
  }
  const connection = options.rpc.connect(send, send)
  const { hear, stop: stopPings } = keepAlive(client, options)
  client.on('message', (data: RawData) => connection.send(textOf(data)))
  const longFrames = new LongFrames({
    minBytes: LONG_MESSAGE_BYTES,
    maxBytes: options.rpc.limits.maxMessageBytes,
    onMessage(bytes) {
      hear()
      connection.send(
        bytes.length < LONG_MESSAGE_BYTES
          ? textOf(Buffer.from(bytes.buffer, 0, bytes.length))
          : bytes,
      )
    },
    onFailure(code) {
      client.close(code)
      // What is on its way is not worth waiting for.
      socket.end()
    },
  })
  divert(socket, longFrames)
  // A frame that breaks the protocol or the size limit: `ws` closes the connection itself.
  client.on('error', (error) => {
    longFrames.stop()
    options.log('debug', 'rpc connection failed', { reason: error.message })
  })
  client.once('close', () => {
    stopPings()
    connection.disconnect()
  })
}

/** Puts the filter in front of what listens to the socket. */
function divert(socket: Duplex, longFrames: LongFrames): void {
  const listeners = socket.listeners('data')
  socket.removeAllListeners('data')
  const pass = (bytes: Buffer): void => {
    for (const listener of listeners) Reflect.apply(listener, socket, [bytes])
  }
  socket.on('data', (chunk: Buffer) => longFrames.filter(chunk, pass))
}

/** Finds clients that vanished without a word, so that they do not fill the connection limit. */
function keepAlive(
  client: WebSocket,
  { clock, pingIntervalMs }: WebSocketOptions,
): { readonly hear: () => void; readonly stop: () => void } {
  let alive = true
  let timer = clock.after(pingIntervalMs, tick)
  client.on('pong', hear)
  client.on('message', hear)
  function hear(): void {
    alive = true
  }
  function tick(): void {
    if (!alive) return client.terminate()
    alive = false
    client.ping()
    timer = clock.after(pingIntervalMs, tick)
  }
  return { hear, stop: () => timer.cancel() }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8')
}

function refuse(socket: Duplex, status: number): void {
  const reasons: Readonly<Record<number, string>> = { 403: 'Forbidden', 404: 'Not Found' }
  const reason = reasons[status] ?? 'Service Unavailable'
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
