import { readFileSync } from 'node:fs'
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import * as web from 'onnxruntime-web'
import { describe, expect, it } from 'vitest'
import { createGraph, encodeModel } from '../../src/onnx-writer/index.ts'
import type { OnnxAttributes } from '../../src/onnx-writer/index.ts'
import type { Tensor } from '../../src/tensor.ts'

/** x ↦ relu(x · [[1, 2], [3, 4]] + [−10, 1]). */
function smallModel(): Uint8Array {
  const graph = createGraph('small')
  const x = graph.input('x', 'FP32', ['N', 2])
  const weight = graph.constant('weight', {
    datatype: 'FP32',
    shape: [2, 2],
    data: Float32Array.of(1, 2, 3, 4),
  })
  const bias = graph.constant('bias', {
    datatype: 'FP32',
    shape: [2],
    data: Float32Array.of(-10, 1),
  })
  const y = graph.node('Relu', [graph.node('Gemm', [x, weight, bias])])
  graph.output('y', y, 'FP32', ['N', 2])
  return encodeModel(graph.build({ author: 'test' }))
}

it('writes the bytes that the Python package writes', () => {
  const { hex } = JSON.parse(
    readFileSync(new URL('sample-model.json', import.meta.url), 'utf8'),
  ) as { readonly hex: string }
  const graph = createGraph('sample')
  const images = graph.input('images', 'FP32', ['N', 1, 1, 4])
  const pads = graph.constant('pads', {
    datatype: 'INT64',
    shape: [8],
    data: BigInt64Array.of(0n, 0n, 0n, 1n, 0n, 0n, 0n, -1n),
  })
  const weight = graph.constant('weight', {
    datatype: 'FP32',
    shape: [1, 1, 1, 2],
    data: Float32Array.of(0.5, -2),
  })
  const padded = graph.node('Pad', [images, pads], { attributes: { mode: { string: 'edge' } } })
  const mixed = graph.node('Conv', [padded, weight], {
    attributes: { strides: { ints: [1, 2] }, group: { int: 1 } },
  })
  const bent = graph.node('LeakyRelu', [mixed], { attributes: { alpha: { float: 0.25 } } })
  const shift = graph.node('Constant', [], {
    attributes: { value_floats: { floats: [1.5, -2] } },
    hint: 'shift',
  })
  const [, second = ''] = graph.nodes('Split', [shift], 2, { attributes: { axis: { int: 0 } } })
  graph.output('result', graph.node('Sub', [bent, second]), 'FP32', ['N', 1, 1, 2])
  const bytes = encodeModel(graph.build({ author: 'ünit' }))
  expect(Buffer.from(bytes).toString('hex')).toBe(hex)
})

it('writes equal models as equal bytes', () => {
  expect(smallModel()).toEqual(smallModel())
})

it('writes what onnxruntime-node runs, with a free batch', async () => {
  const session = await InferenceSession.create(smallModel())
  expect(session.inputMetadata).toMatchObject([{ name: 'x', type: 'float32', shape: ['N', 2] }])
  for (const rows of [1, 3]) {
    const x = new OrtTensor('float32', new Float32Array(2 * rows).fill(1), [rows, 2])
    const { y } = await session.run({ x })
    // 1·1 + 1·3 − 10 < 0; 1·2 + 1·4 + 1 = 7.
    expect([...(y!.data as Float32Array)]).toEqual(
      Array.from({ length: rows }, () => [0, 7]).flat(),
    )
  }
  await session.release()
})

it('writes what onnxruntime-web runs', async () => {
  web.env.wasm.numThreads = 1
  const session = await web.InferenceSession.create(smallModel())
  const x = new web.Tensor('float32', Float32Array.of(1, 1), [1, 2])
  const { y } = await session.run({ x })
  expect([...(y!.data as Float32Array)]).toEqual([0, 7])
  await session.release()
})

