import { describe, expect, it } from 'vitest'
import { createGraph } from '../../src/onnx-writer/index.ts'
import {
  add,
  averagePool,
  conv,
  crossEntropy,
  dense,
  globalAverage,
  maxPool,
  relu,
  standardize,
} from '../../src/train/ops/index.ts'
import { createTape } from '../../src/train/tape.ts'
import type { Tape, Value } from '../../src/train/tape.ts'
import { gradientErrors } from './check-gradients.ts'
import type { GradientCase } from './check-gradients.ts'
import { uniformFrom } from './numbers.ts'

const uniform = uniformFrom(1)

/** Numbers between −1 and 1; none is closer to 0 than `gap`. */
function random(
  shape: readonly number[],
  gap = 0,
): { shape: readonly number[]; data: Float32Array } {
  const size = shape.reduce((product, length) => product * length, 1)
  const data = Float32Array.from({ length: size }, () => {
    const value = uniform() * 2 - 1
    return value + Math.sign(value) * gap
  })
  return { shape, data }
}

/** All different by more than 0.1, in random order. */
function distinct(shape: readonly number[]): { shape: readonly number[]; data: Float32Array } {
  const size = shape.reduce((product, length) => product * length, 1)
  const order = Array.from({ length: size }, (_, index) => ({ index, key: uniform() }))
  order.sort((left, right) => left.key - right.key)
  return { shape, data: Float32Array.from(order, ({ index }) => index * 0.125) }
}

interface ConvRow {
  readonly kernel: number
  readonly stride: number
  readonly pad: number
  readonly size: readonly [number, number]
}

const CONVOLUTIONS: readonly ConvRow[] = [
  { kernel: 1, stride: 1, pad: 0, size: [4, 4] },
  { kernel: 3, stride: 1, pad: 0, size: [5, 4] },
  { kernel: 3, stride: 1, pad: 1, size: [4, 5] },
  { kernel: 3, stride: 2, pad: 1, size: [6, 6] },
  { kernel: 3, stride: 2, pad: 1, size: [5, 7] },
  { kernel: 3, stride: 2, pad: 0, size: [6, 6] },
  { kernel: 2, stride: 2, pad: 0, size: [4, 6] },
  { kernel: 1, stride: 2, pad: 0, size: [6, 5] },
  { kernel: 5, stride: 3, pad: 2, size: [7, 6] },
  { kernel: 2, stride: 3, pad: 0, size: [7, 4] },
]

type NamedCase = GradientCase & { readonly name: string; readonly tolerance: number }

const CASES: readonly NamedCase[] = [
  ...CONVOLUTIONS.map(({ kernel, stride, pad, size: [height, width] }) => ({
    name: `conv of ${kernel} × ${kernel}, stride ${stride}, pad ${pad}, on ${height} × ${width}`,
    inputs: {
      input: random([2, 3, height, width]),
      weight: random([2, 3, kernel, kernel]),
      bias: random([2]),
    },
    build: (tape: Tape, { input, weight, bias }: Readonly<Record<string, Value>>): Value =>
      conv(tape, input!, weight!, bias!, { stride, pad }),
    delta: 0.5,
    tolerance: 1e-5,
  })),
  {
    name: 'dense',
    inputs: { input: random([3, 4]), weight: random([4, 5]), bias: random([5]) },
    build: (tape, { input, weight, bias }) => dense(tape, input!, weight!, bias!),
    delta: 0.5,
    tolerance: 1e-5,
  },
  {
    name: 'relu',
    inputs: { input: random([3, 7], 0.25) },
    build: (tape, { input }) => relu(tape, input!),
    delta: 0.125,
    tolerance: 1e-5,
  },
  {
    name: 'add',
    inputs: { left: random([2, 3]), right: random([2, 3]) },
    build: (tape, { left, right }) => add(tape, left!, right!),
    delta: 0.5,
    tolerance: 1e-5,
  },
  {
    name: 'add of a value to itself',
    inputs: { input: random([2, 3]) },
    build: (tape, { input }) => add(tape, input!, input!),
    delta: 0.5,
    tolerance: 1e-5,
  },
  {
    name: 'averagePool',
    inputs: { input: random([2, 2, 4, 6]) },
    build: (tape, { input }) => averagePool(tape, input!, 2),
    delta: 0.5,
    tolerance: 1e-5,
  },
  {
    name: 'maxPool',
    inputs: { input: distinct([2, 2, 4, 6]) },
    build: (tape, { input }) => maxPool(tape, input!, 2),
    delta: 1 / 32,
    tolerance: 1e-4,
  },
  {
    name: 'globalAverage',
    inputs: { input: random([2, 3, 4, 5]) },
    build: (tape, { input }) => globalAverage(tape, input!),
    delta: 0.5,
    tolerance: 1e-5,
  },
  {
    name: 'crossEntropy',
    inputs: { logits: random([3, 4]) },
    build: (tape, { logits }) => crossEntropy(tape, logits!, targets(tape)),
    delta: 1 / 64,
    tolerance: 2e-3,
  },
  {
    name: 'standardize',
    inputs: { weight: random([2, 2, 3, 3]), gain: random([2, 1, 1, 1], 0.5) },
    build: (tape, { weight, gain }) => standardize(tape, weight!, gain!),
    delta: 1 / 64,
    tolerance: 2e-3,
  },
  {
    name: 'a residual block with a classifier',
    inputs: {
      input: random([2, 2, 6, 6]),
      first: random([3, 2, 3, 3]),
      second: random([3, 3, 3, 3]),
      bias: random([3]),
      head: random([3, 4]),
      headBias: random([4]),
    },
    build: (tape, { input, first, second, bias, head, headBias }) => {
      const wide = conv(tape, input!, first!, bias!, { stride: 2, pad: 1 })
      const branch = conv(tape, wide, second!, bias!, { pad: 1 })
      return dense(tape, globalAverage(tape, add(tape, wide, branch)), head!, headBias!)
    },
    delta: 1 / 64,
    tolerance: 2e-3,
  },
]

