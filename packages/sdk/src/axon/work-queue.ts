/** Lets a bounded number of requests to the model; the rest waits by priority. */
export interface WorkQueue {
  /**
   * Waits for a place. `full` where too many wait and none of them matters less; `cancelled` when
   * the signal fires first. After `entered`, `leave` must be called once.
   */
  enter(priority: number, signal: AbortSignal): Promise<'entered' | 'full' | 'cancelled'>
  leave(): void
  /** Requests at work. */
  readonly active: number
  readonly waiting: number
}

interface Waiter {
  readonly priority: number
  settle(outcome: 'entered' | 'full' | 'cancelled'): void
}

/** @param options.concurrency at work at a time; `length` may wait */
export function createWorkQueue(options: {
  readonly concurrency: number
  readonly length: number
}): WorkQueue {
  let active = 0
  /** Highest priority first; first come first among equals. */
  const waiters: Waiter[] = []
  return {
    enter(priority, signal) {
      if (signal.aborted) return Promise.resolve('cancelled')
      if (active < options.concurrency) {
        active += 1
        return Promise.resolve('entered')
      }
      if (waiters.length >= options.length && !makeRoom(waiters, priority)) {
        return Promise.resolve('full')
      }
      return wait(waiters, priority, signal)
    },
    leave() {
      const next = waiters.shift()
      // A place goes from hand to hand, so that nobody slips in between.
      if (next === undefined) active -= 1
      else next.settle('entered')
    },
    get active() {
      return active
    },
    get waiting() {
      return waiters.length
    },
  }
}

/** Sends away the last waiter if it matters less than the newcomer. */
function makeRoom(waiters: Waiter[], priority: number): boolean {
  const last = waiters.at(-1)
  if (last === undefined || last.priority >= priority) return false
  waiters.pop()
  last.settle('full')
  return true
}

function wait(
  waiters: Waiter[],
  priority: number,
  signal: AbortSignal,
): Promise<'entered' | 'full' | 'cancelled'> {
  return new Promise((resolve) => {
    const cancel = (): void => {
      const at = waiters.indexOf(waiter)
      if (at !== -1) waiters.splice(at, 1)
      waiter.settle('cancelled')
    }
    const waiter: Waiter = {
      priority,
      settle(outcome) {
        signal.removeEventListener('abort', cancel)
        resolve(outcome)
      },
    }
    signal.addEventListener('abort', cancel, { once: true })
    // PERF: linear; the queue is a few hundred long.
    const before = waiters.findIndex((other) => other.priority < priority)
    waiters.splice(before === -1 ? waiters.length : before, 0, waiter)
  })
}
