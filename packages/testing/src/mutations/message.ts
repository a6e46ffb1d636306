/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json
}

/** A request of the client. */
export interface Request {
  readonly jsonrpc: '2.0'
  readonly id: string | number
  readonly method: string
  readonly params: readonly Json[]
}

/** The answer to a request: `result` or `error`. */
export interface Response {
  readonly jsonrpc: '2.0'
  readonly id: string | number
  readonly result?: Json
  readonly error?: RpcFailure
}

/** The error of a response. */
export interface RpcFailure {
  readonly code: number
  readonly message: string
  readonly data?: Json
}

/** What a subscription sends. */
export interface Notification {
  readonly jsonrpc: '2.0'
  readonly method: string
  readonly params: { readonly subscription: Json; readonly result: Json }
}

/** True for an object, not an array or null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The items of an array; none for anything else. */
export function itemsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : []
}

/** A message of the client as a request; undefined for what these interceptors leave alone. */
export function parseRequest(text: string): Request | undefined {
  const value = parse(text)
  if (!isObject(value)) return undefined
  const { id, method, params } = value
  if (typeof method !== 'string') return undefined
  if (typeof id !== 'string' && typeof id !== 'number') return undefined
  return { jsonrpc: '2.0', id, method, params: itemsOf(params) }
}

/** A message of the node, sorted by kind; undefined for batches and what has no id. */
export function parseReply(
  text: string,
):
  | { readonly kind: 'response'; readonly message: Response }
  | { readonly kind: 'notification'; readonly message: Notification }
  | undefined {
  const value = parse(text)
  if (!isObject(value)) return undefined
  if (typeof value['id'] === 'string' || typeof value['id'] === 'number') {
    return { kind: 'response', message: value as unknown as Response }
  }
  if (typeof value['method'] !== 'string' || !isObject(value['params'])) return undefined
  return { kind: 'notification', message: value as unknown as Notification }
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
