import { TensorShapeError } from './errors.ts'

/**
 * Arrays that carry the elements of each datatype, row-major. FP16 and BF16 are bit patterns; BOOL is
 * one byte, 0 or 1; BYTES is one byte string per element.
 */
interface DataOf {
  readonly BOOL: Uint8Array
  readonly UINT8: Uint8Array
  readonly UINT16: Uint16Array
  readonly UINT32: Uint32Array
  readonly UINT64: BigUint64Array
  readonly INT8: Int8Array
  readonly INT16: Int16Array
  readonly INT32: Int32Array
  readonly INT64: BigInt64Array
  readonly FP16: Uint16Array
  readonly BF16: Uint16Array
  readonly FP32: Float32Array
  readonly FP64: Float64Array
  readonly BYTES: readonly Uint8Array[]
}

/** Names of element types as the Open Inference Protocol writes them (spec: 87 §2.2). */
export type Datatype = keyof DataOf

/** Elements of a tensor, row-major. */
export type TensorData = DataOf[Datatype]

/** A tensor of one datatype. */
export interface TensorOf<D extends Datatype> {
  readonly datatype: D
  readonly shape: readonly number[]
  readonly data: DataOf[D]
}

/**
 * A named-by-its-holder array of numbers. `data` has exactly as many elements as `shape` says; testing
 * `datatype` tells the type of `data`.
 */
export type Tensor = { [D in Datatype]: TensorOf<D> }[Datatype]

/** What a model takes or gives under a name; −1 where a dimension is free. */
export interface TensorSpec {
  readonly name: string
  readonly datatype: Datatype
  readonly shape: readonly number[]
}

/** Tensors by name. */
export type Tensors = Readonly<Record<string, Tensor>>

/** Most elements of one tensor: 2²⁸, one GiB of FP32. */
export const MAX_TENSOR_ELEMENTS = 2 ** 28

/** Most dimensions of one tensor. */
export const MAX_TENSOR_RANK = 16

/**
 * A checked tensor.
 * @throws TensorShapeError when the array does not hold as many elements as the shape says
 */
export function createTensor<D extends Datatype>(
  datatype: D,
  shape: readonly number[],
  data: DataOf[D],
): TensorOf<D> {
  const elements = countElements(shape)
  if (elements === undefined || elements !== data.length) {
    throw new TensorShapeError(
      `A ${datatype} tensor of shape [${shape.join(', ')}] was given ${data.length} elements: ` +
        'give as many elements as the product of its dimensions.',
    )
  }
  return { datatype, shape, data }
}

/**
 * How many elements a shape holds, or undefined when it is no shape: a dimension that is not a whole
 * number ≥ 0, more than MAX_TENSOR_RANK dimensions, more than MAX_TENSOR_ELEMENTS elements.
 */
export function countElements(shape: readonly number[]): number | undefined {
  if (shape.length > MAX_TENSOR_RANK) return undefined
  let elements = 1
  for (const dimension of shape) {
    if (!Number.isInteger(dimension) || dimension < 0 || dimension > MAX_TENSOR_ELEMENTS) {
      return undefined
    }
    elements *= dimension
    if (elements > MAX_TENSOR_ELEMENTS) return undefined
  }
  return elements
}
