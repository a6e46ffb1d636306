import { readFileSync } from 'node:fs'
import { encode } from '@msgpack/msgpack'
import { describe, expect, it } from 'vitest'
import { decodeTensor, encodeTensor } from '../../src/synapse/tensor.ts'
import type { TensorJson, WireDtype } from '../../src/synapse/tensor.ts'

interface Vector {
  readonly name: string
  readonly json: TensorJson
  readonly dtype: WireDtype
  readonly shape: readonly number[]
  readonly hex: string
}

/** Written by `vectors/make_tensors.py`. */
const vectors = JSON.parse(
  readFileSync(new URL('vectors/tensors.json', import.meta.url), 'utf8'),
) as readonly Vector[]

describe('tensors', () => {
  for (const { name, json, dtype, shape, hex } of vectors) {
    const data = Uint8Array.from(Buffer.from(hex, 'hex'))

    it(`writes as Python: ${name}`, () => {
      expect(encodeTensor({ dtype, shape, data })).toEqual(json)
    })

    it(`reads what Python writes: ${name}`, () => {
      const tensor = decodeTensor(json)
      expect({ ...tensor, data: Uint8Array.from(tensor.data) }).toEqual({ dtype, shape, data })
    })
  }

  it('reads the types of torch', () => {
    const { json, shape } = vectors[0]!
    expect(decodeTensor({ ...json, dtype: 'torch.float32' }).shape).toEqual(shape)
  })

  const { json } = vectors[0]!
  const map = (members: object) => Buffer.from(encode(members)).toString('base64')
  const bad: readonly (readonly [string, unknown])[] = [
    ['null', null],
    ['a text', 'tensor'],
    ['no buffer', { dtype: 'float32', shape: [4] }],
    ['an unknown type', { ...json, dtype: 'complex64' }],
    ['a type of the prototype', { ...json, dtype: 'constructor' }],
    ['another type than the buffer', { ...json, dtype: 'int32' }],
    ['another shape', { ...json, shape: [5] }],
    ['a negative size', { ...json, shape: [-4] }],
    ['a fraction as size', { ...json, shape: [4.5] }],
    ['no number as size', { ...json, shape: [null, {}] }],
    ['too many dimensions', { ...json, shape: Array.from({ length: 17 }, () => 1) }],
    ['sizes that overflow', { ...json, shape: [2 ** 52, 2 ** 52, 0.5] }],
    ['no base64', { ...json, buffer: '\u0000' }],
    ['no msgpack', { ...json, buffer: 'wcHBwQ==' }],
    ['msgpack of a number', { ...json, buffer: 'AQ==' }],
    ['keys that are text', { ...json, buffer: map({ nd: true, type: '<f4' }) }],
    ['half a buffer', { ...json, buffer: json.buffer.slice(0, 20) }],
  ]
  for (const [name, value] of bad) {
    it(`refuses ${name}`, () => {
      expect(() => decodeTensor(value)).toThrow(expect.objectContaining({ code: 'InvalidTensor' }))
    })
  }

  it('refuses objects, which Python would unpickle', () => {
    const buffer = Buffer.from(json.buffer, 'base64')
    // kind: an empty bin (c4 00) becomes the bin "O" (c4 01 4f).
    const at = buffer.indexOf(Buffer.from('kind')) + 4
    const evil = Buffer.concat([
      buffer.subarray(0, at),
      Buffer.from([0xc4, 1, 0x4f]),
      buffer.subarray(at + 2),
    ])
    expect(() => decodeTensor({ ...json, buffer: evil.toString('base64') })).toThrow('objects')
  })

  it('refuses to write a shape that does not fit', () => {
    const tensor = { dtype: 'int16', shape: [2], data: new Uint8Array(3) } as const
    expect(() => encodeTensor(tensor)).toThrow('another shape')
  })
})
