import type { TensorBackend } from '../backend.ts'
import { checkInputs } from '../check.ts'
import { BackendBusyError, BackendClosedError, BackendError, ModelInvalidError } from '../errors.ts'
import type { Tensors } from '../tensor.ts'
import { joinKeyOf, joinRows, rowsOf, takeRows } from './rows.ts'
import type { Scratch } from './rows.ts'

/** How requests are gathered. */
export interface BatchingOptions {
  /** Rows of one call at most, 32 by default; a request with more runs alone. */
  readonly maxBatch?: number
  /** How long the first request of a batch waits for others, in milliseconds; 5 by default. */
  readonly windowMs?: number
  /** Requests that wait at most, `4 · maxBatch` by default; more are refused. */
  readonly maxQueue?: number
  /** Told of every call, for metrics. */
  readonly onBatch?: (batch: { readonly requests: number; readonly rows: number }) => void
}

interface Item {
  readonly tensors: Tensors
  readonly key: string
  readonly rows: number
  readonly since: number
  readonly signal: AbortSignal | undefined
  readonly resolve: (answer: Tensors) => void
  readonly reject: (error: unknown) => void
  isSettled: boolean
}

const MAX_WINDOW_MS = 60_000

/**
 * Gathers requests for a backend: those whose tensors differ in the first dimension only run as one
 * call, one call after the other. While one runs, the next gathers. When a call of several fails on its
 * input, each of them runs again alone.
 * @throws ModelInvalidError when an option is out of its range
 */
export function batched(backend: TensorBackend, options: BatchingOptions = {}): TensorBackend {
  const { maxBatch = 32, windowMs = 5, onBatch } = options
  const { maxQueue = 4 * maxBatch } = options
  checkOptions({ maxBatch, windowMs, maxQueue })
  const { name, inputs, outputs } = backend
  const canJoin = inputs.every(({ shape }) => shape[0] === -1)
  const scratch: Scratch | undefined = backend.copiesInputs === true ? new Map() : undefined
  const queue: Item[] = []
  let isRunning = false
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  let lone = 0

  const wake = (): void => {
    clearTimeout(timer)
    timer = undefined
    const [first] = queue
    if (isRunning || first === undefined) return
    const waitMs = isFull(queue, first, maxBatch) ? 0 : first.since + windowMs - performance.now()
    if (waitMs > 0) timer = setTimeout(wake, waitMs)
    else void run(takeBatch(queue, first, maxBatch))
  }
  const run = async (items: readonly Item[]): Promise<void> => {
    isRunning = true
    await runBatch({ backend, scratch, onBatch }, items)
    isRunning = false
    wake()
  }
  return {
    kind: 'tensor',
    name,
    inputs,
    outputs,
    async infer(tensors, { signal } = {}) {
      signal?.throwIfAborted()
      if (isClosed) throw new BackendClosedError(name)
      if (inputs.length > 0) checkInputs(name, inputs, tensors)
      if (queue.length >= maxQueue) {
        throw new BackendBusyError(
          `${queue.length} requests for ${name} wait already: try again later.`,
        )
      }
      const rows = canJoin ? rowsOf(tensors) : undefined
      lone += 1
      const key = rows === undefined ? `alone ${lone}` : joinKeyOf(tensors)
      return new Promise<Tensors>((resolve, reject) => {
        const item = createItem(
          { tensors, key, rows: rows ?? maxBatch, signal },
          resolve,
          reject,
          () => {
            const at = queue.indexOf(item)
            if (at !== -1) queue.splice(at, 1)
          },
        )
        queue.push(item)
        wake()
      })
    },
    async close() {
      if (isClosed) return
      isClosed = true
      clearTimeout(timer)
      for (const item of queue.splice(0)) item.reject(new BackendClosedError(name))
      await backend.close()
    },
  }
}

function createItem(
  { tensors, key, rows, signal }: Pick<Item, 'tensors' | 'key' | 'rows' | 'signal'>,
  resolve: (answer: Tensors) => void,
  reject: (error: unknown) => void,
  leave: () => void,
): Item {
  const onAbort = (): void => {
    leave()
    item.reject(signal?.reason)
  }
  const settle = (): void => {
    item.isSettled = true
    signal?.removeEventListener('abort', onAbort)
  }
  const item: Item = {
    tensors,
    key,
    rows,
    signal,
    since: performance.now(),
    isSettled: false,
    resolve(answer) {
      settle()
      resolve(answer)
    },
    reject(error) {
      settle()
      reject(error)
    },
  }
  signal?.addEventListener('abort', onAbort, { once: true })
  return item
}

