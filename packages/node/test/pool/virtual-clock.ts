import type { Clock } from '../../src/clock.ts'

/** A clock that moves when told to. */
export interface VirtualClock extends Clock {
  /** Moves on by `ms`, calling back in order; promises get a turn after each callback. */
  advance(ms: number): Promise<void>
  /** Moves on without calling back, as a busy thread does. */
  stall(ms: number): void
  /** Runs what is due now. */
  settle(): Promise<void>
}

export function virtualClock(startMs = 1_700_000_000_000): VirtualClock {
  let now = startMs
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>()

  async function advance(ms: number): Promise<void> {
    const end = now + ms
    await turn()
    for (;;) {
      const [next] = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)
      if (next === undefined) break
      timers.delete(next)
      now = Math.max(now, next.at)
      next.callback()
      await turn()
    }
    now = Math.max(now, end)
  }

  return {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback }
      timers.add(timer)
      return { cancel: () => timers.delete(timer) }
    },
    advance,
    stall(ms) {
      now += ms
    },
    settle: () => advance(0),
  }
}

/** Lets every promise that can go on do so. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
