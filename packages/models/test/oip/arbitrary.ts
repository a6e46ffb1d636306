import fc from 'fast-check'
import { createTensor } from '../../src/index.ts'
import type { Datatype, Tensor } from '../../src/index.ts'

export const DATATYPES: readonly Datatype[] = [
  'BOOL',
  'UINT8',
  'UINT16',
  'UINT32',
  'UINT64',
  'INT8',
  'INT16',
  'INT32',
  'INT64',
  'FP16',
  'BF16',
  'FP32',
  'FP64',
  'BYTES',
]

const shapes = fc.array(fc.nat(4), { maxLength: 4 })

const array = <T>(element: fc.Arbitrary<T>, shape: readonly number[]): fc.Arbitrary<T[]> => {
  const length = shape.reduce((product, dimension) => product * dimension, 1)
  return fc.array(element, { minLength: length, maxLength: length })
}

/** Tensors of a datatype, with any bits. */
export function tensors(datatype: Datatype): fc.Arbitrary<Tensor> {
  return shapes.chain((shape) => elementsOf(datatype, shape))
}

function elementsOf(datatype: Datatype, shape: readonly number[]): fc.Arbitrary<Tensor> {
  switch (datatype) {
    case 'BOOL':
      return array(fc.nat(1), shape).map((x) => createTensor(datatype, shape, Uint8Array.from(x)))
    case 'UINT8':
      return array(fc.nat(255), shape).map((x) => createTensor(datatype, shape, Uint8Array.from(x)))
    case 'UINT16':
    case 'FP16':
    case 'BF16':
      return array(fc.nat(0xffff), shape).map((x) =>
        createTensor(datatype, shape, Uint16Array.from(x)),
      )
    case 'UINT32':
      return array(fc.nat(0xffff_ffff), shape).map((x) =>
        createTensor(datatype, shape, Uint32Array.from(x)),
      )
    case 'UINT64':
      return array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), shape).map((x) =>
        createTensor(datatype, shape, BigUint64Array.from(x)),
      )
    case 'INT8':
      return array(fc.integer({ min: -128, max: 127 }), shape).map((x) =>
        createTensor(datatype, shape, Int8Array.from(x)),
      )
    case 'INT16':
      return array(fc.integer({ min: -32_768, max: 32_767 }), shape).map((x) =>
        createTensor(datatype, shape, Int16Array.from(x)),
      )
    case 'INT32':
      return array(fc.integer(), shape).map((x) =>
        createTensor(datatype, shape, Int32Array.from(x)),
      )
    case 'INT64':
      return array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), shape).map((x) =>
        createTensor(datatype, shape, BigInt64Array.from(x)),
      )
    case 'FP32':
      return array(fc.float(), shape).map((x) =>
        createTensor(datatype, shape, Float32Array.from(x)),
      )
    case 'FP64':
      return array(fc.double(), shape).map((x) =>
        createTensor(datatype, shape, Float64Array.from(x)),
      )
    case 'BYTES':
      return array(fc.uint8Array({ maxLength: 5 }), shape).map((x) =>
        createTensor(datatype, shape, x),
      )
    default:
      return datatype satisfies never
  }
}
