/** The header of a WebSocket frame (RFC 6455 §5.2). */
export interface FrameHeader {
  readonly isFinal: boolean
  /** Bits that only extensions may set. */
  readonly isExtended: boolean
  readonly opcode: number
  /** Absent where a client broke the protocol. */
  readonly mask: Uint8Array | undefined
  readonly payloadBytes: number
  readonly headerBytes: number
}

export const CONTINUATION = 0
export const TEXT = 1
const CLOSE = 8

/** A frame that carries data, as a whole or in part. */
export const isData = ({ opcode }: FrameHeader): boolean => opcode < CLOSE
/** The frame after which a client sends nothing more. */
export const isClose = ({ opcode }: FrameHeader): boolean => opcode === CLOSE

/** Longest header: two bytes, a length of eight, a mask. */
export const MAX_HEADER_BYTES = 14

/** @returns nothing where bytes are missing */
export function readFrameHeader(bytes: Buffer): FrameHeader | undefined {
  const [first, second] = bytes
  if (first === undefined || second === undefined) return undefined
  const short = second & 0x7f
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0
  const isMasked = (second & 0x80) !== 0
  const maskAt = 2 + lengthBytes
  const headerBytes = maskAt + (isMasked ? 4 : 0)
  if (bytes.length < headerBytes) return undefined
  return {
    isFinal: (first & 0x80) !== 0,
    isExtended: (first & 0x70) !== 0,
    opcode: first & 0x0f,
    mask: isMasked ? Uint8Array.from(bytes.subarray(maskAt, headerBytes)) : undefined,
    payloadBytes: payloadLength(bytes, short),
    headerBytes,
  }
}

function payloadLength(bytes: Buffer, short: number): number {
  if (short === 126) return bytes.readUInt16BE(2)
  if (short === 127) return bytes.readUInt32BE(2) * 2 ** 32 + bytes.readUInt32BE(6)
  return short
}
