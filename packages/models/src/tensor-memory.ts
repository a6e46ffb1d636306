import { TensorShapeError } from './errors.ts'
import { countElements } from './tensor.ts'
import type { Datatype, Tensor } from './tensor.ts'

/** Datatypes whose elements are numbers of one size. */
export type NumericDatatype = Exclude<Datatype, 'BYTES'>

/** Bytes of one element in memory and on the wire (spec: 87 §2.2). */
export const ELEMENT_BYTES = {
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
} as const satisfies Record<NumericDatatype, number>

/**
 * A tensor of zeros, of false, or of empty byte strings.
 * @throws TensorShapeError when the shape is beyond the limits
 */
export function createZeros(datatype: Datatype, shape: readonly number[]): Tensor {
  const elements = countElements(shape)
  if (elements === undefined) {
    throw new TensorShapeError(`[${shape.join(', ')}] is no shape of a tensor: make it smaller.`)
  }
  if (datatype === 'BYTES') {
    return { datatype, shape, data: Array.from({ length: elements }, () => new Uint8Array()) }
  }
  return viewTensor(datatype, shape, new ArrayBuffer(elements * ELEMENT_BYTES[datatype]))
}

/** A tensor over the beginning of some memory, which must be large enough for its shape. */
export function viewTensor(
  datatype: NumericDatatype,
  shape: readonly number[],
  memory: ArrayBuffer,
): Tensor {
  const elements = countElements(shape)
  switch (datatype) {
    case 'BOOL':
    case 'UINT8':
      return { datatype, shape, data: new Uint8Array(memory, 0, elements) }
    case 'UINT16':
    case 'FP16':
    case 'BF16':
      return { datatype, shape, data: new Uint16Array(memory, 0, elements) }
    case 'UINT32':
      return { datatype, shape, data: new Uint32Array(memory, 0, elements) }
    case 'UINT64':
      return { datatype, shape, data: new BigUint64Array(memory, 0, elements) }
    case 'INT8':
      return { datatype, shape, data: new Int8Array(memory, 0, elements) }
    case 'INT16':
      return { datatype, shape, data: new Int16Array(memory, 0, elements) }
    case 'INT32':
      return { datatype, shape, data: new Int32Array(memory, 0, elements) }
    case 'INT64':
      return { datatype, shape, data: new BigInt64Array(memory, 0, elements) }
    case 'FP32':
      return { datatype, shape, data: new Float32Array(memory, 0, elements) }
    case 'FP64':
      return { datatype, shape, data: new Float64Array(memory, 0, elements) }
    default:
      return datatype satisfies never
  }
}

/**
 * The bytes of numbers, not copied: little-endian, row-major, no padding, as every platform that runs
 * Node.js here has them in memory.
 */
export function bytesOf(data: ArrayBufferView): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}
