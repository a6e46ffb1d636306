import { BackendAnswerError } from '../errors.ts'

/** One event of a stream. */
export interface ServerSentEvent {
  /** The `event:` field; `message` when there is none. */
  readonly type: string
  /** The `data:` fields, joined by line feeds. */
  readonly data: string
}

/** Largest event, in bytes. */
export const MAX_EVENT_BYTES = 2 ** 20

const LF = 0x0a
const CR = 0x0d

/**
 * Reads an event stream (spec: 87 §1.4): lines end in LF, CR or CRLF, parts may split a line, a line end
 * or a character anywhere, comments are skipped. An event that the end of the stream cuts off before
 * its empty line still counts: some servers leave that line out.
 * @throws BackendAnswerError when an event is larger than the limit
 */
export async function* readEvents(
  parts: AsyncIterable<Uint8Array>,
  maxEventBytes = MAX_EVENT_BYTES,
): AsyncGenerator<ServerSentEvent> {
  let type = ''
  let data: string[] = []
  let bytes = 0
  const take = (): ServerSentEvent | undefined => {
    const event = data.length === 0 ? undefined : { type: type || 'message', data: data.join('\n') }
    type = ''
    data = []
    bytes = 0
    return event
  }
  for await (const line of readLines(parts, maxEventBytes)) {
    if (line === '') {
      const event = take()
      if (event !== undefined) yield event
      continue
    }
    bytes += line.length
    if (bytes > maxEventBytes) throw tooLarge(maxEventBytes)
    const colon = line.indexOf(':')
    if (colon === 0) {
      bytes -= line.length
      continue
    }
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1))
    if (field === 'data') data.push(value)
    if (field === 'event') type = value
  }
  const event = take()
  if (event !== undefined) yield event
}

/** Lines of a byte stream, decoded whole, so that no character is split. */
async function* readLines(
  parts: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string> {
  const line = createLine(maxBytes)
  let isFirst = true
  let skipLineFeed = false
  const take = (): string => {
    // A byte order mark is legal before the first line only.
    const text = new TextDecoder('utf-8', { ignoreBOM: !isFirst }).decode(line.bytes())
    isFirst = false
    line.clear()
    return text
  }
  for await (const part of parts) {
    let begin = 0
    for (let at = 0; at < part.length; at += 1) {
      const byte = part[at]
      if (byte === LF && skipLineFeed) {
        skipLineFeed = false
        begin = at + 1
        continue
      }
      skipLineFeed = byte === CR
      if (byte !== LF && byte !== CR) continue
      line.append(part.subarray(begin, at))
      yield take()
      begin = at + 1
    }
    line.append(part.subarray(begin))
  }
  if (line.bytes().length > 0) yield take()
}

/** A line that grows by doubling, so that parts of one byte cost no more than others. */
function createLine(maxBytes: number): {
  append(part: Uint8Array): void
  bytes(): Uint8Array
  clear(): void
} {
  let buffer = new Uint8Array(256)
  let length = 0
  return {
    append(part) {
      if (length + part.length > maxBytes) throw tooLarge(maxBytes)
      if (length + part.length > buffer.length) {
        const larger = new Uint8Array(Math.max(buffer.length * 2, length + part.length))
        larger.set(buffer.subarray(0, length))
        buffer = larger
      }
      buffer.set(part, length)
      length += part.length
    },
    bytes: () => buffer.subarray(0, length),
    clear() {
      length = 0
    },
  }
}

function tooLarge(maxBytes: number): BackendAnswerError {
  return new BackendAnswerError(
    `The server sent an event of more than ${maxBytes} bytes: ask for shorter answers.`,
  )
}
