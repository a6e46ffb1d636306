import { randomUUID } from 'node:crypto'

/** Axons whose lanes are remembered, and lanes of one axon that are kept. */
const MAX_TARGETS = 4_096
const MAX_IDLE = 64

/**
 * Gives each request a uuid that no other request to the same axon uses at the time. An axon asks
 * for rising nonces of one uuid, and two requests on their way may overtake one another.
 */
export interface Lanes {
  take(target: string): string
  giveBack(target: string, uuid: string): void
}

/** Reuses lanes: a stock axon keeps every uuid in memory for ever. */
export function createLanes(): Lanes {
  const idle = new Map<string, string[]>()
  return {
    take: (target) => idle.get(target)?.pop() ?? randomUUID(),
    giveBack(target, uuid) {
      const lanes = idle.get(target) ?? []
      if (lanes.length < MAX_IDLE) lanes.push(uuid)
      // To the end of the order: the map is a queue of the least recently used.
      idle.delete(target)
      idle.set(target, lanes)
      for (const oldest of idle.keys()) {
        if (idle.size <= MAX_TARGETS) break
        idle.delete(oldest)
      }
    },
  }
}
