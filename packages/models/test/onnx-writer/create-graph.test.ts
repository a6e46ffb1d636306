import { expect, it } from 'vitest'
import { createGraph } from '../../src/onnx-writer/create-graph.ts'
import type { Tensor } from '../../src/tensor.ts'

const ONE: Tensor = { datatype: 'FP32', shape: [], data: Float32Array.of(1) }

it('names results after their operation and never gives a name twice', () => {
  const graph = createGraph('names')
  const x = graph.input('Add', 'FP32', [1])
  const one = graph.constant('one', ONE)
  expect(one).toBe('one')
  expect(graph.constant('one', ONE)).toBe('one_1')
  expect(graph.node('Add', [x, one])).toBe('Add_1')
  expect(graph.node('Add', [x, one])).toBe('Add_2')
  expect(graph.node('Relu', [x], { hint: 'active' })).toBe('active')
  expect(graph.nodes('Split', [x], 2)).toEqual(['Split', 'Split_1'])
})

it('keeps inputs, nodes and metadata in their order', () => {
  const graph = createGraph('order')
  const x = graph.input('x', 'FP32', ['N', 2])
  const y = graph.node('Relu', [graph.node('Neg', [x])])
  graph.output('y', y, 'FP32', ['N', 2])
  const model = graph.build({ made: 'by hand' })
  expect(model.inputs).toEqual([{ name: 'x', datatype: 'FP32', shape: ['N', 2] }])
  expect(model.nodes.map(({ opType }) => opType)).toEqual(['Neg', 'Relu', 'Identity'])
  expect(model.metadata).toEqual({ made: 'by hand' })
})

const REFUSALS: readonly { name: string; code: string; act: () => unknown }[] = [
  {
    name: 'an input of a taken name',
    code: 'OnnxNameTaken',
    act: () => {
      const graph = createGraph('g')
      graph.input('x', 'FP32', [1])
      graph.input('x', 'FP32', [1])
    },
  },
  {
    name: 'an empty name',
    code: 'OnnxNameTaken',
    act: () => createGraph('g').input('', 'FP32', [1]),
  },
  {
    name: 'an unknown value in a node',
    code: 'OnnxNameUnknown',
    act: () => createGraph('g').node('Relu', ['x']),
  },
  {
    name: 'an unknown value as output',
    code: 'OnnxNameUnknown',
    act: () => createGraph('g').output('y', 'x', 'FP32', [1]),
  },
  { name: 'a graph without outputs', code: 'OnnxNoOutput', act: () => createGraph('g').build() },
  {
    name: 'elements of another type',
    code: 'OnnxTensorMismatch',
    // A caller without types.
    act: () => createGraph('g').constant('c', { ...ONE, datatype: 'FP64' } as unknown as Tensor),
  },
  {
    name: 'too few elements',
    code: 'OnnxTensorMismatch',
    act: () => createGraph('g').constant('c', { ...ONE, shape: [2] }),
  },
  {
    name: 'sizes whose product fits but which are none',
    code: 'OnnxTensorMismatch',
    act: () => createGraph('g').constant('c', { ...ONE, shape: [-1, -1] }),
  },
]

it.each(REFUSALS)('refuses $name', ({ code, act }) => {
  expect(act).toThrow(expect.objectContaining({ code }))
})
