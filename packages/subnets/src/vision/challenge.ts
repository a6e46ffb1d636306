import { type Task, taskRandom } from '@plexus/sdk/node'
import { encodePicture } from './picture.ts'
import { CLASSES, type Label } from './render/outlines.ts'
import { randomLabel, renderImage } from './render/render-image.ts'
import { type ClassifyRequest, MAX_IMAGES } from './synapse.ts'

/** Challenges of a window that all miners share; their pictures show who serves the same model. */
export const SHARED_CHALLENGES = 2

/** What the pictures of a task show: the first things drawn from its seed. */
export function taskLabels(task: Task): Label[] {
  const random = taskRandom(task.seed)
  return Array.from({ length: MAX_IMAGES }, () => randomLabel(random))
}

/** Draws the pictures of a task: a pure function of its seed and the difficulty (0 to 1). */
export function drawPictures(task: Task, difficulty: number): Uint8Array[] {
  const random = taskRandom(task.seed)
  const labels = Array.from({ length: MAX_IMAGES }, () => randomLabel(random))
  return labels.map((label) => renderImage(random, difficulty, label).pixels)
}

/** The request of a task: 32 pictures in base64 (spec: 85-subnets §2). */
export function challenge(task: Task, state: { readonly difficulty: number }): ClassifyRequest {
  const images = drawPictures(task, state.difficulty).map((pixels) =>
    Buffer.from(encodePicture(pixels)).toString('base64'),
  )
  return { taskId: task.id, images, classes: CLASSES }
}
