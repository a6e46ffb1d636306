import { describe, expect, it } from 'vitest'
import { createTensor, createZeros } from '../src/index.ts'
import { DATATYPES } from './oip/arbitrary.ts'

describe('a tensor', () => {
  it('has as many elements as its shape says', () => {
    const data = Float32Array.of(1, 2)
    expect(createTensor('FP32', [1, 2], data)).toEqual({ datatype: 'FP32', shape: [1, 2], data })
    expect(createTensor('FP32', [], Float32Array.of(1)).shape).toEqual([])
  })

  it.each([
    ['too few elements', [3]],
    ['too many', [1]],
    ['a negative dimension', [-2]],
    ['half a dimension', [0.5, 4]],
    ['a dimension that is no number', [Number.NaN]],
    ['too many dimensions', [...Array.from({ length: 16 }, () => 1), 2]],
    ['too many elements', [2 ** 20, 2 ** 20]],
    ['an overflow of dimensions', [0, 2 ** 40]],
  ])('is refused with %s', (_, shape) => {
    expect(() => createTensor('FP32', shape, Float32Array.of(1, 2))).toThrow(
      expect.objectContaining({ code: 'TensorShape' }) as Error,
    )
  })

  it.each(DATATYPES)('of zeros exists for %s', (datatype) => {
    const zeros = createZeros(datatype, [2, 3])
    expect(zeros).toMatchObject({ datatype, shape: [2, 3] })
    expect(zeros.data).toHaveLength(6)
    expect(() => createZeros(datatype, [-1])).toThrow('is no shape of a tensor')
  })
})
