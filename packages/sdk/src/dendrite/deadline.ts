import { QueryError } from './failures.ts'

/** Ends a query when its time is over or its caller cancels. */
export interface Deadline {
  readonly signal: AbortSignal
  release(): void
}

/** The reason of the signal is a `QueryError`. */
export function createDeadline(timeoutMs: number, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController()
  const late = (): void => {
    controller.abort(new QueryError(408, `Request timeout after ${timeoutMs / 1_000} seconds`))
  }
  const cancel = (): void => controller.abort(new QueryError(499, 'Request cancelled'))
  const timer = setTimeout(late, timeoutMs)
  outer?.addEventListener('abort', cancel, { once: true })
  if (outer?.aborted === true) cancel()
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', cancel)
    },
  }
}
