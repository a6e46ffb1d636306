import { Pool } from 'undici'
import type { Dispatcher } from 'undici'
import { startDeadline } from '../call.ts'
import type { Deadline } from '../call.ts'
import {
  BackendAnswerError,
  BackendBusyError,
  BackendClosedError,
  BackendError,
  BackendUnreachableError,
} from '../errors.ts'

/** A server and how it is spoken to. */
export interface HttpClientOptions {
  /** Scheme, host, port; what follows is left out. Only http and https. */
  readonly url: string
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string | undefined
  /** Connections at most, each with one request at a time. */
  readonly connections?: number
  /** Requests at most, those that wait for a connection included; more are refused. */
  readonly maxInFlight?: number
}

/** One request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
  /** For the whole answer; of a stream, for each part of it. */
  readonly timeoutMs: number
  readonly maxBytes: number
  readonly signal?: AbortSignal | undefined
}

/** The beginning of an answer. Header names are in lower case. */
export interface HttpHead {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
}

/** A whole answer. */
export interface HttpAnswer extends HttpHead {
  readonly body: Uint8Array
}

/** An answer that arrives in parts; leaving the loop over `parts` ends the request. */
export interface HttpStream extends HttpHead {
  readonly parts: AsyncIterable<Uint8Array>
}

/** A pool of kept-alive connections to one server. It follows no redirects. */
export interface HttpClient {
  /** Where requests go, for messages; without path and secrets. */
  readonly origin: string
  /** @throws BackendError, or the reason of the signal */
  request(request: HttpRequest): Promise<HttpAnswer>
  /** @throws BackendError, or the reason of the signal */
  stream(request: HttpRequest): Promise<HttpStream>
  close(): Promise<void>
}

const CONNECT_TIMEOUT_MS = 10_000
const KEEP_ALIVE_MS = 30_000

/** Opens no connection before the first request. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { origin } = new URL(options.url)
  const { token, connections = 16, maxInFlight = 256 } = options
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    // The deadline of each request is the limit.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const authorization = token !== undefined && { authorization: `Bearer ${token}` }
  const exchange: Exchange = { origin, inFlight: 0, closed: false }

  const open = async (request: HttpRequest, restarts: boolean): Promise<HttpStream> => {
    const deadline = begin(exchange, request, maxInFlight)
    try {
      const answer = await pool.request({
        method: request.method,
        path: request.path,
        headers: { ...request.headers, ...authorization },
        body: request.body ?? null,
        signal: deadline.signal,
      })
      const limits = { maxBytes: request.maxBytes, deadline, restarts }
      return { ...headOf(answer), parts: partsOf(exchange, answer.body, limits) }
    } catch (error) {
      deadline.end()
      throw describeFailure(exchange, deadline.explain(error))
    }
  }
  return {
    origin,
    async request(request) {
      const { parts, ...head } = await open(request, false)
      const read: Uint8Array[] = []
      for await (const part of parts) read.push(part)
      return { ...head, body: joinParts(read) }
    },
    stream: (request) => open(request, true),
    async close() {
      if (exchange.closed) return
      exchange.closed = true
      await pool.destroy()
    },
  }
}

/** The parts of a stream together; of more than `maxBytes`, the first ones, and the rest is left. */
export async function readParts({ parts }: HttpStream, maxBytes: number): Promise<Uint8Array> {
  const read: Uint8Array[] = []
  let bytes = 0
  for await (const part of parts) {
    bytes += part.length
    if (bytes > maxBytes) break
    read.push(part)
  }
  return joinParts(read)
}

/** What the requests of one client share. */
interface Exchange {
  readonly origin: string
  inFlight: number
  closed: boolean
}

function begin(exchange: Exchange, request: HttpRequest, maxInFlight: number): Deadline {
  const { origin, inFlight } = exchange
  if (exchange.closed) throw new BackendClosedError(origin)
  if (inFlight >= maxInFlight) {
    throw new BackendBusyError(`${inFlight} requests to ${origin} wait already: try again later.`)
  }
  const { timeoutMs, signal } = request
  const sentence = `${origin} did not answer within ${timeoutMs} ms: see whether it is overloaded, or raise the time limit.`
  const deadline = startDeadline(timeoutMs, signal, sentence)
  exchange.inFlight += 1
  return {
    ...deadline,
    end() {
      exchange.inFlight -= 1
      deadline.end()
    },
  }
}

async function* partsOf(
  exchange: Exchange,
  body: Dispatcher.ResponseData['body'],
  {
    maxBytes,
    deadline,
    restarts,
  }: { readonly maxBytes: number; readonly deadline: Deadline; readonly restarts: boolean },
): AsyncGenerator<Uint8Array> {
  try {
    for await (const part of limited(body, maxBytes, exchange.origin)) {
      if (restarts) deadline.restart()
      yield part
    }
  } catch (error) {
    throw describeFailure(exchange, deadline.explain(error))
  } finally {
    deadline.end()
  }
}

function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts
  return only !== undefined && parts.length === 1 ? only : Buffer.concat(parts)
}

/** Leaving the loop early destroys the body, and with it the connection. */
async function* limited(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  origin: string,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const part of body) {
    bytes += part.length
    if (bytes > maxBytes) {
      throw new BackendAnswerError(
        `${origin} answered with more than ${maxBytes} bytes: ask for less, or raise the limit.`,
      )
    }
    yield part
  }
}

function headOf({ statusCode, headers }: Dispatcher.ResponseData): HttpHead {
  const list = Object.entries(headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ])
  return { status: statusCode, headers: new Map(list) }
}

function describeFailure({ origin, closed }: Exchange, error: unknown): unknown {
  if (error instanceof BackendError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code !== 'string') return error
  if (closed) return new BackendClosedError(origin)
  return new BackendUnreachableError(
    `${origin} does not answer (${code}): start the server, or correct its address.`,
    error,
  )
}
