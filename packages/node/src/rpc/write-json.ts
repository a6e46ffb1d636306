import { createByteCollector } from './byte-collector.ts'
import { responseTooBig } from './errors.ts'
import { LongHex } from './long-hex.ts'

/**
 * Gives others their turn where this thread has run for long.
 * @returns nothing to wait for where it has not
 */
export type Rest = () => Promise<void> | undefined

/** A message from a client: its text, or the UTF-8 bytes of a long one. */
export type RpcMessage = string | Uint8Array<ArrayBuffer>

/** The UTF-8 bytes of a long message to a client, in parts. */
export type LongReply = readonly Uint8Array[]

/** A message to a client. */
export type RpcReply = string | LongReply

/** The text of a long message. */
export const textOf = (parts: LongReply): string => Buffer.concat(parts).toString()

/** Text that is worth its bytes; shorter values go out as text. PERF: 1 ms of `JSON.stringify`. */
const LONG_TEXT = 256 << 10
/** Characters of JSON that are made in one step. */
const STEP = 64 << 10
/** Bytes of one part. */
const PART = 1 << 20

/** Whether a value has more than about `LONG_TEXT` characters of JSON. Stops where it knows. */
export function isLongJson(value: unknown): boolean {
  let size = 0
  const open = [value]
  while (open.length > 0 && size <= LONG_TEXT) {
    const next = open.pop()
    size += 8
    if (typeof next === 'string') size += next.length
    else if (next instanceof LongHex) size += next.length
    else if (Array.isArray(next)) for (const item of next) open.push(item)
    else if (typeof next === 'object' && next !== null) open.push(...Object.values(next))
  }
  return size > LONG_TEXT
}

/**
 * The JSON of a long value, made in steps: `JSON.stringify` would hold the thread.
 *
 * @throws RpcError -32008 where it has more than `maxBytes`
 */
export async function writeJson(value: unknown, maxBytes: number, rest: Rest): Promise<LongReply> {
  return await gather(piecesOf(value), maxBytes, rest)
}

/** The list of these replies. @throws RpcError -32008 where it has more than `maxBytes` */
export async function joinReplies(
  replies: readonly RpcReply[],
  maxBytes: number,
  rest: Rest,
): Promise<RpcReply> {
  const texts = replies.filter((reply) => typeof reply === 'string')
  const length = texts.reduce((sum, text) => sum + text.length + 1, 1)
  if (length > maxBytes) throw responseTooBig(maxBytes)
  if (texts.length === replies.length && length < LONG_TEXT) return `[${texts.join(',')}]`
  return await gather(listOf(replies), maxBytes, rest)
}

/** Puts small pieces together; large ones stay as they are. */
async function gather(
  pieces: Iterable<Uint8Array>,
  maxBytes: number,
  rest: Rest,
): Promise<LongReply> {
  const parts: Uint8Array[] = []
  const collector = createByteCollector(PART)
  let length = 0
  const flush = (): void => {
    if (collector.length > 0) parts.push(collector.take())
  }
  for (const piece of pieces) {
    length += piece.length
    if (length > maxBytes) throw responseTooBig(maxBytes)
    if (collector.length + piece.length > PART) flush()
    if (piece.length >= PART) parts.push(piece)
    else collector.add(piece)
    const pause = rest()
    if (pause !== undefined) await pause
  }
  flush()
  return parts
}

function* listOf(replies: readonly RpcReply[]): Generator<Uint8Array, undefined> {
  let before = '['
  for (const reply of replies) {
    yield Buffer.from(before)
    if (typeof reply === 'string') yield Buffer.from(reply)
    else yield* reply
    before = ','
  }
  yield Buffer.from(']')
}

/** JSON in pieces of about one step. */
function* piecesOf(value: unknown): Generator<Uint8Array, undefined> {
  let text = ''
  for (const part of partsOf(value)) {
    if (typeof part === 'string') text += part
    if (typeof part === 'string' && text.length < STEP) continue
    yield Buffer.from(text)
    text = ''
    if (typeof part !== 'string') yield part
  }
  yield Buffer.from(text)
}

function* partsOf(value: unknown): Generator<string | Uint8Array, undefined> {
  if (value instanceof LongHex) {
    yield '"'
    yield* value.pieces(STEP)
    yield '"'
  } else if (Array.isArray(value)) {
    yield* listed(
      '[',
      value.map((item: unknown) => ['', item] as const),
      ']',
    )
  } else if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    const named = members.map(([name, member]) => [`${JSON.stringify(name)}:`, member] as const)
    yield* listed('{', named, '}')
  } else {
    yield JSON.stringify(value ?? null)
  }
}

function* listed(
  open: string,
  items: readonly (readonly [string, unknown])[],
  close: string,
): Generator<string | Uint8Array, undefined> {
  let before = open
  for (const [prefix, item] of items) {
    yield before + prefix
    yield* partsOf(item)
    before = ','
  }
  yield items.length === 0 ? open + close : close
}
