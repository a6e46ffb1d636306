import { createHash } from 'node:crypto'
import { encodeModel, fitTemperature, inferenceModel } from '@plexus/models'
import { CLASSES } from '@plexus/subnets'
import type { LabelledImage } from '@plexus/subnets'
import { classify, judge } from './judge.ts'
import type { ModelEntry } from './model-card.ts'
import { IMAGE, network } from './network.ts'
import { drawPictures, pictureRandom } from './pictures.ts'

/** Weights that became a model. */
export interface Snapshot {
  readonly name: string
  /** Steps of the run after which they were taken. */
  readonly steps: number
  /** Pictures seen by then. */
  readonly pictures: number
  readonly weights: Float32Array
}

/** Pictures that no training sees. */
export interface Exams {
  readonly calibration: readonly LabelledImage[]
  readonly heldOut: readonly LabelledImage[]
  /** By difficulty. */
  readonly at: ReadonlyMap<string, readonly LabelledImage[]>
}

/** Pictures of the held-out exam, and of that for calibration. */
export const HELD_OUT = 5000
const DIFFICULTIES = ['0.00', '0.25', '0.50', '0.75', '1.00']

export function drawExams(): Exams {
  return {
    calibration: drawPictures(pictureRandom('calibration'), HELD_OUT),
    heldOut: drawPictures(pictureRandom('held out'), HELD_OUT),
    at: new Map(
      DIFFICULTIES.map((difficulty) => [
        difficulty,
        drawPictures(
          pictureRandom(`held out at ${difficulty}`),
          HELD_OUT / DIFFICULTIES.length,
          Number(difficulty),
        ),
      ]),
    ),
  }
}

/** Calibrates weights, makes them a file and measures that file. */
export async function finishModel(
  { name, steps, pictures, weights }: Snapshot,
  exams: Exams,
): Promise<{ readonly entry: ModelEntry; readonly bytes: Uint8Array }> {
  const base = { name: `vision-${name}`, network, image: IMAGE, classes: CLASSES.length, weights }
  const uncalibrated = encodeModel(inferenceModel(base))
  const temperature = fitTemperature(await classify(uncalibrated, exams.calibration))
  const metadata = { classes: CLASSES.join(','), steps: `${steps}` }
  const bytes = encodeModel(inferenceModel({ ...base, temperature, metadata }))
  const { accuracy, brier } = judge(await classify(bytes, exams.heldOut))
  const accuracyAt: Record<string, number> = {}
  for (const [difficulty, questions] of exams.at) {
    accuracyAt[difficulty] = judge(await classify(bytes, questions)).accuracy
  }
  const entry: ModelEntry = {
    name,
    file: `${name}.onnx`,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    steps,
    pictures,
    temperature: Number(temperature.toFixed(4)),
    accuracy,
    brier: Number(brier.toFixed(4)),
    accuracyAt,
  }
  return { entry, bytes }
}
