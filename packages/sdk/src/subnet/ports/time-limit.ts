import type { Clock } from './clock.ts'

/** A result, or that there was none in time. */
export type Limited<Value> =
  | { readonly inTime: true; readonly value: Value }
  | { readonly inTime: false }

/**
 * The result of `work` if it comes within the limit. The signal that `work` gets fires when the time
 * is over or `signal` fires; what it does afterwards is ignored. Work that never yields to the event
 * loop cannot be ended.
 *
 * @throws what `work` throws in time
 */
export async function withinLimit<Value>(
  work: (signal: AbortSignal) => Value | Promise<Value>,
  options: { readonly limitMs: number; readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Limited<Value>> {
  const over = new AbortController()
  const result = work(over.signal)
  // PERF: what is there at once needs no timer.
  if (!isPromise(result)) return { inTime: true, value: result }
  const done = new AbortController()
  const abort = () => {
    over.abort(ENDED)
    done.abort(ENDED)
  }
  if (options.signal.aborted) abort()
  options.signal.addEventListener('abort', abort, { once: true })
  const late = options.clock.sleep(options.limitMs, done.signal).then((): Limited<Value> => {
    over.abort(ENDED)
    return { inTime: false }
  })
  try {
    return await Promise.race([result.then((value) => ({ inTime: true, value }) as const), late])
  } finally {
    options.signal.removeEventListener('abort', abort)
    done.abort(ENDED)
  }
}

const isPromise = <Value>(value: Value | Promise<Value>): value is Promise<Value> =>
  typeof value === 'object' && value !== null && 'then' in value

/** PERF: a reason that is there spares the making of an exception for each abort. */
const ENDED = 'ended'
