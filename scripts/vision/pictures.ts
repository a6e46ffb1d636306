import { createHash } from 'node:crypto'
import type { Tensor, TrainingBatch } from '@plexus/models'
import { taskRandom } from '@plexus/sdk/node'
import { CLASSES, picturesToTensor, renderImage } from '@plexus/subnets'
import type { LabelledImage, Random } from '@plexus/subnets'

/** A source of pictures of its own name: the same pictures on every machine. */
export function pictureRandom(name: string): Random {
  return taskRandom(createHash('sha256').update(`plexus vision ${name}`).digest())
}

/** Pictures of uniformly drawn difficulty, or of one difficulty. */
export function drawPictures(random: Random, count: number, difficulty?: number): LabelledImage[] {
  return Array.from({ length: count }, () => renderImage(random, difficulty ?? random.float53()))
}

/** As the trainer takes them. The harder of two difficulties is drawn: easy pictures teach little. */
export function drawTrainingBatch(random: Random, count: number): TrainingBatch {
  const pictures = Array.from({ length: count }, () =>
    renderImage(random, Math.max(random.float53(), random.float53())),
  )
  const targets = new Float32Array(count * CLASSES.length)
  for (const [index, { label }] of pictures.entries()) targets[index * CLASSES.length + label] = 1
  return { images: floatsOf(picturesToTensor(pictures.map(({ pixels }) => pixels))), targets }
}

function floatsOf({ data }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data
  throw new Error('The pictures of the subnet are no FP32 tensor.')
}
