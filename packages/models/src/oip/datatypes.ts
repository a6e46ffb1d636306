import type { Datatype, Tensor } from '../tensor.ts'

/** Bytes of one element in the binary form; BYTES elements have a length of their own (spec: 87 §2.2). */
const SIZES = {
  BOOL: 1,
  UINT8: 1,
  UINT16: 2,
  UINT32: 4,
  UINT64: 8,
  INT8: 1,
  INT16: 2,
  INT32: 4,
  INT64: 8,
  FP16: 2,
  BF16: 2,
  FP32: 4,
  FP64: 8,
  BYTES: 0,
} as const satisfies Record<Datatype, number>

/** Whether a server's word is one of the protocol's datatypes. */
export function isDatatype(word: unknown): word is Datatype {
  return typeof word === 'string' && Object.hasOwn(SIZES, word)
}

/** Bytes of `elements` elements in the binary form, or undefined for BYTES. */
export function binarySizeOf(datatype: Datatype, elements: number): number | undefined {
  return datatype === 'BYTES' ? undefined : SIZES[datatype] * elements
}

/**
 * The elements of a tensor in the binary form: little-endian, row-major, no padding. Numbers are not
 * copied: every platform that runs Node.js here is little-endian.
 */
export function toBinary({ datatype, data }: Tensor): Uint8Array {
  if (datatype !== 'BYTES') return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const bytes = new Uint8Array(data.reduce((sum, element) => sum + 4 + element.length, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const element of data) {
    view.setUint32(at, element.length, true)
    bytes.set(element, at + 4)
    at += 4 + element.length
  }
  return bytes
}

/**
 * A tensor from the binary form, or undefined when the bytes are not exactly its elements.
 * @param elements the product of `shape`
 */
export function fromBinary(
  datatype: Datatype,
  shape: readonly number[],
  elements: number,
  bytes: Uint8Array,
): Tensor | undefined {
  if (datatype === 'BYTES') {
    const data = splitByteStrings(bytes, elements)
    return data === undefined ? undefined : { datatype, shape, data }
  }
  if (bytes.length !== binarySizeOf(datatype, elements)) return undefined
  // A copy of its own is aligned, and does not keep the whole answer in memory.
  const { buffer } = new Uint8Array(bytes)
  switch (datatype) {
    case 'BOOL': {
      const data = new Uint8Array(buffer)
      return data.every((byte) => byte <= 1) ? { datatype, shape, data } : undefined
    }
    case 'UINT8':
      return { datatype, shape, data: new Uint8Array(buffer) }
    case 'UINT16':
    case 'FP16':
    case 'BF16':
      return { datatype, shape, data: new Uint16Array(buffer) }
    case 'UINT32':
      return { datatype, shape, data: new Uint32Array(buffer) }
    case 'UINT64':
      return { datatype, shape, data: new BigUint64Array(buffer) }
    case 'INT8':
      return { datatype, shape, data: new Int8Array(buffer) }
    case 'INT16':
      return { datatype, shape, data: new Int16Array(buffer) }
    case 'INT32':
      return { datatype, shape, data: new Int32Array(buffer) }
    case 'INT64':
      return { datatype, shape, data: new BigInt64Array(buffer) }
    case 'FP32':
      return { datatype, shape, data: new Float32Array(buffer) }
    case 'FP64':
      return { datatype, shape, data: new Float64Array(buffer) }
    default:
      return datatype satisfies never
  }
}

function splitByteStrings(bytes: Uint8Array, elements: number): Uint8Array[] | undefined {
  if (elements * 4 > bytes.length) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const data: Uint8Array[] = []
  let at = 0
  while (data.length < elements) {
    if (bytes.length - at < 4) return undefined
    const end = at + 4 + view.getUint32(at, true)
    if (end > bytes.length) return undefined
    data.push(new Uint8Array(bytes.subarray(at + 4, end)))
    at = end
  }
  return at === bytes.length ? data : undefined
}
