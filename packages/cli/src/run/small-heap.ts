import { setFlagsFromString } from 'node:v8'
import type { Worker } from 'node:worker_threads'

/**
 * Keeps the memory of a node small: by itself V8 takes 32 MiB for young values as soon as there is
 * work, and lets garbage pile up to several times what lives, and gives back little of either.
 * PERF: under load a node takes 121 MiB instead of 183, and some 5 % more time.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`)
  stopYoungGrowth()
  // V8 forgets it when a thread begins.
  process.off('worker', onThread).on('worker', onThread)
}

const GROWTH_PERCENT = 60

const stopYoungGrowth = (): void => setFlagsFromString('--semi-space-growth-factor=1')

const onThread = (worker: Worker): void => void worker.once('online', stopYoungGrowth)
