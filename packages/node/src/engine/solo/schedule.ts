import type { Clock } from '../../clock.ts'

/**
 * Ticks at `firstMs` and every interval after it. The plan does not drift: a late tick does not
 * move the next one, and slots that were missed are left out rather than made up for.
 */
export function startSchedule(
  clock: Clock,
  intervalMs: number,
  firstMs: number,
  tick: () => void,
): { stop(): void } {
  let planned = firstMs
  let timer = clock.after(Math.max(0, planned - clock.now()), onTime)

  function onTime(): void {
    const late = Math.max(0, clock.now() - planned)
    planned += intervalMs * (1 + Math.floor(late / intervalMs))
    timer = clock.after(planned - clock.now(), onTime)
    tick()
  }

  return { stop: () => timer.cancel() }
}
