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
  const done = new AbortController()
  const abort = () => over.abort()
  if (options.signal.aborted) abort()
  options.signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([run(work, over.signal), timer(options, done.signal, over)])
  } finally {
    done.abort()
    options.signal.removeEventListener('abort', abort)
  }
}

async function run<Value>(
  work: (signal: AbortSignal) => Value | Promise<Value>,
  signal: AbortSignal,
): Promise<Limited<Value>> {
  return { inTime: true, value: await work(signal) }
}

async function timer(
  options: { readonly limitMs: number; readonly clock: Clock; readonly signal: AbortSignal },
  done: AbortSignal,
  over: AbortController,
): Promise<Limited<never>> {
  await options.clock.sleep(options.limitMs, AbortSignal.any([done, options.signal]))
  over.abort()
  return { inTime: false }
}
