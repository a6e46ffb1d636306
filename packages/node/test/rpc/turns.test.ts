import { describe, expect, it } from 'vitest'
import { createTurns } from '../../src/rpc/turns.ts'

const SLICE_MS = 8

/** Turns on a clock that only work moves. */
function world() {
  let now = 0
  const done: string[] = []
  const turns = createTurns(() => now)
  const work = (name: string, ms: number) => (): Promise<void> => {
    now += ms
    done.push(name)
    return Promise.resolve()
  }
  return { turns, done, work, spend: (ms: number) => (now += ms) }
}

const nextImmediate = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

describe('turns', () => {
  it('runs work at once as long as the slice lasts', () => {
    const { turns, done, work } = world()
    const lane = {}
    for (const name of ['a', 'b', 'c']) void turns.run(lane, work(name, SLICE_MS / 2))
    expect(done).toEqual(['a', 'b'])
  })

  it('lets the event loop go on between slices', async () => {
    const { turns, done, work } = world()
    const all = ['a', 'b', 'c', 'd'].map((name) => turns.run({}, work(name, SLICE_MS)))
    expect(done).toEqual(['a'])
    await nextImmediate()
    expect(done.length).toBeLessThan(4)
    await Promise.all(all)
    expect(done).toEqual(['a', 'b', 'c', 'd'])
  })

  it('serves a newcomer before the rest of a long queue', async () => {
    const { turns, done, work } = world()
    const busy = {}
    const all = Array.from({ length: 100 }, (_, at) =>
      turns.run(busy, work(`busy ${at}`, SLICE_MS)),
    )
    await turns.run({}, work('newcomer', 1))
    expect(done.indexOf('newcomer')).toBeLessThan(4)
    await Promise.all(all)
    expect(done).toHaveLength(101)
  })

  it('keeps the order of one lane', async () => {
    const { turns, done, work } = world()
    const [left, right] = [{}, {}]
    const names = Array.from({ length: 20 }, (_, at) => String(at))
    await Promise.all(
      names.map((name, at) => turns.run(at % 2 === 0 ? left : right, work(name, SLICE_MS / 4))),
    )
    for (const rest of [0, 1]) {
      const own = done.filter((name) => Number(name) % 2 === rest).map(Number)
      expect(own, `lane ${rest}`).toEqual(own.toSorted((a, b) => a - b))
    }
  })

  it('passes on how the work ends', async () => {
    const { turns, work } = world()
    const failed = turns.run({}, () => Promise.reject(new Error('no')))
    await expect(failed).rejects.toThrow('no')
    void turns.run({}, work('long', SLICE_MS))
    const later = turns.run({}, () => Promise.reject(new Error('later')))
    await expect(later).rejects.toThrow('later')
    await expect(turns.run({}, () => Promise.resolve(7))).resolves.toBe(7)
  })

  it('makes loops rest when they used up their slice, and only then', async () => {
    const { turns, spend } = world()
    const lane = {}
    expect(turns.rest(lane)).toBeUndefined()
    spend(SLICE_MS)
    const pause = turns.rest(lane)
    expect(pause).toBeInstanceOf(Promise)
    await pause
    expect(turns.rest(lane)).toBeUndefined()
  })

  it('ends what a lane has begun before it begins more', async () => {
    const { turns, spend, done } = world()
    const lane = {}
    const loop = (name: string) => async (): Promise<void> => {
      for (let round = 0; round < 3; round += 1) {
        spend(SLICE_MS)
        await turns.rest(lane)
      }
      done.push(name)
    }
    await Promise.all(['a', 'b', 'c'].map((name) => turns.run(lane, loop(name))))
    expect(done).toEqual(['a', 'b', 'c'])
  })

  it('gives each of several long loops a slice of its own', async () => {
    const { turns, spend, done } = world()
    const loop = async (name: string): Promise<void> => {
      for (let round = 0; round < 3; round += 1) {
        spend(SLICE_MS)
        done.push(name)
        await turns.rest(lanes[name] as object)
      }
    }
    const lanes: Record<string, object> = { a: {}, b: {} }
    void turns.rest({})
    await Promise.all([loop('a'), loop('b')])
    expect(done).toEqual(['a', 'b', 'a', 'b', 'a', 'b'])
  })
})
