/** Counts what each key does per second. */
export interface RateLimiter {
  /** Whether `key` may go on; a whole second may come at once. @param nowMs never goes back */
  take(key: string, perSecond: number, nowMs: number): boolean
}

interface Bucket {
  tokens: number
  atMs: number
}

/** @param entries keys that are remembered; the one that was quiet longest is forgotten first */
export function createRateLimiter({ entries }: { readonly entries: number }): RateLimiter {
  const buckets = new Map<string, Bucket>()
  return {
    take(key, perSecond, nowMs) {
      const most = Math.max(1, perSecond)
      const bucket = buckets.get(key) ?? { tokens: most, atMs: nowMs }
      const earned = ((nowMs - bucket.atMs) / 1_000) * perSecond
      bucket.tokens = Math.min(most, bucket.tokens + earned)
      bucket.atMs = nowMs
      // To the end of the order: the map is a queue of the least recently used.
      buckets.delete(key)
      buckets.set(key, bucket)
      if (buckets.size > entries) forgetOldest(buckets)
      if (bucket.tokens < 1) return false
      bucket.tokens -= 1
      return true
    },
  }
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  for (const key of buckets.keys()) {
    buckets.delete(key)
    return
  }
}
