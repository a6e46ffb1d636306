import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  createTrainer,
  encodeModel,
  fitTemperature,
  inferenceModel,
  residualNetwork,
} from '@plexus/models'
import type { Trainer } from '@plexus/models'
import { CLASSES, SIDE } from '@plexus/subnets'
import type { LabelledImage } from '@plexus/subnets'
import { classify, judge } from './vision/judge.ts'
import { renderModelCard } from './vision/model-card.ts'
import type { ModelCard, ModelEntry } from './vision/model-card.ts'
import { drawPictures, drawTrainingBatch, pictureRandom } from './vision/pictures.ts'

/**
 * Trains the networks of the vision subnet on its own pictures, on one core, and writes them with
 * their card. `--check` trains again, writes nothing and compares with the card: each accuracy must
 * come out within a point. `--steps` shortens the run for a trial; `--out` names another folder.
 */

const WIDTHS = [16, 16, 32, 52]
const IMAGE = [3, SIDE, SIDE]
const BATCH = 32
const STEPS = 12_000
const LEARNING_RATE = 0.004
const WARM_UP = 0.01
const HELD_OUT = 5000
const POINT = 0.01
const DIFFICULTIES = ['0.00', '0.25', '0.50', '0.75', '1.00']
/** Shares of the run after which a model is taken. */
const CHECKPOINTS: Readonly<Record<string, number>> = {
  faint: 0.01,
  weak: 0.025,
  middle: 0.08,
  good: 0.3,
  strong: 1,
}

const network = residualNetwork({ widths: WIDTHS, classes: CLASSES.length })

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      steps: { type: 'string', default: `${STEPS}` },
      out: { type: 'string', default: 'packages/subnets/models' },
      check: { type: 'boolean', default: false },
    },
  })
  const out = resolve(values.out)
  const steps = Number(values.steps)
  const began = performance.now()
  const { parameters, snapshots } = await train(steps)
  const seconds = Math.round((performance.now() - began) / 1000)
  const models: ModelEntry[] = []
  const exams = drawExams()
  for (const snapshot of snapshots) {
    const { entry, bytes } = await finish(snapshot, exams)
    console.error(`${entry.file}: accuracy ${entry.accuracy}, Brier ${entry.brier}`)
    models.push(entry)
    if (!values.check) {
      mkdirSync(out, { recursive: true })
      writeFileSync(join(out, entry.file), bytes)
    }
  }
  if (values.check) return compare(models, join(out, 'models.json'))
  const card: ModelCard = {
    network: `residual, standardised 3 × 3 convolutions of ${WIDTHS.join(', ')} channels`,
    parameters,
    batch: BATCH,
    learningRate: LEARNING_RATE,
    steps,
    seconds,
    heldOut: HELD_OUT,
    classes: CLASSES,
    models,
  }
  writeFileSync(join(out, 'models.json'), `${JSON.stringify(card, undefined, 2)}\n`)
  writeFileSync(join(out, 'README.md'), renderModelCard(card))
}

interface Snapshot {
  readonly name: string
  readonly steps: number
  readonly weights: Float32Array
}

async function train(
  steps: number,
): Promise<{ readonly parameters: number; readonly snapshots: readonly Snapshot[] }> {
  const first = pictureRandom('first weights')
  const trainer = await createTrainer({
    network,
    image: IMAGE,
    classes: CLASSES.length,
    batch: BATCH,
    uniform: () => first.float53(),
  })
  const taken = new Map(
    Object.entries(CHECKPOINTS).map(([name, share]) => [
      Math.max(1, Math.round(share * steps)),
      name,
    ]),
  )
  const snapshots: Snapshot[] = []
  const random = pictureRandom('training')
  const progress = createProgress(steps)
  for (let step = 1; step <= steps; step += 1) {
    const batch = drawTrainingBatch(random, BATCH)
    progress(step, await trainer.step(batch, learningRateAt(step / steps)))
    const name = taken.get(step)
    if (name !== undefined) snapshots.push(snapshotOf(trainer, name, step))
  }
  await trainer.close()
  return { parameters: trainer.parameterCount, snapshots }
}

function snapshotOf(trainer: Trainer, name: string, steps: number): Snapshot {
  return { name, steps, weights: trainer.averagedWeights() }
}

/** Rises in a line, then falls as half a cosine. */
function learningRateAt(share: number): number {
  if (share < WARM_UP) return (LEARNING_RATE * share) / WARM_UP
  return (LEARNING_RATE * (1 + Math.cos(Math.PI * ((share - WARM_UP) / (1 - WARM_UP))))) / 2
}

function createProgress(steps: number): (step: number, loss: number) => void {
  const began = performance.now()
  let mean: number | undefined
  return (step, loss) => {
    mean = mean === undefined ? loss : mean + 0.02 * (loss - mean)
    if (step % 100 !== 0 && step !== steps) return
    const perSecond = (step * BATCH) / ((performance.now() - began) / 1000)
    console.error(
      `step ${step} of ${steps}: loss ${mean.toFixed(4)}, ${perSecond.toFixed(0)} pictures/s`,
    )
  }
}

interface Exams {
  readonly calibration: readonly LabelledImage[]
  readonly heldOut: readonly LabelledImage[]
  /** By difficulty. */
  readonly at: ReadonlyMap<string, readonly LabelledImage[]>
}

function drawExams(): Exams {
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
async function finish(
  { name, steps, weights }: Snapshot,
  exams: Exams,
): Promise<{ readonly entry: ModelEntry; readonly bytes: Uint8Array }> {
  const base = { name: `vision-${name}`, network, image: IMAGE, classes: CLASSES.length, weights }
  const uncalibrated = encodeModel(inferenceModel(base))
  const temperature = fitTemperature(await classify(uncalibrated, exams.calibration))
  const metadata = { classes: CLASSES.join(','), steps: `${steps}` }
  const bytes = encodeModel(inferenceModel({ ...base, temperature, metadata }))
  const { accuracy, brier } = judge(await classify(bytes, exams.heldOut))
  const accuracyAt: Record<string, number> = {}
  for (const [difficulty, pictures] of exams.at) {
    accuracyAt[difficulty] = judge(await classify(bytes, pictures)).accuracy
  }
  const entry: ModelEntry = {
    name,
    file: `${name}.onnx`,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    steps,
    pictures: steps * BATCH,
    temperature: Number(temperature.toFixed(4)),
    accuracy,
    brier: Number(brier.toFixed(4)),
    accuracyAt,
  }
  return { entry, bytes }
}

function compare(models: readonly ModelEntry[], path: string): void {
  const card = JSON.parse(readFileSync(path, 'utf8')) as ModelCard
  for (const { name, accuracy } of card.models) {
    const again = models.find((model) => model.name === name)?.accuracy ?? 0
    const close = Math.abs(again - accuracy) <= POINT
    console.log(`${name}: ${accuracy} on the card, ${again} now${close ? '' : ': too far'}`)
    if (!close) process.exitCode = 1
  }
}

await main()
