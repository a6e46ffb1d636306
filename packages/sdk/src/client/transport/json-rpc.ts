import { RpcResponseError } from '../errors.ts'

/** A message of a node, read. */
export type NodeMessage =
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: RpcFailure }
  | { readonly type: 'item'; readonly subscription: string; readonly item: unknown }
  | { readonly type: 'other' }

/** The `error` member of a response. */
export interface RpcFailure {
  readonly code: number
  readonly message: string
  readonly data?: string
}

/** The text of a request. */
export const requestText = (id: number, method: string, params: readonly unknown[]): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params })

/** Reads a message. `undefined` where it is no JSON-RPC. */
export function readMessage(text: string): NodeMessage | undefined {
  const message = parse(text)
  if (!isRecord(message)) return undefined
  const { id, params, error } = message
  if (isRecord(params) && typeof message['method'] === 'string') return notification(params)
  if (typeof id !== 'number') return { type: 'other' }
  if (isRecord(error)) return { type: 'error', id, error: failure(error) }
  return { type: 'result', id, result: message['result'] ?? null }
}

/** The error that a caller sees. */
export const responseError = (method: string, error: RpcFailure): RpcResponseError =>
  new RpcResponseError(method, error)

function notification(params: Record<string, unknown>): NodeMessage {
  const subscription = params['subscription']
  if (typeof subscription !== 'string' && typeof subscription !== 'number') return { type: 'other' }
  return { type: 'item', subscription: String(subscription), item: params['result'] }
}

/** Texts of a node are bounded before people see them. */
const MAX_TEXT = 2000

function failure(error: Record<string, unknown>): RpcFailure {
  const { code, message, data } = error
  const text = data === undefined || data === null ? undefined : textOf(data)
  return {
    code: typeof code === 'number' ? code : 0,
    message: textOf(message ?? 'no reason given'),
    ...(text !== undefined && { data: text }),
  }
}

const textOf = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, MAX_TEXT)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
