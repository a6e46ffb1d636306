import type { Clock } from '../../../src/subnet/ports/clock.ts'

/** A clock that goes only where a test lets it. */
export interface ManualClock extends Clock {
  /** Wakes every sleeper whose time comes within `ms`, in order, and lets each go on. */
  advance(ms: number): Promise<void>
}

export function createManualClock(): ManualClock {
  let now = 0
  const sleepers = new Set<{ readonly atMs: number; readonly wake: () => void }>()
  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    nowMs: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve()
        const sleeper = {
          atMs: now + ms,
          wake: () => {
            sleepers.delete(sleeper)
            signal?.removeEventListener('abort', sleeper.wake)
            resolve()
          },
        }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', sleeper.wake, { once: true })
      }),
    async advance(ms) {
      const end = now + ms
      await settle()
      for (;;) {
        const [next] = [...sleepers].sort((a, b) => a.atMs - b.atMs)
        if (next === undefined || next.atMs > end) break
        now = Math.max(now, next.atMs)
        next.wake()
        await settle()
      }
      now = end
    },
  }
}
