import { addressOf, decode, decodeSs58, encode, encodeSs58 } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { dispatchInfo, RuntimeCall } from '../../src/frame/call.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import type { Context } from '../../src/frame/context.ts'
import { moduleError } from '../../src/frame/error.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import { transferAllowDeath, transferKeepAlive } from '../../src/pallets/balances/index.ts'
import { proxy } from '../../src/pallets/proxy/index.ts'
import { sudoCall } from '../../src/pallets/sudo/calls/sudo.ts'
import { setHeapPages } from '../../src/pallets/system/calls/code.ts'
import { remark } from '../../src/pallets/system/calls/remark.ts'
import { setStorage } from '../../src/pallets/system/calls/storage.ts'
import { errors as systemErrors } from '../../src/pallets/system/errors.ts'
import { batch, batchAll, forceBatch } from '../../src/pallets/utility/calls/batch.ts'
import {
  asDerivative,
  dispatchAs,
  dispatchAsFallible,
  ifElse,
  withWeight,
} from '../../src/pallets/utility/calls/dispatch-as.ts'
import { errors } from '../../src/pallets/utility/errors.ts'
import { derivativeAccount, isFlatBatch, utilityPallet } from '../../src/pallets/utility/index.ts'
import type { OriginCaller } from '../../src/pallets/utility/index.ts'
import { host } from '../helpers/test-context.ts'
import {
  alice,
  BAD_ORIGIN,
  balance,
  bob,
  carol,
  dave,
  nestingContext,
  refuse,
  START_RAO,
  succeed,
} from './utility-kit.ts'

const config = runtimeConfig('normal')
const fromAlice = signed(alice)
const pay = (to: AccountId, value: bigint): RuntimeCall =>
  transferKeepAlive.with({ dest: addressOf(to), value })
const tooMuch = pay(bob, START_RAO * 2n)
const rootOnly = setStorage.with({ items: [] })
const nothing = remark.with({ remark: new Uint8Array() })
const NO_FUNDS = { type: 'Token', value: 'FundsUnavailable' } as const
const FILTERED = moduleError(systemErrors.CallFiltered)
const paid = (to: AccountId, amount: bigint): readonly [string, unknown] => [
  'Balances.Transfer',
  { from: alice, to, amount },
]
const COMPLETED = ['Utility.ItemCompleted', undefined]
const BATCH_COMPLETED = ['Utility.BatchCompleted', undefined]
const BATCHES = [
  ['batch', batch],
  ['batch_all', batchAll],
  ['force_batch', forceBatch],
] as const

let ctx: Context
beforeEach(() => {
  ctx = nestingContext()
})

describe.each(BATCHES)('%s', (_, call) => {
  test('runs its calls in order', () => {
    const both = call.with({ calls: [pay(bob, 1_000n), pay(carol, 2_000n)] })
    expect(succeed(ctx, both, fromAlice).events).toEqual([
      paid(bob, 1_000n),
      COMPLETED,
      paid(carol, 2_000n),
      COMPLETED,
      BATCH_COMPLETED,
    ])
    expect(balance(ctx, alice)).toEqual([START_RAO - 3_000n, 0n])
  })

  test('may be empty', () => {
    expect(succeed(ctx, call.with({ calls: [] }), fromAlice).events).toEqual([BATCH_COMPLETED])
  })

  test('runs for Root past all filters', () => {
    const nested = call.with({ calls: [rootOnly, batchAll.with({ calls: [rootOnly] })] })
    expect(succeed(ctx, nested, ROOT).events).toEqual([
      COMPLETED,
      COMPLETED,
      BATCH_COMPLETED,
      COMPLETED,
      BATCH_COMPLETED,
    ])
  })

  test('refuses inherents', () => {
    refuse(ctx, call.with({ calls: [nothing] }), NONE, BAD_ORIGIN)
  })

  test('takes 10,922 calls and not one more', () => {
    const many = Array.from({ length: 10_922 }, () => nothing)
    const { events } = succeed(ctx, call.with({ calls: many }), fromAlice)
    expect(events).toHaveLength(10_923)
    const tooMany = call.with({ calls: [...many, nothing] })
    refuse(ctx, tooMany, fromAlice, errors.TooManyCalls)
  })

  test.each(BATCHES)(`does not hold a %s directly`, (__, inner) => {
    const nested = call.with({ calls: [inner.with({ calls: [] })] })
    refuse(ctx, nested, fromAlice, FILTERED)
  })

  test('is of class Normal and weighs all its calls', () => {
    const info = dispatchInfo(
      call.with({ calls: [setHeapPages.with({ pages: 1n }), nothing] }),
      config,
    )
    expect(info.class).toBe('Normal')
    expect(info.paysFee).toBe(true)
    // frame-system 41.0.0: set_heap_pages 2,836,000 ps and a write; remark 1,586,000 ps.
    const inner = 2_836_000n + 100_000_000n + 1_586_000n
    const own = { batch: 30_347_224n, batch_all: 24_754_730n, force_batch: 23_089_453n }
    const base = own[call.name as keyof typeof own] + 50_000_000n
    expect(info.weight).toEqual({ ref_time: base + inner, proof_size: 3_983n })
  })

  test('is free when empty, and around free batches', () => {
    const empty = call.with({ calls: [] })
    expect(dispatchInfo(empty, config).paysFee).toBe(false)
    expect(dispatchInfo(call.with({ calls: [empty, empty] }), config).paysFee).toBe(false)
    expect(dispatchInfo(call.with({ calls: [empty, nothing] }), config).paysFee).toBe(true)
    const byProxy = proxy.with({ real: addressOf(bob), force_proxy_type: undefined, call: empty })
    expect(dispatchInfo(call.with({ calls: [byProxy] }), config).paysFee).toBe(false)
  })
})

