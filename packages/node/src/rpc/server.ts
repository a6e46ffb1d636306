import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { systemClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { silent } from '../log.ts'
import type { Log } from '../log.ts'
import type { Rpc } from './create-rpc.ts'
import { UnsafeBindError } from './errors.ts'
import { httpHandler } from './http.ts'
import { closeServer, isLoopback, listenOnHosts, portOf } from './listen-ports.ts'
import { LOCAL_ORIGINS } from './origin.ts'
import { webSockets } from './websocket.ts'
import type { WebSockets } from './websocket.ts'

/** How a node listens for JSON-RPC. */
export interface RpcServerOptions {
  readonly rpc: Rpc
  /** Each port serves HTTP and WebSocket on every host; 0 chooses a free one. */
  readonly ports: readonly number[]
  /**
   * Default `127.0.0.1` and `::1`: clients that resolve `localhost` may take either
   * (spec: 70-rpc §1). Anything else is open to other machines.
   */
  readonly hosts?: readonly string[]
  /** Web pages that may connect; default: pages of this machine. See `isOriginAllowed`. */
  readonly origins?: readonly string[]
  /** WebSocket connections, and HTTP requests, at one time; default 1000 each. */
  readonly maxConnections?: number
  /** Bytes that a client may leave unread before it is disconnected; default 64 MiB. */
  readonly maxBufferedBytes?: number
  /** Default 30 s. */
  readonly pingIntervalMs?: number
  readonly clock?: Clock
  readonly log?: Log
}

/** The JSON-RPC ports of a node. */
export interface RpcServer {
  /**
   * Opens all ports.
   * @throws UnsafeBindError, PortTakenError, CannotListenError; nothing stays open then
   */
  start(): Promise<void>
  /** Closes ports and connections; resolves when all are closed. */
  stop(): Promise<void>
  /** The open ports in the order of the options. */
  readonly ports: readonly number[]
  /** Open WebSocket connections. */
  connections(): number
}

export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', '::1']

/** Makes the server of a JSON-RPC surface; it listens after `start`. */
export function createRpcServer(options: RpcServerOptions): RpcServer {
  const hosts = options.hosts ?? LOOPBACK_HOSTS
  const settings = {
    rpc: options.rpc,
    origins: options.origins ?? LOCAL_ORIGINS,
    maxConnections: options.maxConnections ?? 1000,
    maxRequests: options.maxConnections ?? 1000,
    maxBufferedBytes: options.maxBufferedBytes ?? 64 << 20,
    pingIntervalMs: options.pingIntervalMs ?? 30_000,
    clock: options.clock ?? systemClock,
    log: options.log ?? silent,
  }
  let sockets: WebSockets | undefined
  let groups: (readonly Server[])[] = []

  const stop = async (): Promise<void> => {
    // Ports close first, so that nobody comes in while the others leave.
    const closing = groups.flat().map(closeServer)
    groups = []
    await sockets?.close()
    sockets = undefined
    await Promise.all(closing)
  }
  return {
    async start() {
      refuseOpenUnsafe(options.rpc, hosts)
      const upgraded = webSockets(settings)
      sockets = upgraded
      const handler = httpHandler(settings)
      const create = (): Server => {
        const server = createServer(handler).on('upgrade', upgraded.upgrade)
        // Idle HTTP connections count as well: twice the limit is out of use for them.
        server.maxConnections = 2 * settings.maxConnections
        return server
      }
      try {
        for (const port of options.ports) groups.push(await listenOnHosts(create, hosts, port))
      } catch (error) {
        await stop()
        throw error
      }
    },
    stop,
    get ports() {
      return groups.flatMap(([first]) => (first === undefined ? [] : [portOf(first)]))
    },
    connections: () => sockets?.count() ?? 0,
  }
}

function refuseOpenUnsafe(rpc: Rpc, hosts: readonly string[]): void {
  const [example] = rpc.unsafeMethods
  const open = hosts.find((host) => !isLoopback(host))
  if (example !== undefined && open !== undefined) throw new UnsafeBindError(open, example)
}
