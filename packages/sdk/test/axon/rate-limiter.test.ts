import { describe, expect, it } from 'vitest'
import { createRateLimiter } from '../../src/axon/rate-limiter.ts'

describe('a rate limiter', () => {
  it('lets a second’s worth through at once, then the rate', () => {
    const limiter = createRateLimiter({ entries: 8 })
    const at = (ms: number) => limiter.take('a', 4, ms)
    expect([0, 0, 0, 0, 0].map(at)).toEqual([true, true, true, true, false])
    // 4 per second: one each 250 ms.
    expect([249, 250, 251, 500, 10_000].map(at)).toEqual([false, true, false, true, true])
  })

  it('lets a rate below one per second through now and then', () => {
    const limiter = createRateLimiter({ entries: 8 })
    const at = (ms: number) => limiter.take('a', 0.5, ms)
    expect([0, 1_000, 1_999, 2_000].map(at)).toEqual([true, false, false, true])
  })

  it('counts each key alone and forgets those that were quiet longest', () => {
    const limiter = createRateLimiter({ entries: 2 })
    const take = (key: string) => limiter.take(key, 1, 0)
    expect(['a', 'b', 'a', 'b'].map(take)).toEqual([true, true, false, false])
    expect(['c', 'b', 'a'].map(take)).toEqual([true, false, true])
  })
})