describe('a call of a batch fails', () => {
  const calls = [pay(bob, 1_000n), tooMuch, pay(carol, 2_000n)]

  test('batch keeps what was done before and stops', () => {
    const { events, post } = succeed(ctx, batch.with({ calls }), fromAlice)
    expect(events).toEqual([
      paid(bob, 1_000n),
      COMPLETED,
      ['Utility.BatchInterrupted', { index: 1, error: NO_FUNDS }],
    ])
    expect(balance(ctx, bob)).toEqual([START_RAO + 1_000n, 0n])
    expect(balance(ctx, carol)).toEqual([START_RAO, 0n])
    // Two of three calls ran: the base of a batch of two and their weights.
    const each = dispatchInfo(tooMuch, config).weight.ref_time
    expect(post.actualWeight?.ref_time).toBe(
      19_446_696n + 2n * 5_450_264n + 50_000_000n + 2n * each,
    )
  })

  test('batch_all takes everything back', () => {
    const post = refuse(ctx, batchAll.with({ calls }), fromAlice, NO_FUNDS)
    const each = dispatchInfo(tooMuch, config).weight.ref_time
    expect(post.actualWeight?.ref_time).toBe(
      13_428_230n + 2n * 5_663_250n + 50_000_000n + 2n * each,
    )
  })

  test('force_batch goes on', () => {
    expect(succeed(ctx, forceBatch.with({ calls }), fromAlice).events).toEqual([
      paid(bob, 1_000n),
      COMPLETED,
      ['Utility.ItemFailed', { error: NO_FUNDS }],
      paid(carol, 2_000n),
      COMPLETED,
      ['Utility.BatchCompletedWithErrors', undefined],
    ])
    expect(balance(ctx, carol)).toEqual([START_RAO + 2_000n, 0n])
  })
})

describe('nesting', () => {
  const inner = batchAll.with({ calls: [nothing] })
  const wrapped = asDerivative.with({ index: 0, call: inner })

  test('batch_all does not hold another one, however deep', () => {
    refuse(ctx, batchAll.with({ calls: [wrapped] }), fromAlice, FILTERED)
  })

  test('batch holds a batch_all one level down', () => {
    const { events } = succeed(ctx, batch.with({ calls: [wrapped] }), fromAlice)
    expect(events.map(([name]) => name)).toEqual([
      'Utility.ItemCompleted',
      'Utility.BatchCompleted',
      'Utility.ItemCompleted',
      'Utility.BatchCompleted',
    ])
  })

  test.each([
    ['no batch', nothing, true],
    ['a batch of calls', batch.with({ calls: [nothing] }), true],
    ['a batch in a wrapper', batch.with({ calls: [wrapped] }), true],
    ['a batch with a batch', forceBatch.with({ calls: [nothing, inner] }), false],
    ['a wrapped batch with a batch', sudoCall.with({ call: batch.with({ calls: [inner] }) }), true],
  ])('the base filter on %s', (_, call, expected) => {
    expect(isFlatBatch(call)).toBe(expected)
  })
})

