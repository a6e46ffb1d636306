import type { TensorBackend } from '@plexus/models'
import type { Task } from '@plexus/sdk/node'
import { taskRandom } from '@plexus/sdk/node'
import { taskLabels } from '../../src/vision/challenge.ts'
import { decodePicture } from '../../src/vision/picture.ts'
import type { ClassifyRequest } from '../../src/vision/synapse.ts'
import { vision } from '../../src/vision/vision.ts'

/** A task without a chain. */
export function taskOf(index: number, number = 1): Task {
  const seed = new Uint8Array(32).fill(number)
  seed[0] = index
  return { id: `task-${number}-${index}`, window: 3, index, seed }
}

export const signal = new AbortController().signal

/** What pictures show, for stand-ins of models: they look the label up and blur it. */
export interface Oracle {
  learn(task: Task, request: ClassifyRequest): void
  labelOf(picture: string): number | undefined
}

export function createOracle(): Oracle {
  const labels = new Map<string, number>()
  return {
    learn(task, { images }) {
      const shown = taskLabels(task)
      images.forEach((image, at) =>
        labels.set(keyOf(decodePicture(Buffer.from(image, 'base64'))), shown[at]!),
      )
    },
    labelOf: (picture) => labels.get(picture),
  }
}

/** Vision whose challenges the oracle learns as they are made. */
export const visionFor = (oracle: Oracle): typeof vision => ({
  ...vision,
  challenge(task, state) {
    const request = vision.challenge(task, state)
    oracle.learn(task, request)
    return request
  },
})

/**
 * A stand-in for a model of known skill: the true class leads by `skill` deviations of a noise that
 * depends on picture and name; its probabilities are those that this makes true.
 */
export function standIn(oracle: Oracle, name: string, skill: number): TensorBackend {
  return {
    kind: 'tensor',
    name,
    inputs: [{ name: 'images', datatype: 'FP32', shape: [-1, 3, 32, 32] }],
    outputs: [{ name: 'logits', datatype: 'FP32', shape: [-1, 10] }],
    infer({ images }) {
      const data = images!.data as Float32Array
      const count = images!.shape[0]!
      const logits = new Float32Array(count * 10)
      for (let picture = 0; picture < count; picture++) {
        const key = keyOfTensor(data.subarray(picture * 3072, (picture + 1) * 3072))
        const label = oracle.labelOf(key)
        const random = taskRandom(seedOf(`${name} ${key}`))
        for (let k = 0; k < 10; k++)
          logits[picture * 10 + k] = skill * ((k === label ? skill : 0) + random.gaussian())
      }
      return Promise.resolve({ logits: { datatype: 'FP32', shape: [count, 10], data: logits } })
    },
    close: () => Promise.resolve(),
  }
}

function keyOf(pixels: Uint8Array): string {
  const key: number[] = []
  for (let pixel = 0; pixel < 16; pixel++) key.push(pixels[pixel * 3]!)
  return key.join()
}

const keyOfTensor = (picture: Float32Array): string =>
  Array.from(picture.subarray(0, 16), (value) => Math.round(value * 255)).join()

function seedOf(text: string): Uint8Array {
  const seed = new Uint8Array(32)
  new TextEncoder().encode(text).forEach((byte, at) => {
    seed[at % 32] = (seed[at % 32]! * 31 + byte) & 255
  })
  return seed
}
