import type { Worker } from 'node:worker_threads'
import { startThread } from '../start-thread.ts'

/** Starts a signature worker. */
export function startWorker(): Worker {
  return startThread(new URL('./worker', import.meta.url), import.meta.url)
}
