import type { Datatype, Tensor, TensorData } from '../tensor.ts'
import { OnnxWriterError } from './errors.ts'

type Holder = abstract new (...options: never[]) => TensorData

const HOLDERS: Readonly<Record<Datatype, Holder>> = {
  BOOL: Uint8Array,
  UINT8: Uint8Array,
  UINT16: Uint16Array,
  UINT32: Uint32Array,
  UINT64: BigUint64Array,
  INT8: Int8Array,
  INT16: Int16Array,
  INT32: Int32Array,
  INT64: BigInt64Array,
  FP16: Uint16Array,
  BF16: Uint16Array,
  FP32: Float32Array,
  FP64: Float64Array,
  BYTES: Array,
}

/**
 * Checks that a tensor holds as many elements of the type as it says.
 * @throws OnnxWriterError
 */
export function checkTensor(name: string, tensor: Tensor): void {
  const { datatype, shape, data } = tensor
  if (!(data instanceof HOLDERS[datatype])) {
    throw new OnnxWriterError(
      'OnnxTensorMismatch',
      `The elements of "${name}" are held by a ${data.constructor.name}, but ${datatype} needs ` +
        `a ${HOLDERS[datatype].name}.`,
    )
  }
  const elements = shape.reduce((product, size) => product * size, 1)
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0) || elements !== data.length) {
    throw new OnnxWriterError(
      'OnnxTensorMismatch',
      `"${name}" has ${data.length} elements, but its shape is [${shape.join(', ')}].`,
    )
  }
}
