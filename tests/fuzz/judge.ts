import { isPowerful } from './world.ts'
import type { Frame } from './world.ts'

/** What a frame deserves. */
export type Expected =
  /** Responses to these requests; `batch` says that they come in a list. */
  | { readonly type: 'replies'; readonly asked: readonly Asked[]; readonly batch: boolean }
  /** Nothing: only requests without id. */
  | { readonly type: 'silence' }
  /** The transport ends the connection or refuses the message. */
  | { readonly type: 'refusal'; readonly reason: 'too long' | 'not UTF-8' }

/** One request as JSON-RPC 2.0 reads it. */
export interface Asked {
  /** Ids with which the response may come. */
  readonly ids: readonly unknown[]
  /** Error codes one of which must come; absent: any outcome in the table. */
  readonly codes?: readonly number[]
  readonly method?: string
}

/** Longest message the node takes. */
export const MAX_MESSAGE_BYTES = 15 << 20
const MAX_BATCH = 1024
/** Of one message, counted as `isCrowded` does. */
const MAX_VALUES = 500_000
const SEPARATORS = new Set([',', ':', '[', '{'])
const PARSE = -32_700
const REQUEST = -32_600
const NO_METHOD = -32_601
const PARAMS = -32_602
/** Spec: 70-rpc §1.1 and §8.4, 4002 of the reference's state reads. */
const TABLE = new Set([
  PARSE,
  REQUEST,
  NO_METHOD,
  PARAMS,
  1,
  1001,
  1002,
  1010,
  1011,
  1012,
  1013,
  1014,
  1015,
  1016,
  1018,
  1019,
  1020,
  1021,
  4002,
  4003,
  -32_800,
  -32_801,
  -32_802,
  -32_803,
  -32_804,
])
/** Limits of the reference server: subscriptions, request, response, requests at once, batch. */
const LIMITS = new Set([-32_006, -32_007, -32_008, -32_009, -32_010])
/** Manual seal of the reference. */
const SEALING = new Set([10_000, 12_000, 13_000, 14_000, 15_000])
/** What a method of this network's own answers besides: no epoch ran in that block (docs/rpc.md). */
const OF_METHOD: ReadonlyMap<string, number> = new Map([
  ['plexus_explainEpoch', 20_000],
  ['plexus_explainPayout', 20_000],
])
/** Words of the engine or a stack: the node was surprised, whatever code it wrapped them in. */
const SURPRISE =
  /\n\s+at |node_modules|file:\/\/|\.[jt]s:\d|Cannot (?:read|convert|mix|destructure)|is not (?:a function|iterable|defined)|Maximum call stack|Invalid (?:array|string|typed array) length|out of memory|RangeError|TypeError|undefined|\[object /

/** Reads a frame as the specification does, with no help of the node. */
export function expect(frame: Frame, methods: ReadonlySet<string>): Expected {
  if (frame.body.length > MAX_MESSAGE_BYTES) return { type: 'refusal', reason: 'too long' }
  if (frame.over === 'text' && !isUtf8(frame.body)) return { type: 'refusal', reason: 'not UTF-8' }
  // As the node: a byte order mark stays, and is no JSON.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(frame.body)
  if (text.length > MAX_VALUES && isCrowded(text)) return single({ ids: [null], codes: [-32_007] })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return single({ ids: [null], codes: [PARSE] })
  }
  if (!Array.isArray(value)) {
    const asked = read(value, methods)
    return asked === undefined ? { type: 'silence' } : single(asked)
  }
  if (value.length === 0) return single({ ids: [null], codes: [REQUEST] })
  if (value.length > MAX_BATCH) return single({ ids: [null], codes: [-32_010] })
  const asked = value.map((item) => read(item, methods)).filter((item) => item !== undefined)
  return asked.length === 0 ? { type: 'silence' } : { type: 'replies', asked, batch: true }
}

/**
 * Why a response is not what its frame deserves.
 * @returns nothing when it is
 */
export function faultOf(response: string, expected: Expected): string | undefined {
  if (expected.type === 'silence') return 'a message without id was answered'
  if (expected.type === 'refusal') return `a message that is ${expected.reason} was answered`
  let value: unknown
  try {
    value = JSON.parse(response)
  } catch {
    return 'the response is no JSON'
  }
  if (!expected.batch) return faultOfOne(value, expected.asked[0])
  if (!Array.isArray(value)) return 'the response to a batch is no list'
  if (value.length !== expected.asked.length) return `${value.length} responses in the batch`
  const left = [...expected.asked]
  for (const item of value) {
    // The order is free, so each response takes the first request that it can belong to.
    const at = left.findIndex((asked) => faultOfOne(item, asked) === undefined)
    if (at < 0) return faultOfOne(item, left[0]) ?? 'a response too many'
    left.splice(at, 1)
  }
  return undefined
}

