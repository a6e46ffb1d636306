import { InferenceSession, Tensor } from 'onnxruntime-node'
import { expect, it } from 'vitest'
import { encodeModel } from '../../src/onnx-writer/index.ts'
import { createTrainer, inferenceModel, residualNetwork } from '../../src/train/index.ts'
import type { Trainer, TrainingBatch } from '../../src/train/index.ts'
import { uniformFrom } from './numbers.ts'

const IMAGE = [1, 8, 8]
const BATCH = 16
const network = residualNetwork({ widths: [4, 8], classes: 2 })

const start = (seed: number): Promise<Trainer> =>
  createTrainer({ network, image: IMAGE, classes: 2, batch: BATCH, uniform: uniformFrom(seed) })

/** A bright line in noise: across is class 0, upright is class 1. */
function lines(uniform: () => number): TrainingBatch & { readonly labels: readonly number[] } {
  const images = Float32Array.from({ length: BATCH * 64 }, () => uniform() * 0.5)
  const targets = new Float32Array(BATCH * 2)
  const labels: number[] = []
  for (let image = 0; image < BATCH; image += 1) {
    const label = uniform() < 0.5 ? 0 : 1
    const line = Math.floor(uniform() * 8)
    for (let point = 0; point < 8; point += 1) {
      images[image * 64 + (label === 0 ? line * 8 + point : point * 8 + line)] = 1
    }
    targets[image * 2 + label] = 1
    labels.push(label)
  }
  return { images, targets, labels }
}

it('leaves the arithmetic of the program alone', async () => {
  // Some options of the runtime set flags of the processor for the thread that makes a session: the
  // first one of a process.
  await (await start(1)).close()
  expect(Number.MIN_VALUE * 2).toBeGreaterThan(0)
})

it('learns to tell lines apart', async () => {
  const trainer = await start(1)
  const uniform = uniformFrom(2)
  const losses: number[] = []
  for (let step = 0; step < 120; step += 1) losses.push(await trainer.step(lines(uniform), 0.01))
  await trainer.close()
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  expect(mean(losses.slice(0, 5))).toBeGreaterThan(0.3)
  expect(mean(losses.slice(-10))).toBeLessThan(0.05)
})

it('gives equal weights for equal numbers, others for others', async () => {
  const weights: Float32Array[] = []
  for (const seed of [1, 1, 2]) {
    const trainer = await start(seed)
    const uniform = uniformFrom(3)
    for (let step = 0; step < 3; step += 1) await trainer.step(lines(uniform), 0.01)
    weights.push(trainer.weights())
    await trainer.close()
  }
  expect(weights[1]).toEqual(weights[0])
  expect(weights[2]).not.toEqual(weights[0])
})

it('writes a model whose probabilities have the loss of the training', async () => {
  const trainer = await start(1)
  const uniform = uniformFrom(2)
  for (let step = 0; step < 10; step += 1) await trainer.step(lines(uniform), 0.01)
  const weights = trainer.weights()
  const batch = lines(uniform)
  const loss = await trainer.step(batch, 0.01)
  await trainer.close()

  const options = { name: 'lines', network, image: IMAGE, classes: 2, weights }
  const session = await InferenceSession.create(encodeModel(inferenceModel(options)))
  const images = new Tensor('float32', batch.images, [BATCH, ...IMAGE])
  const { probs } = await session.run({ images })
  await session.release()
  const sum = batch.labels.reduce(
    (total, label, image) => total - Math.log((probs!.data as Float32Array)[image * 2 + label]!),
    0,
  )
  expect(sum / BATCH).toBeCloseTo(loss, 4)
})

it('divides the logits of a model by its temperature', async () => {
  const trainer = await start(1)
  const weights = trainer.weights()
  await trainer.close()
  const images = new Tensor('float32', new Float32Array(64).fill(0.9), [1, ...IMAGE])
  const logits: number[] = []
  for (const temperature of [1, 2]) {
    const model = inferenceModel({
      name: 'lines',
      network,
      image: IMAGE,
      classes: 2,
      weights,
      temperature,
    })
    const session = await InferenceSession.create(encodeModel(model))
    const { probs } = await session.run({ images })
    await session.release()
    const [first, second] = probs!.data as Float32Array
    logits.push(Math.log(first! / second!))
  }
  expect(logits[1]).toBeCloseTo(logits[0]! / 2, 4)
})

it('averages the weights, the newest most at first', async () => {
  const trainer = await start(1)
  const uniform = uniformFrom(2)
  const first = trainer.weights()
  expect(trainer.averagedWeights()).toEqual(first)
  await trainer.step(lines(uniform), 0.01)
  // Of step 1 nine tenths are taken: average + 0.9 · (weights − average).
  const weights = trainer.weights()
  const average = trainer.averagedWeights()
  for (const index of [0, 20, 40]) {
    const expected = first[index]! + 0.9 * (weights[index]! - first[index]!)
    expect(average[index]).toBeCloseTo(expected, 5)
  }
  await trainer.close()
})

it('refuses batches of another size and what makes the loss infinite', async () => {
  const trainer = await start(1)
  const batch = lines(uniformFrom(1))
  await expect(trainer.step({ ...batch, images: new Float32Array(3) }, 0.01)).rejects.toMatchObject(
    {
      code: 'TrainData',
    },
  )
  await expect(trainer.step({ ...batch, targets: new Float32Array() }, 0.01)).rejects.toMatchObject(
    {
      code: 'TrainData',
    },
  )
  const poisoned = { ...batch, images: batch.images.slice().fill(NaN) }
  await expect(trainer.step(poisoned, 0.01)).rejects.toMatchObject({ code: 'TrainDiverged' })
  await trainer.close()
})

it('refuses weights that are too few for the network', () => {
  const weights = new Float32Array(10)
  expect(() =>
    inferenceModel({ name: 'short', network, image: IMAGE, classes: 2, weights }),
  ).toThrow(expect.objectContaining({ code: 'TrainData' }))
})
