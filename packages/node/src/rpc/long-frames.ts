import { isUtf8 } from 'node:buffer'
import { createByteCollector } from './byte-collector.ts'
import type { ByteCollector } from './byte-collector.ts'
import {
  CONTINUATION,
  isClose,
  isData,
  MAX_HEADER_BYTES,
  readFrameHeader,
  TEXT,
} from './frame-header.ts'
import type { FrameHeader } from './frame-header.ts'

/** Which messages are taken out, and where they go. */
export interface LongFramesOptions {
  /** Frames of at least so many bytes, and all messages in several frames, are taken out. */
  readonly minBytes: number
  readonly maxBytes: number
  readonly onMessage: (bytes: Uint8Array<ArrayBuffer>) => void
  /** The client broke the protocol; the connection must be closed with this code. */
  readonly onFailure: (code: number) => void
}

const PROTOCOL_ERROR = 1002
const NOT_UTF8 = 1007
const TOO_LONG = 1009
const NOTHING = Buffer.alloc(0)

/** A frame whose payload arrives. */
interface Current {
  readonly header: FrameHeader
  readonly isTaken: boolean
  left: number
}

/**
 * Takes long messages out of the bytes that a client sends. `ws` copies and unmasks a whole frame
 * when its last byte arrives (PERF: 3 ms for each MiB); here that is done as the bytes come in.
 * Everything else, and what breaks the protocol, is left to `ws`.
 */
export class LongFrames {
  readonly #options: LongFramesOptions
  readonly #collector: ByteCollector
  /** Opcode of the message that is being put together. */
  #message: number | undefined
  #current: Current | undefined
  /** The beginning of a header. */
  #held: Buffer = NOTHING
  #isOver = false

  constructor(options: LongFramesOptions) {
    this.#options = options
    this.#collector = createByteCollector(options.maxBytes)
  }

  /** No more bytes are looked at. */
  stop(): void {
    this.#isOver = true
  }

  /** Takes bytes in; those of other frames come back. */
  filter(chunk: Buffer, pass: (bytes: Buffer) => void): void {
    if (this.#isOver) return
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    this.#held = NOTHING
    let passed = 0
    let at = 0
    while (at < bytes.length && !this.#isOver) {
      const start = at
      at = this.#current === undefined ? this.#header(bytes, at) : this.#payload(bytes, at)
      if (at === start) break
      if (!this.#isTaking) continue
      if (start > passed) pass(bytes.subarray(passed, start))
      passed = at
    }
    if (at > passed) pass(bytes.subarray(passed, at))
    if (at < bytes.length) this.#held = bytes.subarray(at)
  }

  /** Whether the last step was over bytes of a frame that is taken out. */
  #isTaking = false

  #header(bytes: Buffer, at: number): number {
    this.#isTaking = false
    const header = readFrameHeader(bytes.subarray(at, at + MAX_HEADER_BYTES))
    if (header === undefined) return at
    const isTaken = this.#begin(header)
    this.#isTaking = isTaken || this.#isOver
    this.#current = { header, isTaken, left: header.payloadBytes }
    if (header.payloadBytes === 0 && !this.#isOver) this.#end(this.#current)
    return at + header.headerBytes
  }

  #payload(bytes: Buffer, at: number): number {
    const current = this.#current as Current
    const part = bytes.subarray(at, at + current.left)
    this.#isTaking = current.isTaken
    if (current.isTaken) this.#collect(current, part)
    current.left -= part.length
    if (current.left === 0) this.#end(current)
    return at + part.length
  }

  /** Whether the frame is taken out. */
  #begin(header: FrameHeader): boolean {
    const isInside = this.#message !== undefined
    const isContinuation = header.opcode === CONTINUATION
    if (!isData(header)) return false
    if (header.isExtended || header.mask === undefined || isContinuation !== isInside) {
      if (isInside) this.#fail(PROTOCOL_ERROR)
      return false
    }
    const { minBytes, maxBytes } = this.#options
    const isTooLong = this.#collector.length + header.payloadBytes > maxBytes
    if (!isInside && (isTooLong || (header.isFinal && header.payloadBytes < minBytes))) return false
    if (isTooLong) this.#fail(TOO_LONG)
    else this.#collector.expect(header.payloadBytes)
    this.#message ??= header.opcode
    return true
  }

  #collect({ header, left }: Current, part: Buffer): void {
    const { mask, payloadBytes } = header
    const offset = payloadBytes - left
    this.#collector.add(
      part,
      mask?.map((_, at) => mask[(at + offset) & 3] as number),
    )
  }

  #end({ header, isTaken }: Current): void {
    this.#current = undefined
    // Whatever a client sends after it is ignored.
    if (isClose(header)) this.#isOver = true
    if (!isTaken || !header.isFinal) return
    const bytes = this.#collector.take()
    const isValid = this.#message !== TEXT || isUtf8(bytes)
    this.#message = undefined
    if (isValid) this.#options.onMessage(bytes)
    else this.#fail(NOT_UTF8)
  }

  #fail(code: number): void {
    this.#isOver = true
    this.#options.onFailure(code)
  }
}
