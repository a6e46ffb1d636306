import type { Clock } from '../clock.ts'

/** Hashes that the pool does not want to see again for a while; the oldest give way. */
export interface Bans {
  ban(key: string): void
  isBanned(key: string): boolean
  clear(): void
}

/** How long bans last and how many are remembered. */
export interface BanLimits {
  /** Default 30 minutes. */
  readonly durationMs?: number
  /** Default 16,384. */
  readonly capacity?: number
}

export function createBans(clock: Clock, limits: BanLimits = {}): Bans {
  const durationMs = limits.durationMs ?? 1_800_000
  const capacity = limits.capacity ?? 16_384
  const until = new Map<string, number>()
  return {
    ban(key) {
      until.delete(key)
      until.set(key, clock.now() + durationMs)
      if (until.size <= capacity) return
      const oldest = until.keys().next()
      if (oldest.done !== true) until.delete(oldest.value)
    },
    isBanned(key) {
      const end = until.get(key)
      if (end === undefined) return false
      if (end > clock.now()) return true
      until.delete(key)
      return false
    },
    clear: () => until.clear(),
  }
}
