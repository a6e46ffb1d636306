import type { Clock } from '../ports/clock.ts'

/** Time does not pass in a simulation but by what agents say: limits are held elsewhere. */
export const SIMULATION_CLOCK: Clock = {
  nowMs: () => 0,
  sleep: (_ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve()
      signal?.addEventListener('abort', () => resolve(), { once: true })
    }),
}