function isFull(queue: readonly Item[], first: Item, maxBatch: number): boolean {
  let rows = 0
  for (const item of queue) {
    if (item.key === first.key) rows += item.rows
    if (rows >= maxBatch) return true
  }
  return false
}

/** Takes the first request, and those behind it that can be joined with it and have room. */
function takeBatch(queue: Item[], first: Item, maxBatch: number): Item[] {
  const taken: Item[] = []
  const left: Item[] = []
  let rows = 0
  for (const item of queue) {
    const hasRoom = taken.length === 0 || rows + item.rows <= maxBatch
    if (item.key === first.key && hasRoom) {
      taken.push(item)
      rows += item.rows
    } else {
      left.push(item)
    }
  }
  queue.splice(0, queue.length, ...left)
  return taken
}

/** What calls need. One runs at a time, so that they can share memory. */
interface Runner {
  readonly backend: TensorBackend
  readonly scratch: Scratch | undefined
  readonly onBatch: BatchingOptions['onBatch']
}

async function runBatch(runner: Runner, items: readonly Item[]): Promise<void> {
  const { backend, scratch, onBatch } = runner
  const [only, second] = items
  if (only === undefined) return
  if (second === undefined) return runAlone(runner, only)
  const stop = createCommonStop(items)
  try {
    const rows = items.reduce((sum, item) => sum + item.rows, 0)
    onBatch?.({ requests: items.length, rows })
    const joined = joinRows(
      items.map(({ tensors }) => tensors),
      scratch,
    )
    const answer = await backend.infer(joined, { signal: stop.signal })
    if (!canSplit(answer, rows)) return await runEach(runner, items)
    let at = 0
    for (const item of items) {
      item.resolve(takeRows(answer, at, at + item.rows))
      at += item.rows
    }
  } catch (error) {
    if (isOfInput(error)) return await runEach(runner, items)
    for (const item of items) item.reject(error)
  } finally {
    stop.end()
  }
}

/** Ends a call when nobody waits for it any more. */
function createCommonStop(items: readonly Item[]): { signal: AbortSignal; end(): void } {
  const controller = new AbortController()
  const look = (): void => {
    if (items.every(({ signal }) => signal?.aborted === true)) controller.abort()
  }
  for (const { signal } of items) signal?.addEventListener('abort', look)
  return {
    signal: controller.signal,
    end() {
      for (const { signal } of items) signal?.removeEventListener('abort', look)
    },
  }
}

async function runEach(runner: Runner, items: readonly Item[]): Promise<void> {
  for (const item of items) {
    if (!item.isSettled) await runAlone(runner, item)
  }
}

async function runAlone({ backend, onBatch }: Runner, item: Item): Promise<void> {
  const { tensors, signal, rows } = item
  try {
    onBatch?.({ requests: 1, rows })
    item.resolve(await backend.infer(tensors, signal === undefined ? {} : { signal }))
  } catch (error) {
    item.reject(error)
  }
}

/** An output that does not follow the batch (a mean over it, say) belongs to no request. */
function canSplit(answer: Tensors, rows: number): boolean {
  return Object.values(answer).every(({ shape }) => shape[0] === rows)
}

/** Whether the same call without one of its requests could do. */
function isOfInput(error: unknown): boolean {
  return (
    error instanceof BackendError &&
    ['TensorShape', 'ModelFailed', 'BackendRefused'].includes(error.code)
  )
}

function checkOptions({
  maxBatch,
  windowMs,
  maxQueue,
}: Required<Omit<BatchingOptions, 'onBatch'>>): void {
  const isFine =
    Number.isInteger(maxBatch) &&
    maxBatch >= 1 &&
    windowMs >= 0 &&
    windowMs <= MAX_WINDOW_MS &&
    Number.isInteger(maxQueue) &&
    maxQueue >= 1
  if (isFine) return
  throw new ModelInvalidError(
    `Batches of ${maxBatch} rows within ${windowMs} ms and ${maxQueue} waiting requests cannot be made: ` +
      `give whole numbers from 1, and a window up to ${MAX_WINDOW_MS} ms.`,
  )
}
