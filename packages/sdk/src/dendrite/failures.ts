import type { QueryFailure } from './options.ts'

/** Longest text of an axon that is passed on. */
const MAX_MESSAGE = 256

/** What a failure is told with. */
export interface FailureContext {
  /** `ip:port/Name`. */
  readonly where: string
  readonly timeoutMs: number
  readonly beganMs: number
}

/** Why a query ends without an answer. Its own errors; those of undici are told apart by code. */
export class QueryError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'QueryError'
    this.status = status
  }
}

/** No answer could be read from what the axon sent. */
export function unreadable(problem: string): QueryError {
  return new QueryError(422, `Failed to parse response: ${problem}`)
}

/** The axon said no. */
export function refusedBy(status: number, body: Uint8Array): QueryError {
  return new QueryError(status, messageOf(body) ?? `the axon answered with status ${status}`)
}

/** Statuses as Python's dendrite gives them (spec: 80-axon-dendrite §1.7). */
export function failureOf(error: unknown, context: FailureContext): QueryFailure {
  const latencyMs = performance.now() - context.beganMs
  const { status, message } = describe(error, context)
  return { ok: false, status, message, latencyMs }
}

function describe(
  error: unknown,
  { where, timeoutMs }: FailureContext,
): { status: number; message: string } {
  if (error instanceof QueryError) return error
  const code = codeOf(error)
  switch (code) {
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
    case 'ENETDOWN':
    case 'EACCES':
    case 'EINVAL':
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return { status: 503, message: `Service unavailable at ${where}` }
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return { status: 503, message: `Service disconnected at ${where}` }
    case 'UND_ERR_DESTROYED':
    case 'UND_ERR_CLOSED':
      return { status: 499, message: 'Request cancelled: the dendrite is closed' }
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return { status: 408, message: `Request timeout after ${timeoutMs / 1_000} seconds` }
    default:
      return { status: 400, message: `Payload error: ${code} at ${where}` }
  }
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown'
  const { code } = error as { readonly code?: unknown }
  return typeof code === 'string' ? code.slice(0, 64) : 'unknown'
}

/** `{"message": text}` of the protocol, or FastAPI's `{"detail": …}`. Printable ASCII alone. */
function messageOf(body: Uint8Array): string | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    if (typeof json !== 'object' || json === null) return undefined
    const { message, detail } = json as Record<string, unknown>
    const text = typeof message === 'string' ? message : JSON.stringify(detail)
    return text?.replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_MESSAGE)
  } catch {
    // An axon that does not speak JSON says nothing that could be told.
    return undefined
  }
}
