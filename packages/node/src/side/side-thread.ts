import { MessageChannel } from 'node:worker_threads'
import type { MessagePort, Worker } from 'node:worker_threads'
import type { StateView, Timing } from '@plexus/runtime'
import type { LongReader } from '../rpc/dispatch.ts'
import type { MessageLimits, ReadMessage } from '../rpc/read-message.ts'
import { silent } from '../log.ts'
import type { Log } from '../log.ts'
import { startThread } from '../start-thread.ts'
import { SideBusyError, SideError } from './errors.ts'
import type { LongQuestions } from './interface.ts'
import { KEYS_PER_READ, outcomeOf } from './messages.ts'
import type { SideData, SideMessage, StateRead, Task, TaskRequest } from './messages.ts'

/** What a side thread is made of. */
export interface SideThreadOptions {
  readonly timing: Timing
  /** As of the runtime whose questions are answered; default false. */
  readonly hasValidators?: boolean
  readonly limits: MessageLimits
  /** Bytes of all tasks that are not done yet; default 128 MiB. */
  readonly maxBytes?: number
  readonly log?: Log
}

/** A thread beside the main one for work on long input; one task at a time. */
export interface SideThread extends LongReader, LongQuestions {
  /** Starts the thread before it is needed. */
  start(): void
  close(): Promise<void>
}

/** What waits for the thread. Errors of the state reach the asker as they were thrown. */
interface Job {
  readonly sizeBytes: number
  readonly view: StateView | undefined
  resolve(value: unknown): void
  reject(error: unknown): void
  stateError?: unknown
}

interface Running {
  readonly worker: Worker
  readonly state: MessagePort
  readonly signal: Int32Array
}

/** PERF: as much as the main thread may have; a task that needs more ends the thread only. */
const MAX_HEAP_MB = 1_024
/** It never gives back what garbage made it take: values here are few or live for one task. */
const MAX_YOUNG_MB = 16

/** Makes a side thread; it starts with `start` or with its first task, and again after a crash. */
export function createSideThread(options: SideThreadOptions): SideThread {
  const { maxBytes = 128 << 20, log = silent } = options
  const jobs = new Map<number, Job>()
  let running: Running | undefined
  let closed = false
  let count = 0
  let waitingBytes = 0

  const settle = (id: number): Job | undefined => {
    const job = jobs.get(id)
    if (jobs.delete(id)) waitingBytes -= job?.sizeBytes ?? 0
    return job
  }
  const lose = (lost: Running): void => {
    if (running !== lost) return
    running = undefined
    lost.state.close()
    if (!closed) log('warn', 'The side thread ended and is replaced', { tasks: jobs.size })
    for (const id of [...jobs.keys()]) settle(id)?.reject(new SideBusyError())
  }
  const start = (): Running => {
    if (running !== undefined) return running
    const fresh = startRunning(options)
    running = fresh
    fresh.worker.on('message', (message: SideMessage) => {
      if (message.kind === 'state') answerRead(fresh, jobs.get(message.id), message.read)
      else finish(settle(message.id), message)
    })
    fresh.worker.on('error', (error) => log('warn', 'The side thread failed', { error }))
    fresh.worker.on('exit', () => lose(fresh))
    return fresh
  }
  const ask = async <T>(task: Task, view?: StateView): Promise<T> => {
    const sizeBytes = task.bytes.length
    if (closed || waitingBytes + sizeBytes > maxBytes) throw new SideBusyError()
    const { worker } = start()
    count += 1
    const id = count
    waitingBytes += sizeBytes
    return await new Promise<T>((resolve, reject) => {
      jobs.set(id, { sizeBytes, view, resolve: (value) => resolve(value as T), reject })
      const { buffer } = task.bytes
      worker.postMessage({ id, task } satisfies TaskRequest, [buffer as ArrayBuffer])
    })
  }
  return {
    start: () => void start(),
    read: (bytes) => ask<ReadMessage>({ kind: 'read', bytes }),
    validate: (view, parent, source, extrinsic) =>
      ask({ kind: 'validate', parent, source, bytes: copied(extrinsic) }, view),
    call: (view, method, args) => ask({ kind: 'call', method, bytes: copied(args) }, view),
    dryRun: (view, parent, extrinsic) =>
      ask({ kind: 'dryRun', parent, bytes: copied(extrinsic) }, view),
    async close() {
      closed = true
      const last = running
      if (last === undefined) return
      await last.worker.terminate()
      lose(last)
    },
  }
}

/** An array of its own: posting a view would clone the whole buffer behind it. */
const copied = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

function startRunning({ timing, hasValidators = false, limits }: SideThreadOptions): Running {
  const { port1, port2 } = new MessageChannel()
  const signal = new Int32Array(new SharedArrayBuffer(4))
  const worker = startThread(new URL('./side-worker', import.meta.url), import.meta.url, {
    workerData: { timing, hasValidators, limits, state: port2, signal } satisfies SideData,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: MAX_YOUNG_MB },
  })
  port1.unref()
  return { worker, state: port1, signal }
}

function finish(job: Job | undefined, { outcome }: Extract<SideMessage, { kind: 'done' }>): void {
  if (job === undefined) return
  if (outcome.ok) return job.resolve(outcome.value)
  const { name, code, message } = outcome.error
  job.reject(job.stateError ?? new SideError(name, code, message))
}

/** Answers the thread, which sleeps meanwhile. */
function answerRead({ state, signal }: Running, job: Job | undefined, read: StateRead): void {
  const outcome = outcomeOf(() => {
    if (job?.view === undefined) throw new Error('the task has no state')
    try {
      return readState(job.view, read)
    } catch (error) {
      job.stateError = error
      throw error
    }
  })
  state.postMessage(outcome)
  Atomics.store(signal, 0, 1)
  Atomics.notify(signal, 0)
}

function readState(view: StateView, read: StateRead): unknown {
  switch (read.kind) {
    case 'get': {
      const value = view.get(read.key)
      return value === undefined ? undefined : copied(value)
    }
    case 'root':
      return view.root(read.changes)
    case 'keys': {
      const keys: string[] = []
      for (const key of view.keys(read.prefix, read.after)) {
        if (keys.push(key) === KEYS_PER_READ) break
      }
      return keys
    }
  }
}
