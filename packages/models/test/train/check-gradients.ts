import { InferenceSession, Tensor } from 'onnxruntime-node'
import { createGraph, encodeModel } from '../../src/onnx-writer/index.ts'
import { gradients } from '../../src/train/gradients.ts'
import { createTape } from '../../src/train/tape.ts'
import type { Tape, Value } from '../../src/train/tape.ts'
import { uniformFrom } from './numbers.ts'

export interface GradientCase {
  readonly inputs: Readonly<Record<string, { shape: readonly number[]; data: Float32Array }>>
  readonly build: (tape: Tape, inputs: Readonly<Record<string, Value>>) => Value
  /** Half the distance between the points of a difference; large where the result is linear. */
  readonly delta: number
}

/**
 * Compares, for each element of each input, the derivative of Σ r·f(inputs) for a random r with the
 * central difference of what the runtime computes for f, summed in 64 bits.
 * @returns the largest difference per input, as a share of its largest derivative
 */
export async function gradientErrors({
  inputs,
  build,
  delta,
}: GradientCase): Promise<Record<string, number>> {
  const graph = createGraph('check')
  const tape = createTape(graph)
  const values = Object.fromEntries(
    Object.entries(inputs).map(([name, { shape }]) => [
      name,
      tape.adopt(graph.input(name, 'FP32', shape), shape, true),
    ]),
  )
  const result = build(tape, values)
  const uniform = uniformFrom(7)
  const size = result.shape.reduce((product, length) => product * length, 1)
  const mix = Float32Array.from({ length: size }, () => uniform() * 2 - 1)
  const loss = weightedSum(tape, result, mix)
  const names = Object.keys(inputs)
  graph.output('result', result.name, 'FP32', result.shape)
  for (const [index, gradient] of gradients(tape, loss, Object.values(values)).entries()) {
    graph.output(`d.${names[index]}`, gradient.name, 'FP32', gradient.shape)
  }

  const session = await InferenceSession.create(encodeModel(graph.build()), {
    intraOpNumThreads: 1,
  })
  const run = async (): Promise<Record<string, Float32Array>> => {
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, { shape, data }]) => [
        name,
        new Tensor('float32', data, shape),
      ]),
    )
    const outputs = await session.run(feeds)
    return Object.fromEntries(
      Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]),
    )
  }
  const total = async (): Promise<number> => {
    const { result: data } = await run()
    return data!.reduce((sum, value, index) => sum + value * mix[index]!, 0)
  }

  const analytic = await run()
  const errors: Record<string, number> = {}
  for (const [name, { data }] of Object.entries(inputs)) {
    const derivative = analytic[`d.${name}`]!
    let largest = 0
    for (let index = 0; index < data.length; index += 1) {
      const before = data[index]!
      data[index] = before + delta
      const above = await total()
      data[index] = before - delta
      const below = await total()
      data[index] = before
      const difference = (above - below) / (2 * delta)
      largest = Math.max(largest, Math.abs(difference - derivative[index]!))
    }
    errors[name] = largest / derivative.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  }
  await session.release()
  return errors
}

/** Σ mix·value, as one more operation of the tape. */
function weightedSum(tape: Tape, value: Value, mix: Float32Array): Value {
  const { shape } = value
  const factors = tape.adopt(
    tape.graph.constant('mix', { datatype: 'FP32', shape, data: mix }),
    shape,
    false,
  )
  const products = tape.emit('Mul', [value, factors], { shape })
  const sum = tape.emit('ReduceSum', [products], {
    shape: [],
    attributes: { keepdims: { int: 0 } },
  })
  return tape.record(sum, [value], [(gradient) => tape.emit('Mul', [factors, gradient], { shape })])
}
