import { setMaxListeners } from 'node:events'

/** The signal of a loop: it fires by `ending` and with the signal of the caller. */
export function loopSignal(outer: AbortSignal | undefined): {
  readonly signal: AbortSignal
  readonly ending: AbortController
} {
  const ending = new AbortController()
  const signal = AbortSignal.any(outer === undefined ? [ending.signal] : [ending.signal, outer])
  // Every open question listens to it: many are no leak.
  setMaxListeners(0, signal)
  return { signal, ending }
}
