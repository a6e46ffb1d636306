import type { Worker } from 'node:worker_threads'
import { startThread } from '../start-thread.ts'

/** Starts a signature worker. */
export function startWorker(): Worker {
  return startThread(new URL('./worker', import.meta.url), import.meta.url, {
    resourceLimits: { maxYoungGenerationSizeMb: MAX_YOUNG_MB },
  })
}

/** What a batch leaves behind is garbage at once: more room for it would only stay taken. */
const MAX_YOUNG_MB = 3
