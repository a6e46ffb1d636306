import { chmodSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import type { Log } from '../../log.ts'
import type { AbciApp } from './abci-app.ts'
import { SocketInUseError, SocketPathError } from './errors.ts'

/** What an ABCI server is made of. */
export interface AbciServerOptions {
  /** File of the Unix socket; one that nobody listens on is replaced. */
  readonly path: string
  readonly app: AbciApp
  readonly log: Log
  readonly onFatal: (error: unknown) => void
  /** Of one message; default 128 MiB. */
  readonly maxMessageBytes?: number
}

/** Waits for CometBFT on a Unix socket, as often as it comes. */
export interface AbciServer {
  /** @throws SocketInUseError, SocketPathError */
  start(): Promise<void>
  stop(): Promise<void>
}

/** Nothing listens before `start`. Only the user of this process may connect. */
export function createAbciServer(options: AbciServerOptions): AbciServer {
  const { path, app, log, onFatal, maxMessageBytes = MAX_MESSAGE_BYTES } = options
  const sockets = new Set<Socket>()
  let server: Server | undefined
  return {
    async start() {
      if (Buffer.byteLength(path) > MAX_PATH_BYTES) throw new SocketPathError(path, MAX_PATH_BYTES)
      if (await isServed(path)) throw new SocketInUseError(path)
      // PERF: the message types take some 50 ms to load, which no other node should wait for.
      const { serveConnection } = await import('./abci-connection.ts')
      rmSync(path, { force: true })
      server = createServer((socket) => {
        sockets.add(socket)
        socket.once('close', () => sockets.delete(socket))
        serveConnection(socket, { app, log, onFatal, maxMessageBytes })
      })
      await listen(server, path)
      chmodSync(path, 0o600)
    },
    async stop() {
      const closing = server
      server = undefined
      if (closing === undefined) return
      const closed = new Promise((resolve) => closing.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

const MAX_MESSAGE_BYTES = 128 * 1024 * 1024
/** What the address of a Unix socket holds on every system. */
const MAX_PATH_BYTES = 103
