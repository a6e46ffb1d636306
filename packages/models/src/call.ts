import { BackendTimeoutError } from './errors.ts'

/**
 * Runs an asynchronous piece of work that ends early, with the reason of the signal, when it aborts. The
 * work may go on unseen; its result is dropped.
 */
export async function abortable<T>(
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (signal === undefined) return work()
  signal.throwIfAborted()
  let stop: (() => void) | undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work(), aborted])
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop)
  }
}

/** A time limit that is also the caller's signal. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Starts the time again, as when a part of an answer came. */
  restart(): void
  /** What to throw for an error that was thrown while the limit ran: the timeout, when it was that. */
  explain(error: unknown): unknown
  /** Must be called; else the timer keeps the process. */
  end(): void
}

/** A time limit of `ms` around a call, with the sentence to throw when it runs out. */
export function startDeadline(
  ms: number,
  outer: AbortSignal | undefined,
  sentence: string,
): Deadline {
  outer?.throwIfAborted()
  const controller = new AbortController()
  const timeout = new BackendTimeoutError(sentence)
  let timer = setTimeout(() => controller.abort(timeout), ms)
  const relay = (): void => controller.abort(outer?.reason)
  outer?.addEventListener('abort', relay, { once: true })
  return {
    signal: controller.signal,
    restart() {
      clearTimeout(timer)
      timer = setTimeout(() => controller.abort(timeout), ms)
    },
    explain(error) {
      if (outer?.aborted === true) return outer.reason
      return controller.signal.aborted ? timeout : error
    },
    end() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', relay)
    },
  }
}
