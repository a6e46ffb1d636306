import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../src/subnet/subnet.ts'
import { closeWindow } from '../../../src/subnet/validator/close-window.ts'
import type { KitState } from '../../../src/subnet/validator/kit-state.ts'
import { squareSubnet } from '../support/square-subnet.ts'
import type { SquareDetail, SquareState } from '../support/square-subnet.ts'

const subnet = squareSubnet()
const smoothing = { alpha: 0.25 }
const miners = [
  [1, 'a'],
  [2, 'b'],
  [3, 'c'],
] as const

const verdict = (uid: number, quality: number, change: Partial<Verdict<SquareDetail>> = {}) => ({
  uid,
  hotkey: new Map<number, string>(miners).get(uid) ?? '?',
  taskId: `task ${quality}`,
  window: 5,
  ok: quality > 0,
  quality,
  units: 1,
  latencyMs: 1,
  order: 0,
  evidence: '00'.repeat(32),
  ...change,
})

const close = (
  verdicts: readonly Verdict<SquareDetail>[],
  before: Partial<KitState<SquareState>> = {},
) =>
  closeWindow(subnet, {
    window: 5,
    miners,
    verdicts,
    smoothing,
    before: { subnet: { windows: 4 }, shares: [], coolDowns: [], ...before },
  })

describe('closeWindow', () => {
  it('takes the shares of the first window as they are', () => {
    const { scores, after } = close([verdict(1, 1), verdict(2, 0.5), verdict(2, 0.5)])
    expect(scores).toEqual([
      [1, 1],
      [2, 1],
      [3, 0],
    ])
    expect(after.shares).toEqual([
      ['a', 0.5],
      ['b', 0.5],
    ])
    expect(after.subnet).toEqual({ windows: 5 })
  })

  it('moves shares by a quarter of what is new', () => {
    // a: 0.75·0.8 + 0.25·0.5 = 0.725; b: 0.75·0.2 + 0.25·0.5 = 0.275.
    const shares = [
      ['a', 0.8],
      ['b', 0.2],
    ] as const
    const { after } = close([verdict(1, 0.5), verdict(2, 0.5)], { shares })
    expect(after.shares.map(([name, share]) => [name, share.toFixed(12)])).toEqual([
      ['a', '0.725000000000'],
      ['b', '0.275000000000'],
    ])
  })

  it('lets who does not answer fade', () => {
    const { after } = close([verdict(2, 1)], { shares: [['a', 1]] })
    expect(after.shares).toEqual([
      ['a', 0.75],
      ['b', 0.25],
    ])
  })

  it('leaves shares alone where nobody scores', () => {
    const shares = [['a', 1]] as const
    expect(close([verdict(1, 0), verdict(2, 0)], { shares }).after.shares).toEqual(shares)
    expect(close([], { shares }).after.shares).toEqual(shares)
  })

  it('takes all shares from who forges, for twenty windows after this', () => {
    const { scores, convicted, after } = close(
      [verdict(1, 1), verdict(1, 0, { fault: 'forged' }), verdict(2, 1)],
      {
        shares: [
          ['a', 0.5],
          ['b', 0.5],
        ],
      },
    )
    expect(convicted).toEqual(['a'])
    expect(scores[0]).toEqual([1, 0])
    // b: 0.75·0.5 + 0.25·1.
    expect(after.shares).toEqual([['b', 0.625]])
    expect(after.coolDowns).toEqual([['a', 26]])
  })

  it('bars until the cool-down is over', () => {
    const coolDowns = [
      ['a', 6],
      ['b', 5],
    ] as const
    const { scores, after } = close([verdict(1, 1), verdict(2, 1)], { coolDowns })
    expect(scores).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
    ])
    expect(after.coolDowns).toEqual([['a', 6]])
  })

  it('takes scores that are no positive numbers for 0', () => {
    const broken = squareSubnet({
      score: (_verdicts, state) => ({
        scores: new Map([
          [1, Number.NaN],
          [2, -1],
          [3, Number.POSITIVE_INFINITY],
        ]),
        state,
      }),
    })
    const before = { subnet: { windows: 0 }, shares: [], coolDowns: [] }
    const { scores } = closeWindow(broken, { window: 5, miners, verdicts: [], smoothing, before })
    expect(scores).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ])
  })

  it('does not depend on the order of verdicts, and shares never pass 1', () => {
    const one = fc.record({
      uid: fc.integer({ min: 1, max: 3 }),
      quality: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(one), fc.array(one), (some, more) => {
        const all = [...some, ...more].map(({ uid, quality }, at) =>
          verdict(uid, quality, { taskId: `${at}` }),
        )
        const result = close(all)
        expect(close([...all].reverse())).toEqual(result)
        const total = result.after.shares.reduce((sum, [, share]) => sum + share, 0)
        expect(total).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })
})
