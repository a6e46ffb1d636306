import { OnnxWriterError } from './errors.ts'

const VARINT = 0
const LENGTH_DELIMITED = 2
const FIXED_32 = 5

const utf8 = new TextEncoder()

/**
 * Writes one message in the wire format of Protocol Buffers, field by field in the order of the calls.
 * Source: protobuf.dev/programming-guides/encoding. Repeated numbers are written unpacked, as ONNX's
 * proto2 schema declares them.
 */
export class ProtoWriter {
  readonly #chunks: Uint8Array[] = []
  #sizeBytes = 0

  /** @param value int64; negative numbers take ten bytes */
  int(field: number, value: number | bigint): this {
    this.#key(field, VARINT)
    this.#varint(int64Bits(value))
    return this
  }

  /** @param value rounded to 32 bits */
  float(field: number, value: number): this {
    this.#key(field, FIXED_32)
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setFloat32(0, value, true)
    this.#push(bytes)
    return this
  }

  bytes(field: number, value: Uint8Array): this {
    this.#key(field, LENGTH_DELIMITED)
    this.#varint(BigInt(value.length))
    this.#push(value)
    return this
  }

  string(field: number, value: string): this {
    return this.bytes(field, utf8.encode(value))
  }

  message(field: number, value: ProtoWriter): this {
    return this.bytes(field, value.finish())
  }

  /** The message as bytes of its own. */
  finish(): Uint8Array {
    const message = new Uint8Array(this.#sizeBytes)
    let offset = 0
    for (const chunk of this.#chunks) {
      message.set(chunk, offset)
      offset += chunk.length
    }
    return message
  }

  #key(field: number, wireType: number): void {
    this.#varint(BigInt((field << 3) | wireType))
  }

  #varint(value: bigint): void {
    const bytes: number[] = []
    let rest = value
    while (rest > 0x7fn) {
      bytes.push(Number(rest & 0x7fn) | 0x80)
      rest >>= 7n
    }
    bytes.push(Number(rest))
    this.#push(Uint8Array.from(bytes))
  }

  #push(chunk: Uint8Array): void {
    this.#chunks.push(chunk)
    this.#sizeBytes += chunk.length
  }
}

/** The two's complement of an int64, as the unsigned number that a varint holds. */
function int64Bits(value: number | bigint): bigint {
  const exact = typeof value === 'bigint' || Number.isSafeInteger(value)
  const wide = exact ? BigInt(value) : 0n
  if (!exact || BigInt.asIntN(64, wide) !== wide) {
    throw new OnnxWriterError(
      'OnnxNumberOutOfRange',
      `${value} is no exact integer of 64 bits: give a safe integer or a bigint.`,
    )
  }
  return BigInt.asUintN(64, wide)
}
