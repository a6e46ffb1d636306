import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { ProbabilityTable } from '@plexus/models'
import { CLASSES, picturesToTensor } from '@plexus/subnets'
import type { LabelledImage } from '@plexus/subnets'

const CHUNK = 250

/** What a model file says of pictures. */
export async function classify(
  model: Uint8Array,
  pictures: readonly LabelledImage[],
): Promise<ProbabilityTable> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 })
  const probabilities = new Float32Array(pictures.length * CLASSES.length)
  for (let start = 0; start < pictures.length; start += CHUNK) {
    const chunk = pictures.slice(start, start + CHUNK).map(({ pixels }) => pixels)
    const { shape, data } = picturesToTensor(chunk)
    const images = new Tensor('float32', Float32Array.from(data as Float32Array), shape)
    const results = await session.run({ images })
    probabilities.set(results['probabilities']?.data as Float32Array, start * CLASSES.length)
  }
  await session.release()
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
