import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { taskRandom } from '../../../src/subnet/random/random.ts'

// RFC 8439, appendix A.1, test vectors 1 and 2: key and nonce of zeros, blocks 0 and 1.
const STREAM =
  '76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7' +
  'da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586' +
  '9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed' +
  '29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f'

const ZERO = new Uint8Array(32)

describe('taskRandom', () => {
  it('reads the stream of RFC 8439 from block 0', () => {
    const bytes = taskRandom(ZERO).bytes(128)
    expect(Buffer.from(bytes).toString('hex')).toBe(STREAM)
  })

  it('reads words as little-endian', () => {
    const random = taskRandom(ZERO)
    expect([random.u32(), random.u32()]).toEqual([0xade0b876, 0x903df1a0])
  })

  it('makes a float of the upper 27 and 26 bits of two words', () => {
    // 0xade0b876 >>> 5 = 91162051, 0x903df1a0 >>> 6 = 37812166:
    // (91162051 · 2²⁶ + 37812166) / 2⁵³
    expect(taskRandom(ZERO).float53()).toBe((91162051 * 2 ** 26 + 37812166) / 2 ** 53)
  })

  it('goes on beyond its buffer as if there were none', () => {
    const whole = taskRandom(ZERO).bytes(4_096)
    const random = taskRandom(ZERO)
    const words = Uint32Array.from({ length: 1_024 }, () => random.u32())
    expect(new Uint8Array(words.buffer)).toEqual(whole)
  })

  it('is not moved by a change of the seed that it was made with', () => {
    const seed = new Uint8Array(32)
    const random = taskRandom(seed)
    seed.fill(1)
    expect(random.u32()).toBe(0xade0b876)
  })

  it('draws each number below a bound equally often', () => {
    const random = taskRandom(ZERO)
    const counts = [0, 0, 0, 0, 0, 0, 0]
    for (let draw = 0; draw < 70_000; draw++) counts[random.below(7)]! += 1
    // Chi-squared with 6 degrees of freedom passes 22.46 once in a thousand.
    const deviation = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    expect(deviation).toBeLessThan(22.46)
  })

  it('stays below any bound', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.integer({ min: 1, max: 2 ** 32 }),
        (seed, bound) => {
          const drawn = taskRandom(seed).below(bound)
          return Number.isInteger(drawn) && drawn >= 0 && drawn < bound
        },
      ),
    )
  })

  it('draws gaussians of mean 0 and variance 1', () => {
    const random = taskRandom(ZERO)
    const drawn = Array.from({ length: 40_000 }, () => random.gaussian())
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length
    const variance = drawn.reduce((sum, value) => sum + value * value, 0) / drawn.length
    // Four standard errors: 4/√40000 and 4·√(2/40000).
    expect(Math.abs(mean)).toBeLessThan(0.02)
    expect(Math.abs(variance - 1)).toBeLessThan(0.029)
  })

  it('shuffles into a permutation and leaves the items alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (items) => {
        const before = [...items]
        const shuffled = taskRandom(ZERO).shuffle(items)
        expect(items).toEqual(before)
        expect(shuffled.sort((a, b) => a - b)).toEqual(before.sort((a, b) => a - b))
      }),
    )
  })

  it('gives each order of three items equally often', () => {
    const random = taskRandom(ZERO)
    const counts = new Map<string, number>()
    for (let draw = 0; draw < 6_000; draw++) {
      const order = random.shuffle(['a', 'b', 'c']).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    const deviation = [...counts.values()].reduce((sum, n) => sum + (n - 1_000) ** 2 / 1_000, 0)
    // Chi-squared with 5 degrees of freedom passes 20.5 once in a thousand.
    expect(deviation).toBeLessThan(20.5)
  })

  const WRONG = [
    ['a seed of 31 bytes', () => taskRandom(new Uint8Array(31))],
    ['a bound of 0', () => taskRandom(ZERO).below(0)],
    ['a bound beyond 2³²', () => taskRandom(ZERO).below(2 ** 32 + 1)],
    ['a bound that is no integer', () => taskRandom(ZERO).below(1.5)],
    ['a bound that is no number', () => taskRandom(ZERO).below(Number.NaN)],
    ['a negative length', () => taskRandom(ZERO).bytes(-1)],
    ['a length beyond 2²⁰', () => taskRandom(ZERO).bytes(2 ** 20 + 1)],
  ] as const
  for (const [name, attempt] of WRONG) it(`refuses ${name}`, () => expect(attempt).toThrow(/not/))
})
