import type { IncomingMessage, ServerResponse } from 'node:http'
import { createByteCollector } from './byte-collector.ts'
import type { Rpc } from './create-rpc.ts'
import { LONG_MESSAGE_BYTES } from './limits.ts'
import { isOriginAllowed } from './origin.ts'
import type { RpcMessage, RpcReply } from './write-json.ts'

/** What the HTTP side of the server needs. */
export interface HttpOptions {
  readonly rpc: Rpc
  readonly origins: readonly string[]
  /** Requests that are answered at one time. */
  readonly maxRequests: number
}

const JSON_TYPE = 'application/json; charset=utf-8'
const HEALTH = JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'system_health', params: [] })

/** Answers POST / with JSON-RPC and GET /health; everything else with a status. */
export function httpHandler(
  options: HttpOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  let running = 0
  return (request, response) => {
    const { origin } = request.headers
    if (!isOriginAllowed(origin, options.origins)) return finish(response, 403)
    if (origin !== undefined) allowOrigin(response, origin)
    if (request.method === 'OPTIONS') return finish(response, 204)
    if (running >= options.maxRequests) return finish(response, 503)
    running += 1
    serve(options.rpc, request, response)
      .catch(() => response.destroy())
      .finally(() => {
        running -= 1
      })
  }
}

async function serve(rpc: Rpc, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0]
  if (request.method === 'GET' && path === '/health') {
    const answer = await rpc.answer(HEALTH)
    const { result } = JSON.parse(typeof answer === 'string' ? answer : '{}') as {
      readonly result?: unknown
    }
    return finish(response, 200, JSON.stringify(result ?? {}))
  }
  if (path !== '/') return finish(response, 404)
  if (request.method !== 'POST') return finish(response, 405, undefined, { allow: 'POST' })
  const message = await readBody(request, rpc.limits.maxMessageBytes)
  if (message === undefined) return finish(response, 413, undefined, { connection: 'close' })
  const answer = await rpc.answer(message)
  if (answer === undefined) finish(response, 204)
  else finish(response, 200, answer)
}

/** The body; nothing when it is longer than `max` bytes. */
async function readBody(request: IncomingMessage, max: number): Promise<RpcMessage | undefined> {
  const collector = createByteCollector(max)
  const announced = Number(request.headers['content-length'])
  if (announced <= max) collector.expect(announced)
  // The request stays open on an early return: its socket must carry the refusal.
  for await (const data of request.iterator({ destroyOnReturn: false })) {
    const chunk = data as Buffer
    if (collector.length + chunk.length > max) return undefined
    collector.add(chunk)
  }
  const bytes = collector.take()
  return bytes.length < LONG_MESSAGE_BYTES
    ? Buffer.from(bytes.buffer, 0, bytes.length).toString()
    : bytes
}

function finish(
  response: ServerResponse,
  status: number,
  body?: RpcReply,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...headers,
    ...(body === undefined ? {} : { 'content-type': JSON_TYPE }),
    'content-length': lengthOf(body),
  })
  if (body !== undefined && typeof body !== 'string') for (const part of body) response.write(part)
  response.end(typeof body === 'string' ? body : undefined)
}

function lengthOf(body: RpcReply | undefined): number {
  if (body === undefined) return 0
  if (typeof body === 'string') return Buffer.byteLength(body)
  return body.reduce((sum, part) => sum + part.length, 0)
}

function allowOrigin(response: ServerResponse, origin: string): void {
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-headers', 'content-type')
  response.setHeader('access-control-allow-methods', 'POST, GET')
  response.setHeader('vary', 'origin')
}
