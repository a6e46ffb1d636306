import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Rpc } from './create-rpc.ts'
import { isOriginAllowed } from './origin.ts'

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
    const { result } = JSON.parse(answer ?? '{}') as { readonly result?: unknown }
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

/** The body as text; nothing when it is longer than `max` bytes. */
async function readBody(request: IncomingMessage, max: number): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  // The request stays open on an early return: its socket must carry the refusal.
  for await (const data of request.iterator({ destroyOnReturn: false })) {
    const chunk = data as Buffer
    length += chunk.length
    if (length > max) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function finish(
  response: ServerResponse,
  status: number,
  body?: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...headers,
    ...(body === undefined ? {} : { 'content-type': JSON_TYPE }),
    'content-length': body === undefined ? 0 : Buffer.byteLength(body),
  })
  response.end(body)
}

function allowOrigin(response: ServerResponse, origin: string): void {
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-headers', 'content-type')
  response.setHeader('access-control-allow-methods', 'POST, GET')
  response.setHeader('vary', 'origin')
}
