import { describe, expect, it } from 'vitest'
import { createWorkQueue } from '../../src/axon/work-queue.ts'

const { signal } = new AbortController()

describe('a work queue', () => {
  it('lets as many in as it may, and the next when one leaves', async () => {
    const queue = createWorkQueue({ concurrency: 2, length: 2 })
    expect(await queue.enter(0, signal)).toBe('entered')
    expect(await queue.enter(0, signal)).toBe('entered')
    const third = queue.enter(0, signal)
    expect([queue.active, queue.waiting]).toEqual([2, 1])
    queue.leave()
    expect(await third).toBe('entered')
    expect([queue.active, queue.waiting]).toEqual([2, 0])
    queue.leave()
    queue.leave()
    expect(queue.active).toBe(0)
  })

  it('takes the highest priority first, and who came first among equals', async () => {
    const queue = createWorkQueue({ concurrency: 1, length: 10 })
    await queue.enter(0, signal)
    const order: string[] = []
    const waiters = [1, 3, 2, 3, 1].map(async (priority, at) => {
      await queue.enter(priority, signal)
      order.push(`${priority}${'abcde'[at] ?? ''}`)
      queue.leave()
    })
    queue.leave()
    await Promise.all(waiters)
    expect(order).toEqual(['3b', '3d', '2c', '1a', '1e'])
  })

  it('is full for who matters no more than those who wait', async () => {
    const queue = createWorkQueue({ concurrency: 1, length: 1 })
    await queue.enter(0, signal)
    const low = queue.enter(1, signal)
    expect(await queue.enter(1, signal)).toBe('full')
    const high = queue.enter(2, signal)
    expect(await low).toBe('full')
    queue.leave()
    expect(await high).toBe('entered')
  })

  it('forgets who gave up', async () => {
    const queue = createWorkQueue({ concurrency: 1, length: 1 })
    await queue.enter(0, signal)
    const gone = new AbortController()
    const waiting = queue.enter(1, gone.signal)
    gone.abort()
    expect(await waiting).toBe('cancelled')
    expect(queue.waiting).toBe(0)
    expect(await queue.enter(1, gone.signal)).toBe('cancelled')
    queue.leave()
    expect(queue.active).toBe(0)
  })
})
