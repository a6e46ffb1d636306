import type { Io } from '../io.ts'

/** When a run is over: its time, or the wish of the user, whichever comes first. */
export interface Ending {
  readonly promise: Promise<void>
  reached(): boolean
  /** Ends with an error, unless it is over already. */
  readonly fail: (error: Error) => void
  /** Lets go of signals and timer. */
  release(): void
}

/** Exit code of a shell for a process that Ctrl-C ended. */
const INTERRUPTED = 130

/**
 * Starts to wait. The second interrupt does not wait for a graceful stop.
 * @param afterMs run time; absent: without end
 */
export function createEnding(io: Io, afterMs: number | undefined): Ending {
  let over = false
  const { promise, resolve, reject } = deferred()
  const end = (): void => {
    over = true
    resolve()
  }
  const timer = afterMs === undefined ? undefined : setTimeout(end, afterMs)
  const off = io.onInterrupt(() => {
    if (over) io.abort(INTERRUPTED)
    else end()
  })
  return {
    promise,
    reached: () => over,
    fail(error) {
      over = true
      reject(error)
    },
    release() {
      clearTimeout(timer)
      off()
    },
  }
}

function deferred(): {
  readonly promise: Promise<void>
  resolve(): void
  reject(error: Error): void
} {
  let resolve: () => void = () => {}
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<void>((keep, fail) => {
    resolve = keep
    reject = fail
  })
  // A failure before somebody waits is not unhandled: whoever waits later hears of it.
  promise.catch(() => {})
  return { promise, resolve, reject }
}
