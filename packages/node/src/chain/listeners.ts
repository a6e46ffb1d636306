import type { Log } from '../log.ts'
import type { ChainEvent, Unsubscribe } from './interface.ts'

/** Those who listen to a chain. */
export interface Listeners {
  subscribe(listener: (event: ChainEvent) => void): Unsubscribe
  emit(event: ChainEvent): void
}

/**
 * Calls listeners in the order of their registration. An event that a listener causes waits until
 * all have heard the current one; a listener that throws does not keep the others from hearing.
 */
export function createListeners(log: Log): Listeners {
  const listeners = new Set<{ readonly hear: (event: ChainEvent) => void }>()
  const waiting: ChainEvent[] = []
  let isEmitting = false

  function deliver(event: ChainEvent): void {
    for (const listener of [...listeners]) {
      if (!listeners.has(listener)) continue
      try {
        listener.hear(event)
      } catch (error) {
        log('error', 'Listener of the chain failed', { event: event.type, error })
      }
    }
  }

  return {
    subscribe(hear) {
      const listener = { hear }
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    emit(event) {
      waiting.push(event)
      if (isEmitting) return
      isEmitting = true
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) deliver(next)
      isEmitting = false
    },
  }
}