function targets(tape: Tape): Value {
  const data = Float32Array.of(1, 0, 0, 0, 0, 0.25, 0.75, 0, 0.25, 0.25, 0.25, 0.25)
  const shape = [3, 4]
  return tape.adopt(tape.graph.constant('targets', { datatype: 'FP32', shape, data }), shape, false)
}

describe('derivatives against central differences', () => {
  it.each(CASES)('$name', async ({ name, tolerance, ...row }) => {
    for (const [input, error] of Object.entries(await gradientErrors(row))) {
      expect(error, `${name}: ${input}`).toBeLessThan(tolerance)
    }
  })
})

describe('shapes that do not fit', () => {
  const ROWS: readonly {
    name: string
    shapes: readonly (readonly number[])[]
    act: (tape: Tape, values: readonly Value[]) => unknown
  }[] = [
    {
      name: 'channels of conv',
      shapes: [[1, 2, 4, 4], [1, 3, 3, 3], [1]],
      act: (tape, [input, weight, bias]) => conv(tape, input!, weight!, bias!),
    },
    {
      name: 'a kernel larger than the image',
      shapes: [[1, 1, 2, 2], [1, 1, 3, 3], [1]],
      act: (tape, [input, weight, bias]) => conv(tape, input!, weight!, bias!),
    },
    {
      name: 'the bias of dense',
      shapes: [[1, 2], [2, 3], [2]],
      act: (tape, [input, weight, bias]) => dense(tape, input!, weight!, bias!),
    },
    {
      name: 'terms of add',
      shapes: [
        [1, 2],
        [2, 1],
      ],
      act: (tape, [left, right]) => add(tape, left!, right!),
    },
    {
      name: 'tiles of maxPool',
      shapes: [[1, 1, 3, 4]],
      act: (tape, [input]) => maxPool(tape, input!, 2),
    },
    {
      name: 'tiles of averagePool',
      shapes: [[1, 1, 4, 3]],
      act: (tape, [input]) => averagePool(tape, input!, 2),
    },
    {
      name: 'a vector as images',
      shapes: [[4]],
      act: (tape, [input]) => globalAverage(tape, input!),
    },
    {
      name: 'a loss over a free batch',
      shapes: [
        [-1, 2],
        [-1, 2],
      ],
      act: (tape, [logits, target]) => crossEntropy(tape, logits!, target!),
    },
    {
      name: 'gains of standardize',
      shapes: [
        [2, 1, 3, 3],
        [2, 1],
      ],
      act: (tape, [weight, gain]) => standardize(tape, weight!, gain!),
    },
  ]

  it.each(ROWS)('refuses $name', ({ shapes, act }) => {
    const tape = createTape(createGraph('misfit'))
    const values = shapes.map((shape, index) =>
      tape.adopt(tape.graph.input(`i${index}`, 'FP32', shape), shape, true),
    )
    expect(() => act(tape, values)).toThrow(expect.objectContaining({ code: 'TrainShape' }))
  })
})
