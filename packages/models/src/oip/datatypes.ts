import { bytesOf, ELEMENT_BYTES, viewTensor } from '../tensor-memory.ts'
import type { Datatype, Tensor } from '../tensor.ts'

/** Whether a server's word is one of the protocol's datatypes. */
export function isDatatype(word: unknown): word is Datatype {
  return typeof word === 'string' && (word === 'BYTES' || Object.hasOwn(ELEMENT_BYTES, word))
}

/** The elements of a tensor in the binary form (spec: 87 §2.3); numbers are not copied. */
export function toBinary({ datatype, data }: Tensor): Uint8Array {
  if (datatype !== 'BYTES') return bytesOf(data)
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
  if (bytes.length !== ELEMENT_BYTES[datatype] * elements) return undefined
  if (datatype === 'BOOL' && bytes.some((byte) => byte > 1)) return undefined
  // A copy of its own is aligned, and does not keep the whole answer in memory.
  return viewTensor(datatype, shape, new Uint8Array(bytes).buffer)
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
