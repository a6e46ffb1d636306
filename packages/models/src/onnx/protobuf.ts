/** One field of a protobuf message. */
export type Field =
  | { readonly number: number; readonly wire: 'varint'; readonly value: bigint }
  | { readonly number: number; readonly wire: 'bytes'; readonly value: Uint8Array }
  | { readonly number: number; readonly wire: 'fixed' }

/** Bytes that are no protobuf message. */
export class ProtobufError extends Error {
  readonly code = 'Protobuf'

  constructor(what: string) {
    super(`The bytes are no protobuf message (${what}): take a file that an exporter has finished.`)
    this.name = 'ProtobufError'
  }
}

/**
 * The fields of a message, in their order. Byte fields are views, not copies, so that weights cost
 * nothing.
 * @throws ProtobufError
 */
export function* readFields(bytes: Uint8Array): Generator<Field> {
  const reader = { bytes, at: 0 }
  while (reader.at < bytes.length) {
    const tag = readVarint(reader)
    const number = Number(tag >> 3n)
    if (number === 0) throw new ProtobufError('a field has the number 0')
    switch (Number(tag & 7n)) {
      case 0:
        yield { number, wire: 'varint', value: readVarint(reader) }
        break
      case 1:
        skip(reader, 8)
        yield { number, wire: 'fixed' }
        break
      case 2: {
        const length = readVarint(reader)
        const begin = reader.at
        skip(reader, length > 0x7fff_ffff_ffffn ? Number.POSITIVE_INFINITY : Number(length))
        yield { number, wire: 'bytes', value: bytes.subarray(begin, reader.at) }
        break
      }
      case 5:
        skip(reader, 4)
        yield { number, wire: 'fixed' }
        break
      default:
        throw new ProtobufError(`a field has the wire type ${tag & 7n}`)
    }
  }
}

interface Reader {
  readonly bytes: Uint8Array
  at: number
}

function readVarint(reader: Reader): bigint {
  let value = 0n
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = reader.bytes[reader.at]
    if (byte === undefined) throw new ProtobufError('it ends within a number')
    reader.at += 1
    value |= BigInt(byte & 0x7f) << shift
    if (byte < 0x80) return BigInt.asUintN(64, value)
  }
  throw new ProtobufError('a number is longer than 10 bytes')
}

function skip(reader: Reader, length: number): void {
  if (length > reader.bytes.length - reader.at) throw new ProtobufError('it ends within a field')
  reader.at += length
}
