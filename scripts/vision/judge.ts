import { onnxBackend } from '@plexus/models'
import type { ProbabilityTable } from '@plexus/models'
import { CLASSES, picturesToTensor } from '@plexus/subnets'
import type { LabelledImage } from '@plexus/subnets'

const CHUNK = 250

/** What a model file says of pictures. */
export async function classify(
  model: Uint8Array,
  pictures: readonly LabelledImage[],
): Promise<ProbabilityTable> {
  const backend = await onnxBackend({ model })
  const probabilities = new Float32Array(pictures.length * CLASSES.length)
  for (let start = 0; start < pictures.length; start += CHUNK) {
    const chunk = pictures.slice(start, start + CHUNK).map(({ pixels }) => pixels)
    const { probs } = await backend.infer({ images: picturesToTensor(chunk) })
    if (!(probs?.data instanceof Float32Array)) throw new Error('The model gives no "probs".')
    probabilities.set(probs.data, start * CLASSES.length)
  }
  await backend.close()
  return { classes: CLASSES.length, probabilities, labels: pictures.map(({ label }) => label) }
}

/** How good the answers are. */
export interface Judgement {
  /** Share of pictures whose likeliest class is the right one. */
  readonly accuracy: number
  /** Mean over the pictures of Σ (p − y)². */
  readonly brier: number
}

export function judge({ classes, probabilities, labels }: ProbabilityTable): Judgement {
  let right = 0
  let squares = 0
  for (const [picture, label] of labels.entries()) {
    const row = probabilities.subarray(picture * classes, (picture + 1) * classes)
    if (row.indexOf(Math.max(...row)) === label) right += 1
    for (const [index, value] of row.entries()) squares += (value - (index === label ? 1 : 0)) ** 2
  }
  return { accuracy: right / labels.length, brier: squares / labels.length }
}
