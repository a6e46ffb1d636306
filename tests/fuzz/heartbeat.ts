import { Worker } from 'node:worker_threads'
import type { BeatData } from './beat.ts'

/** How the node answered a cheap request on another connection. */
export interface Beats {
  /** The longest answer, in ms. */
  readonly longestMs: number
  /** The longest one that was late by the node's doing; 0 for none. */
  readonly lateMs: number
}

/** A cheap request on a connection and a thread of its own, over and over. */
export interface Heartbeat {
  /** Forgets what was. */
  reset(): void
  /** The answers since `reset`, that to the question which is open now included. */
  beats(): Promise<Beats>
  close(): Promise<void>
}

const PATIENCE_MS = 10_000

export async function startHeartbeat(port: number, pid: number): Promise<Heartbeat> {
  const state = new Float64Array(new SharedArrayBuffer(4 * 8))
  const worker = startThread({ port, pid, state })
  await new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  const [ASKED, LONGEST, LATE, COUNT] = [0, 1, 2, 3] as const
  return {
    reset() {
      state[LONGEST] = 0
      state[LATE] = 0
    },
    async beats() {
      const count = state[COUNT]
      const isOpen = state[ASKED] !== 0
      const deadline = performance.now() + PATIENCE_MS
      while (isOpen && state[COUNT] === count && performance.now() < deadline) await pause()
      const isOver = !isOpen || state[COUNT] !== count
      return {
        longestMs: isOver ? (state[LONGEST] ?? 0) : PATIENCE_MS,
        lateMs: isOver ? (state[LATE] ?? 0) : PATIENCE_MS,
      }
    },
    async close() {
      worker.postMessage('end')
      await worker.terminate()
    },
  }
}

const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 1))

/** Node 20 loads no TypeScript in a thread by itself. */
function startThread(data: BeatData): Worker {
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'))
  const program = JSON.stringify(new URL('heartbeat-thread.ts', import.meta.url).href)
  const boot = `import(${loader}).then((tsx) => { tsx.register(); return import(${program}) })`
  return new Worker(boot, { eval: true, execArgv: ['--conditions=source'], workerData: data })
}
