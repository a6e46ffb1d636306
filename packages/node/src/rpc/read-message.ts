import {
  batchTooLarge,
  errorData,
  invalidRequest,
  parseError,
  RpcError,
  tooManyValues,
} from './errors.ts'
import type { RpcErrorData } from './errors.ts'
import { readFrame } from './frame.ts'
import type { Frame } from './frame.ts'
import type { RpcLimits } from './limits.ts'
import { parseLongJson } from './long-json.ts'
import { LongText } from './long-text.ts'
import type { MethodTable } from './method-table.ts'

/** What one message asks. */
export type ReadMessage =
  | { readonly kind: 'refused'; readonly error: RpcErrorData }
  | { readonly kind: 'single'; readonly frame: Frame }
  | { readonly kind: 'batch'; readonly frames: readonly Frame[] }

/** The bounds of what a message may hold. */
export type MessageLimits = Pick<RpcLimits, 'maxBatchLength' | 'maxValues'>

/** Reads the text of a message; its parameters stay raw. */
export function readMessage(text: string, limits: MessageLimits): ReadMessage {
  try {
    return framesOf(JSON.parse(text) as unknown, limits)
  } catch (error) {
    if (error instanceof SyntaxError) return refused(parseError())
    throw error
  }
}

/**
 * Reads the bytes of a long message, parameters included: what it gives holds as few values as
 * the methods take.
 */
export function readLongMessage(
  bytes: Buffer,
  limits: MessageLimits,
  table: MethodTable,
): ReadMessage {
  const json = parseLongJson(bytes, limits.maxValues)
  if (json.kind === 'no JSON') return refused(parseError())
  if (json.kind === 'too many values') return refused(tooManyValues(limits.maxValues))
  const message = framesOf(json.value, limits)
  switch (message.kind) {
    case 'refused':
      return message
    case 'single':
      return { kind: 'single', frame: withParsed(message.frame, table) }
    case 'batch':
      return { kind: 'batch', frames: message.frames.map((frame) => withParsed(frame, table)) }
  }
}

function framesOf(value: unknown, { maxBatchLength }: MessageLimits): ReadMessage {
  if (!Array.isArray(value)) return { kind: 'single', frame: frameOf(value) }
  if (value.length === 0) return refused(invalidRequest())
  if (value.length > maxBatchLength) return refused(batchTooLarge(maxBatchLength))
  return { kind: 'batch', frames: value.map(frameOf) }
}

/** The members of a request but its parameters are text, however long. */
function frameOf(value: unknown): Frame {
  if (typeof value !== 'object' || value === null || value instanceof LongText) {
    return readFrame(undefined)
  }
  const { id, method } = value as Readonly<Record<string, unknown>>
  if (id instanceof LongText) return frameOf({ ...value, id: id.text() })
  if (method instanceof LongText) return frameOf({ ...value, method: method.text() })
  return readFrame(value)
}

function withParsed(frame: Frame, table: MethodTable): Frame {
  if (frame.kind !== 'request' || frame.params.kind !== 'raw') return frame
  const method = table.get(frame.method)
  // Nobody will look at the parameters of a method that does not exist.
  if (method === undefined) return { ...frame, params: { kind: 'raw', values: [] } }
  try {
    const values = method.parse(frame.params.values)
    return { ...frame, params: { kind: 'parsed', values } }
  } catch (error) {
    if (!(error instanceof RpcError)) throw error
    return { ...frame, params: { kind: 'bad', error: errorData(error) } }
  }
}

const refused = (error: RpcError): ReadMessage => ({ kind: 'refused', error: errorData(error) })
