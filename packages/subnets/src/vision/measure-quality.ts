import type { TensorBackend } from '@plexus/models'
import { createTask } from '@plexus/sdk/node'
import { drawPictures, taskLabels } from './challenge.ts'
import { addTallies, accuracyOf, brierOf, NO_TALLY, qualityOf, tallyOf } from './tally.ts'
import { classifyPictures } from './work.ts'

/** What a model is worth on pictures that nobody else has seen. */
export interface MeasuredQuality {
  /** q over all pictures (spec: 85-subnets §2), 0 to 1. */
  readonly quality: number
  /** Part of the pictures whose likeliest class was right. */
  readonly accuracy: number
  /** Mean Brier score, 0 to 2. */
  readonly brier: number
}

/**
 * Measures a model on held-out tasks of 32 pictures each.
 *
 * @param options.tasks number of tasks, at least 1
 * @param options.seed 32 bytes; the same seed gives the same pictures
 * @param options.difficulty 0 to 1
 */
export async function measureQuality(
  backend: TensorBackend,
  options: {
    readonly tasks: number
    readonly seed: Uint8Array
    readonly difficulty: number
    readonly signal?: AbortSignal
  },
): Promise<MeasuredQuality> {
  const { tasks, seed, difficulty, signal } = options
  let tally = NO_TALLY
  for (let index = 0; index < tasks; index++) {
    signal?.throwIfAborted()
    // No window has this number, so no miner is ever asked these.
    const origin = { netuid: 0, window: 0, index, windowSeed: seed, salt: HELD_OUT }
    const task = createTask(origin)
    const pictures = drawPictures(task, difficulty)
    const rows = await classifyPictures(pictures, backend, signal === undefined ? {} : { signal })
    tally = addTallies(tally, tallyOf(taskLabels(task), rows))
  }
  return { quality: qualityOf(tally), accuracy: accuracyOf(tally), brier: brierOf(tally) }
}

const HELD_OUT = new TextEncoder().encode('held out'.padEnd(32, '.'))
