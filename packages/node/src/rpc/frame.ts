import { errorData, invalidParams, invalidRequest, responseTooBig } from './errors.ts'
import type { RpcErrorData } from './errors.ts'
import { isLongJson, writeJson } from './write-json.ts'
import type { Rest, RpcReply } from './write-json.ts'

/** The id of a request, echoed with its type. */
export type RequestId = string | number | null

/** The parameters of a request, before or after the method's parsers. */
export type Params =
  | { readonly kind: 'raw'; readonly values: readonly unknown[] }
  | { readonly kind: 'parsed'; readonly values: readonly unknown[] }
  | { readonly kind: 'bad'; readonly error: RpcErrorData }

/** One JSON value read as a request. */
export type Frame =
  | {
      readonly kind: 'request'
      readonly id: RequestId
      readonly method: string
      readonly params: Params
    }
  /** A request without id: it is neither run nor answered, as the reference server does. */
  | { readonly kind: 'notification' }
  | { readonly kind: 'bad'; readonly id: RequestId; readonly error: RpcErrorData }

/** Reads a JSON value as a JSON-RPC 2.0 request. Parameters go by position. */
export function readFrame(value: unknown): Frame {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { kind: 'bad', id: null, error: errorData(invalidRequest()) }
  }
  const { jsonrpc, id, method, params } = value as Readonly<Record<string, unknown>>
  const echo = isRequestId(id) ? id : null
  const wellFormed = jsonrpc === '2.0' && typeof method === 'string'
  if (!wellFormed || (id !== undefined && !isRequestId(id))) {
    return { kind: 'bad', id: echo, error: errorData(invalidRequest()) }
  }
  if (id === undefined) return { kind: 'notification' }
  if (params === undefined || params === null) {
    return { kind: 'request', id: echo, method, params: { kind: 'raw', values: [] } }
  }
  if (!Array.isArray(params)) {
    const error = errorData(invalidParams('expected parameters in a list'))
    return { kind: 'bad', id: echo, error }
  }
  return { kind: 'request', id: echo, method, params: { kind: 'raw', values: params } }
}

/** A number that JSON carries without loss can be echoed; others cannot. */
function isRequestId(id: unknown): id is RequestId {
  if (id === null || typeof id === 'string') return true
  return typeof id === 'number' && Number.isFinite(id) && Math.abs(id) <= Number.MAX_SAFE_INTEGER
}

/**
 * A successful response. `result` undefined becomes null.
 *
 * @throws RpcError -32008 where it is longer than `max`
 */
export async function resultJson(
  id: RequestId,
  result: unknown,
  max: number,
  rest: Rest,
): Promise<RpcReply> {
  const response = { jsonrpc: '2.0', id, result: result ?? null }
  if (isLongJson(response)) return await writeJson(response, max, rest)
  const text = JSON.stringify(response)
  if (text.length > max) throw responseTooBig(max)
  return text
}

/** A failed response. */
export function errorText(id: RequestId, error: RpcErrorData): string {
  const { code, message, data } = error
  const body = data === undefined ? { code, message } : { code, message, data }
  return JSON.stringify({ jsonrpc: '2.0', id, error: body })
}

/** A notification: it has no `id` member, by which clients tell it from a response. */
export function notificationText(name: string, subscription: string, result: unknown): string {
  return JSON.stringify({ jsonrpc: '2.0', method: name, params: { subscription, result } })
}
