import type { Judgement, Task } from '@plexus/sdk/node'
import { SHARED_CHALLENGES, taskLabels } from './challenge.ts'
import { CLASSES } from './render/outlines.ts'
import type { ClassifyRequest, ClassifyResponse } from './synapse.ts'
import { blindTally, qualityOf, type Tally, tallyOf } from './tally.ts'

/** What a validator keeps of one answer. */
export interface VisionDetail {
  readonly tally: Tally
  /** Of a challenge that all miners share. */
  readonly probe?: {
    readonly labels: readonly number[]
    /** Probabilities in thousandths, picture after picture. */
    readonly probs: readonly number[]
  }
}

/** How far a row may be from summing to 1. */
const SUM_TOLERANCE = 1e-3

/** Compares an answer with what the pictures show; the labels come from the seed of the task. */
export function verify(
  task: Task,
  request: ClassifyRequest,
  response: ClassifyResponse,
): Judgement<VisionDetail> {
  const reason = problemOf(response, request.images.length)
  if (reason !== undefined) {
    const tally = blindTally(request.images.length)
    return { ok: false, quality: 0, units: 0, reason, detail: { tally } }
  }
  const labels = taskLabels(task)
  const tally = tallyOf(labels, response.probs)
  const probs = response.probs.flatMap((row) => row.map((value) => Math.round(value * 1000)))
  const detail = task.index < SHARED_CHALLENGES ? { tally, probe: { labels, probs } } : { tally }
  return { ok: true, quality: qualityOf(tally), units: request.images.length, detail }
}

/** Why these are not probabilities of so many pictures; absent where they are. */
function problemOf(response: ClassifyResponse, pictures: number): string | undefined {
  const { probs } = response
  if (!Array.isArray(probs) || probs.length !== pictures)
    return `needs ${pictures} rows of probabilities`
  for (const row of probs as readonly unknown[]) {
    if (!Array.isArray(row) || row.length !== CLASSES.length)
      return `each row needs ${CLASSES.length} probabilities`
    let sum = 0
    for (const value of row as readonly unknown[]) {
      if (typeof value !== 'number' || !Number.isFinite(value))
        return 'a probability is not a finite number'
      if (value < 0) return 'a probability is negative'
      sum += value
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) return 'the probabilities of a picture do not sum to 1'
  }
  return undefined
}