describe('attributes of each type', () => {
  const x: Tensor = { datatype: 'FP32', shape: [1, 1, 1, 4], data: Float32Array.of(-1, 2, -3, 4) }
  const ROWS: readonly {
    name: string
    opType: string
    inputs: readonly Tensor[]
    attributes: OnnxAttributes
    shape: readonly number[]
    expected: readonly number[]
  }[] = [
    {
      name: 'float',
      opType: 'LeakyRelu',
      inputs: [x],
      attributes: { alpha: { float: 0.5 } },
      shape: [1, 1, 1, 4],
      expected: [-0.5, 2, -1.5, 4],
    },
    {
      name: 'int',
      opType: 'CumSum',
      inputs: [x, { datatype: 'INT64', shape: [], data: BigInt64Array.of(3n) }],
      attributes: { reverse: { int: 1 } },
      shape: [1, 1, 1, 4],
      expected: [2, 3, 1, 4],
    },
    {
      name: 'ints',
      opType: 'MaxPool',
      inputs: [x],
      attributes: { kernel_shape: { ints: [1, 2] }, strides: { ints: [1, 2] } },
      shape: [1, 1, 1, 2],
      expected: [2, 4],
    },
    {
      name: 'string',
      opType: 'Pad',
      inputs: [
        x,
        { datatype: 'INT64', shape: [8], data: BigInt64Array.of(0n, 0n, 0n, 1n, 0n, 0n, 0n, 0n) },
      ],
      attributes: { mode: { string: 'edge' } },
      shape: [1, 1, 1, 5],
      expected: [-1, -1, 2, -3, 4],
    },
    {
      name: 'floats',
      opType: 'Constant',
      inputs: [],
      attributes: { value_floats: { floats: [1.5, -2] } },
      shape: [2],
      expected: [1.5, -2],
    },
    {
      name: 'tensor',
      opType: 'Constant',
      inputs: [],
      attributes: { value: { tensor: x } },
      shape: [1, 1, 1, 4],
      expected: [-1, 2, -3, 4],
    },
  ]

  it.each(ROWS)('runs with $name', async ({ opType, inputs, attributes, shape, expected }) => {
    const graph = createGraph('attribute')
    const names = inputs.map((tensor) => graph.constant('c', tensor))
    graph.output('y', graph.node(opType, names, { attributes }), 'FP32', shape)
    const { y } = await run(encodeModel(graph.build()))
    expect([...(y as Float32Array)]).toEqual(expected)
  })
})

describe('tensors of each type', () => {
  const shape = [2]
  const ROWS: readonly Tensor[] = [
    { datatype: 'BOOL', shape, data: Uint8Array.of(0, 1) },
    { datatype: 'UINT8', shape, data: Uint8Array.of(0, 255) },
    { datatype: 'UINT16', shape, data: Uint16Array.of(1, 65535) },
    { datatype: 'UINT32', shape, data: Uint32Array.of(1, 2 ** 32 - 1) },
    { datatype: 'UINT64', shape, data: BigUint64Array.of(1n, 2n ** 64n - 1n) },
    { datatype: 'INT8', shape, data: Int8Array.of(-128, 127) },
    { datatype: 'INT16', shape, data: Int16Array.of(-32768, 32767) },
    { datatype: 'INT32', shape, data: Int32Array.of(-(2 ** 31), 2 ** 31 - 1) },
    { datatype: 'INT64', shape, data: BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n) },
    { datatype: 'FP32', shape, data: Float32Array.of(-0.1, 3e38) },
    { datatype: 'FP64', shape, data: Float64Array.of(-0.1, 1e300) },
  ]

  it.each(ROWS)('gives $datatype back', async (tensor) => {
    const graph = createGraph('tensor')
    graph.output('y', graph.constant('c', tensor), tensor.datatype, shape)
    expect((await run(encodeModel(graph.build())))['y']).toEqual(tensor.data)
  })

  const HALVES: readonly Tensor[] = [
    // Bit patterns of 1 and −2 in IEEE 754 binary16 and in the upper half of binary32.
    { datatype: 'FP16', shape, data: Uint16Array.of(0x3c00, 0xc000) },
    { datatype: 'BF16', shape, data: Uint16Array.of(0x3f80, 0xc000) },
  ]

  it.each(HALVES)('gives $datatype to an operation', async (tensor) => {
    const graph = createGraph('half')
    const constant = graph.constant('c', tensor)
    const single = graph.node('Cast', [constant], { attributes: { to: { int: 1 } } })
    graph.output('y', single, 'FP32', shape)
    expect((await run(encodeModel(graph.build())))['y']).toEqual(Float32Array.of(1, -2))
  })

  it('gives BYTES back as text', async () => {
    const graph = createGraph('text')
    const data = ['', 'ünit'].map((text) => new TextEncoder().encode(text))
    graph.output('y', graph.constant('c', { datatype: 'BYTES', shape, data }), 'BYTES', shape)
    expect((await run(encodeModel(graph.build())))['y']).toEqual(['', 'ünit'])
  })
})

it('writes the elements that a view shows and no others', async () => {
  const graph = createGraph('view')
  const data = Float32Array.of(1, 2, 3, 4).subarray(1, 3)
  graph.output('y', graph.constant('c', { datatype: 'FP32', shape: [2], data }), 'FP32', [2])
  expect((await run(encodeModel(graph.build())))['y']).toEqual(Float32Array.of(2, 3))
})

async function run(model: Uint8Array): Promise<Record<string, unknown>> {
  const session = await InferenceSession.create(model)
  const results = await session.run({})
  await session.release()
  return Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, data]))
}
