import { InferenceSession, Tensor } from 'onnxruntime-node'
import { expect, it } from 'vitest'
import { createGraph, encodeModel } from '../../src/onnx-writer/index.ts'
import { adamW } from '../../src/train/adam-w.ts'
import { createTape } from '../../src/train/tape.ts'
import type { Value } from '../../src/train/tape.ts'

const OPTIONS = { beta1: 0.9, beta2: 0.99, epsilon: 1e-12, clipNorm: 5 }

type Vectors = Readonly<Record<'gradient' | 'weights' | 'mean' | 'square' | 'decays', number[]>>

async function step(
  vectors: Vectors,
  numbers: { correctedRate: number; decay: number },
): Promise<Record<string, number[]>> {
  const graph = createGraph('step')
  const tape = createTape(graph)
  const input = (name: string, shape: readonly number[]): Value =>
    tape.adopt(graph.input(name, 'FP32', shape), shape, false)
  const next = adamW(
    tape,
    input('gradient', [2]),
    {
      weights: input('weights', [2]),
      mean: input('mean', [2]),
      square: input('square', [2]),
      decays: input('decays', [2]),
      correctedRate: input('correctedRate', []),
      decay: input('decay', []),
    },
    OPTIONS,
  )
  for (const [name, { name: value }] of Object.entries(next)) {
    graph.output(`next.${name}`, value, 'FP32', [2])
  }
  const session = await InferenceSession.create(encodeModel(graph.build()))
  const feeds = Object.fromEntries([
    ...Object.entries(vectors).map(([name, data]) => [
      name,
      new Tensor('float32', Float32Array.from(data), [2]),
    ]),
    ...Object.entries(numbers).map(([name, value]) => [
      name,
      new Tensor('float32', Float32Array.of(value), []),
    ]),
  ]) as Record<string, Tensor>
  const results = await session.run(feeds)
  await session.release()
  return Object.fromEntries(
    Object.entries(results).map(([name, { data }]) => [name, [...(data as Float32Array)]]),
  )
}

it('moves each weight by the learning rate on the first step, and decays those that decay', async () => {
  const next = await step(
    { gradient: [3, -4], weights: [1, 2], mean: [0, 0], square: [0, 0], decays: [1, 0] },
    // Rate 0.1 at t = 1: 0.1 · √(1 − 0.99) / (1 − 0.9) = 0.1; weight decay 0.5: 0.1 · 0.5.
    { correctedRate: 0.1, decay: 0.05 },
  )
  // Norm 5 is not shortened. m = 0.1·g, v = 0.01·g², m/√v = sign(g).
  expect(next['next.mean']![0]).toBeCloseTo(0.3, 6)
  expect(next['next.mean']![1]).toBeCloseTo(-0.4, 6)
  expect(next['next.square']![0]).toBeCloseTo(0.09, 6)
  expect(next['next.square']![1]).toBeCloseTo(0.16, 6)
  expect(next['next.weights']![0]).toBeCloseTo(1 - 0.1 - 0.05 * 1, 6)
  expect(next['next.weights']![1]).toBeCloseTo(2 + 0.1, 6)
})

it('remembers earlier gradients and shortens long ones', async () => {
  const next = await step(
    { gradient: [30, -40], weights: [0, 0], mean: [1, 1], square: [4, 9], decays: [0, 0] },
    { correctedRate: 1, decay: 1 },
  )
  // Norm 50 is shortened to 5: g = (3, −4). m = 0.9 + 0.1·g, v = 0.99·v + 0.01·g².
  expect(next['next.mean']![0]).toBeCloseTo(1.2, 5)
  expect(next['next.mean']![1]).toBeCloseTo(0.5, 5)
  expect(next['next.square']![0]).toBeCloseTo(3.96 + 0.09, 5)
  expect(next['next.square']![1]).toBeCloseTo(8.91 + 0.16, 5)
  expect(next['next.weights']![0]).toBeCloseTo(-1.2 / Math.sqrt(4.05), 5)
  expect(next['next.weights']![1]).toBeCloseTo(-0.5 / Math.sqrt(9.07), 5)
})
