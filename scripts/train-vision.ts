import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createTrainer } from '@plexus/models'
import { CLASSES } from '@plexus/subnets'
import { drawExams, finishModel, HELD_OUT } from './vision/finish-model.ts'
import type { Snapshot } from './vision/finish-model.ts'
import { renderModelCard } from './vision/model-card.ts'
import type { ModelCard, ModelEntry } from './vision/model-card.ts'
import { IMAGE, network, WIDTHS } from './vision/network.ts'
import { drawTrainingBatch, pictureRandom } from './vision/pictures.ts'

/**
 * Trains the networks of the vision subnet on its own pictures, on one core, and writes them with
 * their card. `--check` trains again, writes nothing and compares with the card: each accuracy must
 * come out within a point; `--until weak` ends that after the model of that name. `--steps` shortens
 * the whole run for a trial; `--run apart` makes another run; `--out` names another folder.
 */

const BATCH = 32
const LEARNING_RATE = 0.004
const POINT = 0.01

/** A training run: its own first weights and pictures. */
interface Run {
  /** Follows the names of its seeds. */
  readonly seed: string
  readonly steps: number
  /** Share of the run in which the learning rate rises. */
  readonly warmUp: number
  readonly folder: string
  /** Shares of the run after which a model is taken. */
  readonly checkpoints: Readonly<Record<string, number>>
}

const RUNS: Readonly<Record<string, Run>> = {
  main: {
    seed: '',
    steps: 8000,
    warmUp: 0.01,
    folder: 'packages/subnets/models',
    checkpoints: { faint: 0.03125, weak: 0.05, middle: 0.1, good: 0.25, strong: 1 },
  },
  // A model as good as the middle one that nobody else serves, for the clone farm of `plexus up`.
  apart: {
    seed: ' apart',
    steps: 1000,
    warmUp: 0.05,
    folder: 'packages/subnets/models/apart',
    checkpoints: { apart: 1 },
  },
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      run: { type: 'string', default: 'main' },
      steps: { type: 'string' },
      out: { type: 'string' },
      check: { type: 'boolean', default: false },
      until: { type: 'string' },
    },
  })
  const run = RUNS[values.run]
  if (run === undefined) throw new Error(`Give --run as one of ${Object.keys(RUNS).join(', ')}.`)
  const out = resolve(values.out ?? run.folder)
  const steps = Number(values.steps ?? run.steps)
  const until = values.until ?? Object.keys(run.checkpoints).at(-1) ?? ''
  if (!Number.isInteger(steps) || steps < 1 || !Object.hasOwn(run.checkpoints, until)) {
    throw new Error('Give --steps as a number above 0 and --until as the name of a model.')
  }
  const before = process.cpuUsage()
  const { parameters, snapshots } = await train(run, steps, until)
  const { user, system } = process.cpuUsage(before)
  mkdirSync(out, { recursive: true })
  const exams = drawExams()
  const models: ModelEntry[] = []
  for (const snapshot of snapshots) {
    const { entry, bytes } = await finishModel(snapshot, exams)
    console.error(`${entry.file}: accuracy ${entry.accuracy}, Brier ${entry.brier}`)
    models.push(entry)
    if (!values.check) writeFileSync(join(out, entry.file), bytes)
  }
  if (values.check) return compare(models, join(out, 'models.json'))
  const card: ModelCard = {
    ...(values.run === 'main' ? {} : { run: values.run }),
    network: `residual, standardised 3 × 3 convolutions of ${WIDTHS.join(', ')} channels`,
    parameters,
    batch: BATCH,
    learningRate: LEARNING_RATE,
    steps,
    seconds: Math.round((user + system) / 1e6),
    heldOut: HELD_OUT,
    classes: CLASSES,
    models,
  }
  writeFileSync(join(out, 'models.json'), `${JSON.stringify(card, undefined, 2)}\n`)
  writeFileSync(join(out, 'README.md'), renderModelCard(card))
}

async function train(
  run: Run,
  steps: number,
  until: string,
): Promise<{ readonly parameters: number; readonly snapshots: readonly Snapshot[] }> {
  const first = pictureRandom(`first weights${run.seed}`)
  const trainer = await createTrainer({
    network,
    image: IMAGE,
    classes: CLASSES.length,
    batch: BATCH,
    uniform: () => first.float53(),
  })
  const names = new Map(
    Object.entries(run.checkpoints).map(([name, share]) => [
      Math.max(1, Math.round(share * steps)),
      name,
    ]),
  )
  const snapshots: Snapshot[] = []
  const random = pictureRandom(`training${run.seed}`)
  const progress = createProgress(steps)
  for (let step = 1; step <= steps; step += 1) {
    const batch = drawTrainingBatch(random, BATCH)
    progress(step, await trainer.step(batch, learningRateAt(step / steps, run.warmUp)))
    const name = names.get(step)
    if (name === undefined) continue
    // The moving mean is the better model before the learning rate has fallen.
    const weights = trainer.averagedWeights()
    snapshots.push({ name, steps: step, pictures: step * BATCH, weights })
    if (name === until) break
  }
  await trainer.close()
  return { parameters: trainer.parameterCount, snapshots }
}

/** Rises in a line, then falls as half a cosine. */
function learningRateAt(share: number, warmUp: number): number {
  if (share < warmUp) return (LEARNING_RATE * share) / warmUp
  return (LEARNING_RATE * (1 + Math.cos(Math.PI * ((share - warmUp) / (1 - warmUp))))) / 2
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

function compare(models: readonly ModelEntry[], path: string): void {
  const card = JSON.parse(readFileSync(path, 'utf8')) as ModelCard
  for (const { name, accuracy, sha256 } of models) {
    const shipped = card.models.find((model) => model.name === name)
    const close = Math.abs(accuracy - (shipped?.accuracy ?? 0)) <= POINT
    const same = sha256 === shipped?.sha256 ? ', byte for byte' : ''
    const verdict = close ? `reproduced${same}` : 'too far'
    console.log(`${name}: ${shipped?.accuracy} on the card, ${accuracy} now: ${verdict}`)
    if (!close) process.exitCode = 1
  }
}

await main()