describe('as_derivative', () => {
  test('derives the account as clients do', () => {
    // Vector of @polkadot/util-crypto (encodeDerivedAddress).
    const { account } = decodeSs58('5GvUh7fGKsdBEh5XpypkfkGuf7j3vXLxH9BdxjxnJNVXRYi1')
    const derived = derivativeAccount({ host }, account, 0)
    expect(encodeSs58(derived, 42)).toBe('5E5XxqPxm7QbEs6twYfp3tyjXidn4kqRrNPH4o6JK9JSLUeD')
  })

  test('runs the call as the derived account', () => {
    const derived = derivativeAccount(ctx, alice, 7)
    succeed(ctx, pay(derived, 5_000_000n), fromAlice)
    const call = transferAllowDeath.with({ dest: addressOf(bob), value: 1_000_000n })
    const { events } = succeed(ctx, asDerivative.with({ index: 7, call }), fromAlice)
    expect(events).toEqual([['Balances.Transfer', { from: derived, to: bob, amount: 1_000_000n }]])
    expect(balance(ctx, derived)).toEqual([4_000_000n, 0n])
  })

  test('fails as the call fails, with the weight of both', () => {
    const call = pay(bob, 1n)
    const wrapped = asDerivative.with({ index: 7, call })
    const outcome = ctx.dispatch(wrapped, fromAlice)
    expect(outcome).toMatchObject({ ok: false })
    expect(outcome.post.actualWeight).toEqual(dispatchInfo(wrapped, config).weight)
  })

  test('hands the filters of the signer on', () => {
    const noPayments = signed(alice, [(call) => call.call.pallet.name !== 'Balances'])
    const wrapped = asDerivative.with({ index: 0, call: pay(bob, 1n) })
    refuse(ctx, wrapped, noPayments, FILTERED)
  })

  test.each([
    ['Root', ROOT],
    ['nobody', NONE],
  ])('refuses %s', (_, origin) => {
    refuse(ctx, asDerivative.with({ index: 0, call: nothing }), origin, BAD_ORIGIN)
  })

  test('weighs its own, the account and the call', () => {
    expect(dispatchInfo(asDerivative.with({ index: 0, call: nothing }), config)).toEqual({
      weight: {
        ref_time: 15_378_000n + 3n * 25_000_000n + 100_000_000n + 1_586_000n,
        proof_size: 3983n,
      },
      class: 'Normal',
      paysFee: true,
    })
  })
})

const SIGNED_BY_BOB: OriginCaller = { type: 'system', value: { type: 'Signed', value: bob } }
const ETHEREUM: OriginCaller = {
  type: 'Ethereum',
  value: { type: 'EthereumTransaction', value: new Uint8Array(20) },
}

describe.each([
  ['dispatch_as', dispatchAs],
  ['dispatch_as_fallible', dispatchAsFallible],
] as const)('%s', (_, call) => {
  test('runs the call with the origin', () => {
    const { events } = succeed(
      ctx,
      call.with({ as_origin: SIGNED_BY_BOB, call: pay(carol, 9n) }),
      ROOT,
    )
    expect(events).toEqual([
      ['Balances.Transfer', { from: bob, to: carol, amount: 9n }],
      ['Utility.DispatchedAs', { result: { ok: true, value: undefined } }],
    ])
  })

  test('takes Root as an origin', () => {
    const as_origin: OriginCaller = { type: 'system', value: { type: 'Root' } }
    const { events } = succeed(ctx, call.with({ as_origin, call: rootOnly }), ROOT)
    expect(events.map(([name]) => name)).toEqual(['Utility.DispatchedAs'])
  })

  test('is for Root alone', () => {
    refuse(ctx, call.with({ as_origin: SIGNED_BY_BOB, call: nothing }), fromAlice, BAD_ORIGIN)
  })
})

describe('a call that fails', () => {
  const failing = [
    ['a signed origin where Root is needed', SIGNED_BY_BOB],
    ['no origin', { type: 'system', value: { type: 'None' } }],
    ['an authorised origin', { type: 'system', value: { type: 'Authorized' } }],
    ['an Ethereum origin', ETHEREUM],
  ] as const satisfies readonly (readonly [string, OriginCaller])[]

  test.each(failing)('is reported by dispatch_as: %s', (_, as_origin) => {
    const result = { ok: false, error: BAD_ORIGIN }
    expect(succeed(ctx, dispatchAs.with({ as_origin, call: rootOnly }), ROOT).events).toEqual([
      ['Utility.DispatchedAs', { result }],
    ])
  })

  test.each(failing)('fails dispatch_as_fallible: %s', (_, as_origin) => {
    refuse(ctx, dispatchAsFallible.with({ as_origin, call: rootOnly }), ROOT, BAD_ORIGIN)
  })
})

