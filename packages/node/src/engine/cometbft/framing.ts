/** Bytes that are no frame of ABCI: the connection is of no use any more. */
export class FrameError extends Error {
  readonly code = 'Frame'

  constructor(message: string) {
    super(message)
    this.name = 'FrameError'
  }
}

/** Cuts a stream of bytes into the messages that it carries. */
export interface FrameReader {
  /**
   * Takes the next bytes and gives the messages that are whole now.
   * @throws FrameError
   */
  push(chunk: Uint8Array): readonly Uint8Array[]
}

/** A message with its length in front, an unsigned LEB128 varint (spec: 90-cometbft §2.2). */
export function encodeFrame(body: Uint8Array): Uint8Array {
  const prefix: number[] = []
  for (let rest = body.length; ; rest >>>= 7) {
    if (rest < 0x80) {
      prefix.push(rest)
      break
    }
    prefix.push((rest & 0x7f) | 0x80)
  }
  const frame = new Uint8Array(prefix.length + body.length)
  frame.set(prefix)
  frame.set(body, prefix.length)
  return frame
}

/** @param maxBytes of one message; a longer one is an error before its bytes are held */
export function createFrameReader(maxBytes: number): FrameReader {
  const chunks: Uint8Array[] = []
  let offset = 0
  let available = 0
  let length: number | undefined
  let prefix = 0
  let prefixBytes = 0

  /** The next `count` bytes, which are there. PERF: copies only what lies in several chunks. */
  function take(count: number): Uint8Array {
    available -= count
    const [first] = chunks
    if (first !== undefined && first.length - offset > count) {
      offset += count
      return first.subarray(offset - count, offset)
    }
    const whole = new Uint8Array(count)
    let filled = 0
    while (filled < count) {
      const [chunk] = chunks
      if (chunk === undefined) break
      const part = chunk.subarray(offset, offset + count - filled)
      whole.set(part, filled)
      filled += part.length
      offset += part.length
      if (offset < chunk.length) break
      chunks.shift()
      offset = 0
    }
    return whole
  }

  function readLength(): number | undefined {
    while (available > 0) {
      const [byte = 0] = take(1)
      prefix += (byte & 0x7f) * 2 ** (7 * prefixBytes)
      prefixBytes += 1
      if (prefix > maxBytes) {
        throw new FrameError(`a message of more than ${maxBytes} bytes is announced`)
      }
      if (byte < 0x80) {
        const found = prefix
        prefix = 0
        prefixBytes = 0
        return found
      }
      if (prefixBytes === MAX_PREFIX_BYTES) throw new FrameError('a length does not end')
    }
    return undefined
  }

  return {
    push(chunk) {
      if (chunk.length > 0) chunks.push(chunk)
      available += chunk.length
      const frames: Uint8Array[] = []
      for (;;) {
        length ??= readLength()
        if (length === undefined || available < length) return frames
        frames.push(length === 0 ? new Uint8Array() : take(length))
        length = undefined
      }
    },
  }
}

const MAX_PREFIX_BYTES = 5