/** What came out, in a word: `result` or the error codes. */
export function outcomeOf(response: string): string {
  const value = JSON.parse(response) as unknown
  if (Array.isArray(value)) return 'batch'
  const error = isObject(value) ? value['error'] : undefined
  return isObject(error) ? String(error['code']) : 'result'
}

/** Why a message without id is no notification; nothing when it is one. */
export function faultOfNotification(
  message: Readonly<Record<string, unknown>>,
): string | undefined {
  const { params } = message
  const isFramed = message['jsonrpc'] === '2.0' && typeof message['method'] === 'string'
  if (!isFramed || !isObject(params)) return 'a notification is not framed as one'
  const isNamed = ['string', 'number'].includes(typeof params['subscription'])
  if (!isNamed || !('result' in params)) return 'a notification has no subscription or result'
  const { result } = params
  const text = isObject(result) && 'error' in result ? String(result['error']) : ''
  return SURPRISE.test(text) ? `a notification carries the engine's words: ${text}` : undefined
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** @returns nothing for a notification, which deserves no response */
function read(value: unknown, methods: ReadonlySet<string>): Asked | undefined {
  if (!isObject(value)) return { ids: [null], codes: [REQUEST] }
  const { id, method, params } = value
  const hasId = id === null || typeof id === 'string' || typeof id === 'number'
  // A number that JavaScript cannot hold comes back as null rather than as another number.
  const isExact = typeof id !== 'number' || Math.abs(id) <= Number.MAX_SAFE_INTEGER
  const ids = hasId && isExact ? [id] : [null]
  const isRequest = value['jsonrpc'] === '2.0' && typeof method === 'string'
  if (!isRequest || (id !== undefined && !(hasId && isExact))) {
    return { ids: [...ids, null], codes: [REQUEST] }
  }
  if (id === undefined) return undefined
  if (params !== undefined && params !== null && !Array.isArray(params)) {
    return { ids, codes: [PARAMS, NO_METHOD], method }
  }
  return methods.has(method) ? { ids, method } : { ids, codes: [NO_METHOD], method }
}

function faultOfOne(value: unknown, asked: Asked | undefined): string | undefined {
  if (asked === undefined) return 'a response too many'
  if (!isObject(value)) return 'the response is no object'
  if (value['jsonrpc'] !== '2.0') return 'the response does not say jsonrpc 2.0'
  if (!('id' in value) || !asked.ids.includes(value['id'])) return 'the response has another id'
  const members = Object.keys(value).filter((name) => name !== 'jsonrpc' && name !== 'id')
  if (members.length !== 1) return `the response has the members ${members.join(', ')}`
  if (members[0] === 'result') {
    return asked.codes === undefined ? undefined : `a result instead of ${asked.codes.join('/')}`
  }
  return members[0] === 'error' ? faultOfError(value['error'], asked) : 'neither result nor error'
}

function faultOfError(error: unknown, { codes, method }: Asked): string | undefined {
  if (!isObject(error)) return 'the error is no object'
  const { code, message, data } = error
  const extra = Object.keys(error).filter((name) => !['code', 'message', 'data'].includes(name))
  if (extra.length > 0) return `the error has the member ${extra.join(', ')}`
  if (typeof code !== 'number') return 'the error has no code'
  const isKnown =
    TABLE.has(code) ||
    LIMITS.has(code) ||
    (SEALING.has(code) && isPowerful(method ?? '')) ||
    OF_METHOD.get(method ?? '') === code
  if (!isKnown) return `code ${code} is not in the table: ${String(message)}`
  if (codes !== undefined && !codes.includes(code)) return `code ${code}, not ${codes.join('/')}`
  if (typeof message !== 'string' || message === '') return 'the error has no message'
  if (data !== undefined && typeof data !== 'string') return 'the error has data that is no string'
  const words = `${message} ${data ?? ''}`
  return SURPRISE.test(words) ? `the error carries the engine's words: ${words}` : undefined
}

const single = (asked: Asked): Expected => ({ type: 'replies', asked: [asked], batch: false })

/** Whether a text has more commas, colons and opening brackets outside strings than the node takes. */
function isCrowded(text: string): boolean {
  let count = 0
  for (let at = 0; at < text.length && count <= MAX_VALUES; at += 1) {
    if (text[at] === '"') at = endOfString(text, at)
    else if (SEPARATORS.has(text.charAt(at))) count += 1
  }
  return count > MAX_VALUES
}

/** Where the quote is that closes a string; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  let end = start
  do {
    end = text.indexOf('"', end + 1)
    if (end < 0) return text.length
  } while (/(?<!\\)\\(?:\\\\)*$/.test(text.slice(Math.max(start, end - 64), end)))
  return end
}

function isUtf8(body: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body)
    return true
  } catch {
    return false
  }
}