describe('with_weight', () => {
  const weight = { ref_time: 11n, proof_size: 12n }

  test('runs the call as Root, without an event', () => {
    expect(succeed(ctx, withWeight.with({ call: rootOnly, weight }), ROOT).events).toEqual([])
  })

  test('fails as the call fails', () => {
    const needsSigner = asDerivative.with({ index: 0, call: nothing })
    refuse(ctx, withWeight.with({ call: needsSigner, weight }), ROOT, BAD_ORIGIN)
  })

  test('is for Root alone', () => {
    refuse(ctx, withWeight.with({ call: nothing, weight }), fromAlice, BAD_ORIGIN)
  })

  test('weighs what it says', () => {
    const call = withWeight.with({ call: setHeapPages.with({ pages: 1n }), weight })
    expect(dispatchInfo(call, config)).toEqual({ weight, class: 'Normal', paysFee: true })
  })
})

describe('if_else', () => {
  const either = (main: RuntimeCall, fallback: RuntimeCall): RuntimeCall =>
    ifElse.with({ main, fallback })

  test('runs the main call', () => {
    const { events, post } = succeed(ctx, either(pay(bob, 1n), pay(carol, 1n)), fromAlice)
    expect(events).toEqual([paid(bob, 1n), ['Utility.IfElseMainSuccess', undefined]])
    const own = 21_831_000n + 50_000_000n
    const main = dispatchInfo(pay(bob, 1n), config).weight.ref_time
    expect(post.actualWeight?.ref_time).toBe(own + main)
  })

  test('runs the fallback where the main call fails', () => {
    const { events } = succeed(ctx, either(tooMuch, pay(carol, 1n)), fromAlice)
    expect(events).toEqual([
      paid(carol, 1n),
      ['Utility.IfElseFallbackCalled', { main_error: NO_FUNDS }],
    ])
  })

  test('fails as the fallback fails', () => {
    const call = either(tooMuch, rootOnly)
    const post = refuse(ctx, call, fromAlice, BAD_ORIGIN)
    expect(post.actualWeight).toEqual(dispatchInfo(call, config).weight)
  })

  test('refuses inherents', () => {
    refuse(ctx, either(nothing, nothing), NONE, BAD_ORIGIN)
  })

  test('takes Root', () => {
    succeed(ctx, either(rootOnly, nothing), ROOT)
  })
})

test('the limit of batches is published as clients look it up', () => {
  const [limit] = utilityPallet.constants ?? []
  expect(limit?.name).toBe('batched_calls_limit')
  expect(limit?.valueOf(config)).toBe(10_922)
})

test('any nesting of batches conserves the money', () => {
  const people = [alice, bob, carol, dave]
  const leaf = fc
    .tuple(fc.constantFrom(...people), fc.bigInt(0n, START_RAO))
    .map(([to, value]) => transferAllowDeath.with({ dest: addressOf(to), value }))
  const { tree } = fc.letrec<{ tree: RuntimeCall }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc
        .tuple(
          fc.constantFrom(batch, batchAll, forceBatch),
          fc.array(tie('tree'), { maxLength: 4 }),
        )
        .map(([kind, calls]) => kind.with({ calls })),
      fc.tuple(tie('tree'), tie('tree')).map(([main, fallback]) => ifElse.with({ main, fallback })),
    ),
  }))
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 5 }), (calls) => {
      const world = nestingContext()
      for (const call of calls) {
        expect(decode(RuntimeCall, encode(RuntimeCall, call))).toEqual(call)
        const { post } = world.dispatch(call, fromAlice)
        const announced = dispatchInfo(call, config).weight.ref_time
        expect(post.actualWeight?.ref_time ?? 0n).toBeLessThanOrEqual(announced)
      }
      const total = people.reduce((sum, who) => sum + balance(world, who)[0], 0n)
      // What falls below the existential deposit of 500 rao is destroyed.
      expect(3n * START_RAO - total).toBeLessThan(500n * 4n)
    }),
    { seed: 11, numRuns: 60 },
  )
})
