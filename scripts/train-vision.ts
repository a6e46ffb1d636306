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
 * the whole run for a trial; `--out` names another folder.
 */

const BATCH = 32
const STEPS = 8000
const LEARNING_RATE = 0.004
const WARM_UP = 0.01
const POINT = 0.01
/** Shares of the run after which a model is taken. */
const CHECKPOINTS: Readonly<Record<string, number>> = {
  faint: 0.03125,
  weak: 0.05,
  middle: 0.1,
  good: 0.25,
  strong: 1,
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      steps: { type: 'string', default: `${STEPS}` },
      out: { type: 'string', default: 'packages/subnets/models' },
      check: { type: 'boolean', default: false },
      until: { type: 'string', default: 'strong' },
    },
  })
  const out = resolve(values.out)
  const steps = Number(values.steps)
  if (!Number.isInteger(steps) || steps < 1 || !Object.hasOwn(CHECKPOINTS, values.until)) {
    throw new Error('Give --steps as a number above 0 and --until as the name of a model.')
  }
  const before = process.cpuUsage()
  const { parameters, snapshots } = await train(steps, values.until)
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
  steps: number,
  until: string,
): Promise<{ readonly parameters: number; readonly snapshots: readonly Snapshot[] }> {
  const first = pictureRandom('first weights')
  const trainer = await createTrainer({
    network,
    image: IMAGE,
    classes: CLASSES.length,
    batch: BATCH,
    uniform: () => first.float53(),
  })
  const names = new Map(
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
