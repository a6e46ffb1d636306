import type { SignatureClaim } from '@plexus/runtime'
import type { Log } from '../log.ts'
import { SignatureCheckerClosedError, SignatureQueueFullError } from './errors.ts'
import type { VerifySignature } from './interface.ts'
import type { BatchReply, BatchRequest } from './worker-messages.ts'

/** The part of `node:worker_threads` that the pool uses. */
export interface CheckWorker {
  postMessage(message: BatchRequest): void
  on(event: 'message', listener: (reply: BatchReply) => void): unknown
  on(event: 'error', listener: (error: unknown) => void): unknown
  on(event: 'exit', listener: () => void): unknown
  terminate(): Promise<unknown>
}

export interface WorkerPoolOptions {
  /** At least 1. */
  readonly workers: number
  readonly startWorker: () => CheckWorker
  /** Stands in while workers start, and for batches that kill them. */
  readonly verify: VerifySignature
  /** Checks that may wait. */
  readonly queueLimit: number
  readonly log: Log
}

/**
 * Verifies in batches on worker threads. A worker starts with the first check, the others when
 * more than one batch waits. A crashed worker is replaced and its batch done again.
 */
export class WorkerPool {
  readonly #options: WorkerPoolOptions
  readonly #seats: Seat[]
  readonly #waiting: Job[] = []
  /** Batches in the order of their jobs; the first one decides what may resolve. */
  readonly #open: Batch[] = []
  #dispatching = false
  #closed = false

  constructor(options: WorkerPoolOptions) {
    this.#options = options
    this.#seats = Array.from({ length: options.workers }, () => ({ up: false, failures: 0 }))
  }

  /** @throws SignatureQueueFullError, SignatureCheckerClosedError */
  check(check: SignatureClaim): Promise<boolean> {
    const { queueLimit } = this.#options
    if (this.#closed) return Promise.reject(new SignatureCheckerClosedError())
    if (this.#waiting.length >= queueLimit) {
      return Promise.reject(new SignatureQueueFullError(queueLimit))
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ check, resolve, reject })
      this.#dispatchSoon()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    const jobs = [...this.#open.splice(0).flatMap(({ jobs }) => jobs), ...this.#waiting.splice(0)]
    for (const job of jobs) job.reject(new SignatureCheckerClosedError())
    const workers = this.#seats.flatMap(({ worker }) => worker ?? [])
    await Promise.all(workers.map((worker) => worker.terminate()))
  }

