import type { Tensor, TensorBackend, TensorSpec } from '@plexus/models'
import { describe, expect, it } from 'vitest'
import { challenge } from '../../src/vision/challenge.ts'
import { VisionError } from '../../src/vision/errors.ts'
import { picturesToTensor } from '../../src/vision/tensor.ts'
import { checkVisionBackend, work } from '../../src/vision/work.ts'
import { signal, taskOf } from './fixtures.ts'

const task = taskOf(2)
const request = challenge(task, { difficulty: 0.5 })
const images: TensorSpec = { name: 'images', datatype: 'FP32', shape: [-1, 3, 32, 32] }
const probs: TensorSpec = { name: 'probs', datatype: 'FP32', shape: [-1, 10] }

const model = (options: {
  readonly inputs?: readonly TensorSpec[]
  readonly outputs?: readonly TensorSpec[]
  readonly answer?: Tensor
}): TensorBackend => ({
  kind: 'tensor',
  name: 'test model',
  inputs: options.inputs ?? [images],
  outputs: options.outputs ?? [probs],
  infer: () =>
    Promise.resolve(
      options.answer === undefined
        ? {}
        : { [options.outputs?.[0]?.name ?? 'probs']: options.answer },
    ),
  close: () => Promise.resolve(),
})

const filled = (value: number, count = 320): Tensor => ({
  datatype: 'FP32',
  shape: [count / 10, 10],
  data: new Float32Array(count).fill(value),
})

describe('picturesToTensor', () => {
  it('puts channels first and scales bytes to 0 to 1', () => {
    const pixels = new Uint8Array(3072)
    pixels.set([255, 51, 0, 0, 102, 255])
    const { shape, data } = picturesToTensor([new Uint8Array(3072), pixels])
    expect(shape).toEqual([2, 3, 32, 32])
    const channel = (k: number) => [0, 1].map((at) => Number(data[3072 + k * 1024 + at]))
    expect(channel(0)).toEqual([1, 0])
    expect(channel(1)).toEqual([Math.fround(0.2), Math.fround(0.4)])
    expect(channel(2)).toEqual([0, 1])
  })
})

describe('work', () => {
  it('answers each picture by one batch through the model', async () => {
    const batches: number[] = []
    const backend: TensorBackend = {
      ...model({}),
      name: 'ramp',
      infer({ images: given }) {
        const count = given!.shape[0]!
        batches.push(count)
        const data = Float32Array.from({ length: count * 10 }, (_, at) => (at % 10 === 3 ? 1 : 0))
        return Promise.resolve({ probs: { datatype: 'FP32', shape: [count, 10], data } })
      },
    }
    const response = await work(request, backend, { signal })
    expect(batches).toEqual([32])
    expect(response.modelId).toBe('ramp')
    expect(response.probs).toHaveLength(32)
    expect(response.probs[31]).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  })

  it('takes logits where the output says so', async () => {
    const logits = { ...probs, name: 'logits' }
    const { probs: rows } = await work(request, model({ outputs: [logits], answer: filled(800) }), {
      signal,
    })
    expect(rows[31]).toEqual(Array.from({ length: 10 }, () => 0.1))
  })

  it.each([
    ['no tensor', undefined],
    ['too few numbers', filled(0.1, 310)],
    ['NaN', filled(Number.NaN)],
    ['logits under the name of probabilities', filled(7)],
    ['negative probabilities', filled(-0.1)],
    ['doubles', { datatype: 'FP64', shape: [32, 10], data: new Float64Array(320) } as const],
  ])('refuses %s from a model', async (_, answer) => {
    const backend = model(answer === undefined ? {} : { answer })
    await expect(work(request, backend, { signal })).rejects.toThrow(
      expect.objectContaining({ name: 'VisionError', code: 'model_output' }),
    )
  })
})

describe('checkVisionBackend', () => {
  it('takes the output that is named, wherever it stands', () => {
    const embedding: TensorSpec = { name: 'embedding', datatype: 'FP32', shape: [-1, 64] }
    const backend = model({ outputs: [embedding, probs] })
    expect(checkVisionBackend(backend)).toEqual({ input: 'images', output: probs })
  })

  it.each([
    ['no input', { inputs: [] }],
    ['two inputs', { inputs: [images, images] }],
    ['another size', { inputs: [{ ...images, shape: [-1, 3, 224, 224] }] }],
    ['channels last', { inputs: [{ ...images, shape: [-1, 32, 32, 3] }] }],
    ['grey', { inputs: [{ ...images, shape: [-1, 1, 32, 32] }] }],
    ['bytes', { inputs: [{ ...images, datatype: 'UINT8' as const }] }],
    ['one picture only', { inputs: [{ ...images, shape: [1, 3, 32, 32] }] }],
    ['a thousand classes', { outputs: [{ ...probs, shape: [-1, 1000] }] }],
    ['no output', { outputs: [] }],
  ])('refuses a model with %s and says what is needed', (_, options) => {
    expect(() => checkVisionBackend(model(options))).toThrow(VisionError)
    expect(() => checkVisionBackend(model(options))).toThrow(
      /"test model" takes .*export it for vision with one/,
    )
  })
})
