import type { TensorBackend } from '@plexus/models'
import { type Task, taskRandom } from '@plexus/sdk/node'
import { taskLabels } from '../../src/vision/challenge.ts'
import { CLASSES } from '../../src/vision/render/outlines.ts'
import { classify } from '../../src/vision/synapse.ts'
import { vision } from '../../src/vision/vision.ts'

/** A task without a chain. */
export function taskOf(index: number, number = 1): Task {
  const seed = new Uint8Array(32).fill(number)
  seed[0] = index
  return { id: `task-${number}-${index}`, window: 3, index, seed }
}

export const signal = new AbortController().signal

/** A model with nothing inside. */
export const hollowModel = (name: string): TensorBackend => ({
  kind: 'tensor',
  name,
  inputs: [{ name: 'images', datatype: 'FP32', shape: [-1, 3, 32, 32] }],
  outputs: [{ name: 'probs', datatype: 'FP32', shape: [-1, 10] }],
  infer: () => Promise.reject(new Error('There is no model.')),
  close: () => Promise.resolve(),
})

/**
 * Vision without pictures, for simulations of its pay: hollow models of known skill answer. The true
 * class leads by `skill` deviations of a noise, half of which is the picture's and half the model's;
 * the probabilities are those that this makes true.
 *
 * @param skills by name of the model
 */
export function visionWithoutPictures(skills: ReadonlyMap<string, number>): typeof vision {
  const labels = new Map<string, readonly number[]>()
  return {
    ...vision,
    synapse: {
      ...classify,
      parseRequest: (fields) => ({
        taskId: String(fields['task_id']),
        images: fields['images'] as string[],
        classes: CLASSES,
      }),
    },
    challenge(task) {
      labels.set(task.id, taskLabels(task))
      return { taskId: task.id, images: Array.from({ length: 32 }, () => ''), classes: CLASSES }
    },
    work({ taskId }, { name }) {
      const skill = skills.get(name) ?? 0
      const own = taskRandom(seedOf(`${name} ${taskId}`))
      const shared = taskRandom(seedOf(taskId))
      const probs = labels.get(taskId)!.map((label) => {
        const powers = CLASSES.map((_, k) => {
          const noise = (own.gaussian() + shared.gaussian()) * Math.SQRT1_2
          return Math.exp(skill * ((k === label ? skill : 0) + noise))
        })
        const sum = powers.reduce((total, power) => total + power, 0)
        return powers.map((power) => power / sum)
      })
      return Promise.resolve({ probs, modelId: name })
    },
  }
}

function seedOf(text: string): Uint8Array {
  const seed = new Uint8Array(32)
  new TextEncoder().encode(text).forEach((byte, at) => {
    seed[at % 32] = (seed[at % 32]! * 31 + byte + at) & 255
  })
  return seed
}