  /** Waits for the end of the tick, so that what arrives together travels together. */
  #dispatchSoon(): void {
    if (this.#dispatching) return
    this.#dispatching = true
    setImmediate(() => {
      this.#dispatching = false
      if (!this.#closed) this.#dispatch()
    })
  }

  #dispatch(): void {
    this.#startWorkers()
    const lost = this.#open.filter(({ state }) => state === 'lost')
    for (const batch of lost) {
      const seat = this.#idleSeat()
      if (batch.attempts < MAX_ATTEMPTS && seat !== undefined) send(seat, batch)
      else if (batch.attempts >= MAX_ATTEMPTS || this.#allBroken()) this.#verifyHere(batch)
    }
    for (let seat = this.#idleSeat(); seat !== undefined; seat = this.#idleSeat()) {
      if (this.#waiting.length === 0) return
      const idle = this.#seats.filter((each) => each.up && each.batch === undefined).length
      const fair = Math.ceil(this.#waiting.length / idle)
      send(seat, this.#openBatch(Math.min(BATCH, fair)))
    }
    if (this.#waiting.length === 0 || this.#seats.some(({ up }) => up)) return
    // Nobody is up. The first few are done here rather than after the start of a worker.
    if (this.#allBroken()) this.#verifyHere(this.#openBatch(BATCH))
    else if (this.#waiting.length <= FEW) this.#verifyHere(this.#openBatch(FEW))
    if (this.#waiting.length > 0 && this.#allBroken()) this.#dispatchSoon()
  }

  #startWorkers(): void {
    const started = this.#seats.filter(({ worker }) => worker !== undefined).length
    const wanted = this.#waiting.length + this.#open.length > BATCH ? this.#seats.length : 1
    const vacant = this.#seats.filter((seat) => seat.worker === undefined && !isBroken(seat))
    for (const seat of vacant.slice(0, Math.max(0, wanted - started))) this.#start(seat)
  }

  #start(seat: Seat): void {
    const worker = this.#options.startWorker()
    seat.worker = worker
    worker.on('message', ({ ready, results }) => {
      if (ready === true) seat.up = true
      if (results !== undefined) this.#finish(seat, results)
      this.#dispatchSoon()
    })
    worker.on('error', (error) => {
      this.#options.log('warn', 'A signature worker failed', { error })
    })
    worker.on('exit', () => this.#vacate(seat))
  }

  #finish(seat: Seat, results: readonly boolean[]): void {
    const { batch } = seat
    delete seat.batch
    seat.failures = 0
    if (batch !== undefined) this.#settle(batch, results)
  }

  #vacate(seat: Seat): void {
    delete seat.worker
    seat.up = false
    if (this.#closed) return
    seat.failures += 1
    if (seat.batch !== undefined) seat.batch.state = 'lost'
    delete seat.batch
    this.#options.log('warn', 'A signature worker ended and is replaced', {
      failures: seat.failures,
    })
    this.#dispatchSoon()
  }

  #verifyHere(batch: Batch): void {
    this.#settle(
      batch,
      batch.jobs.map(({ check }) => this.#options.verify(check)),
    )
  }

  /** Resolves this batch and its finished successors once all before it are resolved. */
  #settle(batch: Batch, results: readonly boolean[]): void {
    batch.state = results
    for (let first = this.#open[0]; first !== undefined; first = this.#open[0]) {
      const { state } = first
      if (typeof state === 'string') return
      first.jobs.forEach((job, at) => job.resolve(state[at] === true))
      this.#open.shift()
    }
  }

  #openBatch(size: number): Batch {
    const batch: Batch = { jobs: this.#waiting.splice(0, size), attempts: 0, state: 'sent' }
    this.#open.push(batch)
    return batch
  }

  #idleSeat(): Seat | undefined {
    return this.#seats.find((seat) => seat.up && seat.batch === undefined)
  }

  #allBroken(): boolean {
    return this.#seats.every(isBroken)
  }
}

interface Seat {
  worker?: CheckWorker
  /** Whether the worker takes batches. */
  up: boolean
  batch?: Batch
  /** Crashes since the last answer. */
  failures: number
}

interface Job {
  readonly check: SignatureClaim
  readonly resolve: (good: boolean) => void
  readonly reject: (error: Error) => void
}

interface Batch {
  readonly jobs: readonly Job[]
  attempts: number
  /** The results, once they are there. */
  state: 'sent' | 'lost' | readonly boolean[]
}

/** PERF: 64 signatures take about 30 ms; posting them costs 3 % (spec: 95-node-costs §1). */
const BATCH = 64
/** PERF: 8 signatures on the main thread take about 4 ms. */
const FEW = 8
const MAX_ATTEMPTS = 2
const MAX_FAILURES = 3

function isBroken(seat: Seat): boolean {
  return seat.worker === undefined && seat.failures >= MAX_FAILURES
}

function send(seat: Seat, batch: Batch): void {
  batch.attempts += 1
  batch.state = 'sent'
  seat.batch = batch
  seat.worker?.postMessage({ checks: batch.jobs.map(({ check }) => detached(check)) })
}

/** Copies views: posting one would clone the whole buffer behind it. */
function detached(check: SignatureClaim): SignatureClaim {
  const { kind, signer, signature, message } = check
  return {
    kind,
    signer: signer.slice() as typeof signer,
    signature: signature.slice(),
    message: message.slice(),
  }
}
