import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTextVerifier } from '../synapse/signature.ts'
import { PING } from '../synapse/synapse-spec.ts'
import { AxonError } from './errors.ts'
import { completeLimits } from './limits.ts'
import type { Axon, AxonLimits, AxonModules, AxonOptions } from './options.ts'
import { createRateLimiter } from './rate-limiter.ts'
import { createReplayTable } from './replay-table.ts'
import { routeOf } from './route.ts'
import type { Route } from './route.ts'
import type { ServeContext } from './serve-context.ts'
import { serveRequest } from './serve-request.ts'
import { createWorkQueue } from './work-queue.ts'

const DEFAULT_PORT = 8_091
const DEFAULT_HOST = '0.0.0.0'
/** Hotkeys and addresses whose rate is remembered. */
const RATED = 16_384
/** How often node:http looks for heads and bodies that take too long, in ms. */
const CHECK_MS = 500
const GRACE_MS = 10_000
/** Time of aborted requests for their answers, in ms. */
const LAST_WORDS_MS = 500
const IDLE_CHECK_MS = 20

/**
 * Makes the server of a miner; it listens after `start`. Attach the synapses of the subnet before.
 *
 * @throws AxonError `InvalidOption`; `BadReplayFile` of the replay store
 */
export function createAxon(options: AxonOptions, modules: AxonModules): Axon {
  const limits = completeLimits(options.limits)
  const routes = new Map<string, Route>()
  const [closing, stopping] = [new AbortController(), new AbortController()]
  const signals = { closing: closing.signal, stopped: stopping.signal }
  const context = createContext(options, { limits, routes, modules, ...signals })
  const server = createHttpServer(limits, context)
  const axon: Axon = {
    attach(handler) {
      const route = routeOf(handler)
      if (routes.has(route.name)) {
        throw new AxonError('DuplicateSynapse', `${route.name} has a handler already`)
      }
      routes.set(route.name, route)
    },
    start: () => listen(server, options.port ?? DEFAULT_PORT, options.host ?? DEFAULT_HOST),
    async stop({ graceMs = GRACE_MS } = {}) {
      await close(server, { closing, stopping }, graceMs)
      modules.replayStore?.close()
    },
    address() {
      const bound = server.address() as AddressInfo | null
      if (bound === null) throw new AxonError('NotStarted', 'the axon does not listen; start it')
      const { address: host, port } = bound
      return { host, port, externalIp: options.externalIp, hotkey: options.hotkey.address }
    },
  }
  // Present in every axon (spec: 80-axon-dendrite §1.1).
  axon.attach({ synapse: PING, forward: () => undefined })
  return axon
}

function createContext(
  { hotkey, strict = true }: AxonOptions,
  parts: Pick<ServeContext, 'limits' | 'routes' | 'modules' | 'closing' | 'stopped'>,
): ServeContext {
  const { limits, modules } = parts
  const now = modules.now ?? (() => BigInt(Date.now()) * 1_000_000n)
  const bounds = { entries: limits.replayEntries, perHotkey: limits.replayEntriesPerHotkey }
  return {
    ...parts,
    verifier: {
      address: hotkey.address,
      strict,
      futureMs: limits.futureMs,
      replays: createReplayTable(bounds, modules.replayStore),
      texts: createTextVerifier(modules.signatures),
      now,
    },
    replies: { hotkey, uuid: randomUUID(), responseBytes: limits.responseBytes, now },
    queue: createWorkQueue({ concurrency: limits.concurrency, length: limits.queue }),
    addressRates: createRateLimiter({ entries: RATED }),
    hotkeyRates: createRateLimiter({ entries: RATED }),
  }
}

function createHttpServer(limits: AxonLimits, context: ServeContext): Server {
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.headersMs + limits.bodyMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: CHECK_MS,
      noDelay: true,
    },
    (request, reply) => {
      // Never rejects: what goes wrong with a request is told to its caller.
      void serveRequest(request, reply, context)
    },
  )
  server.maxConnections = limits.connections
  limitConnections(server, limits.connectionsPerAddress)
  // Without a listener node:http answers by itself and may wait; a broken head deserves nothing.
  server.on('clientError', (_error, socket) => socket.destroy())
  return server
}

/** One address cannot take all connections. */
function limitConnections(server: Server, perAddress: number): void {
  const open = new Map<string, number>()
  server.on('connection', (socket) => {
    const { remoteAddress: address = '' } = socket
    const count = (open.get(address) ?? 0) + 1
    open.set(address, count)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left === 0) open.delete(address)
      else open.set(address, left)
    })
    if (count > perAddress) socket.destroy()
  })
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') return reject(cause)
      const advice = 'stop the process that listens there or choose another port'
      reject(new AxonError('PortTaken', `port ${port} on ${host} is taken: ${advice}`, { cause }))
    })
    server.listen(port, host, () => resolve())
  })
}

async function close(
  server: Server,
  { closing, stopping }: { closing: AbortController; stopping: AbortController },
  graceMs: number,
): Promise<void> {
  closing.abort()
  if (!server.listening) return
  const closed = new Promise((resolve) => server.close(resolve))
  const endIdle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS)
  const abort = setTimeout(() => stopping.abort(), graceMs)
  // What is still open then belongs to callers that do not read their answers.
  const cut = setTimeout(() => server.closeAllConnections(), graceMs + LAST_WORDS_MS)
  await closed
  clearInterval(endIdle)
  clearTimeout(abort)
  clearTimeout(cut)
}
