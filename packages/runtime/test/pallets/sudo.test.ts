import { addressOf, decode, encode } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import { dispatchInfo, RuntimeCall } from '../../src/frame/call.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import type { Context } from '../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import { transferKeepAlive } from '../../src/pallets/balances/index.ts'
import { removeKey, setKey } from '../../src/pallets/sudo/calls/key.ts'
import { sudoAs, sudoCall, sudoUncheckedWeight } from '../../src/pallets/sudo/calls/sudo.ts'
import { errors } from '../../src/pallets/sudo/errors.ts'
import { SudoKey } from '../../src/pallets/sudo/index.ts'
import { setHeapPages } from '../../src/pallets/system/calls/code.ts'
import { remark, remarkWithEvent } from '../../src/pallets/system/calls/remark.ts'
import { setStorage } from '../../src/pallets/system/calls/storage.ts'
import { batch } from '../../src/pallets/utility/calls/batch.ts'
import { moduleError } from '../../src/frame/error.ts'
import {
  alice,
  BAD_ORIGIN,
  balance,
  bob,
  CANNOT_LOOKUP,
  carol,
  nestingContext,
  refuse,
  START_RAO,
  succeed,
} from './utility-kit.ts'

const OK = { ok: true, value: undefined }
const key = Uint8Array.of(1, 2, 3)
const rootOnly = setStorage.with({ items: [[key, Uint8Array.of(9)]] })
const weight = { ref_time: 5n, proof_size: 7n }
const BY_INDEX = { type: 'Index', value: undefined } as const

let ctx: Context
beforeEach(() => {
  ctx = nestingContext()
  SudoKey.set(ctx, alice)
})

const everyCall: readonly (readonly [string, RuntimeCall])[] = [
  ['sudo', sudoCall.with({ call: rootOnly })],
  ['sudo_unchecked_weight', sudoUncheckedWeight.with({ call: rootOnly, weight })],
  ['set_key', setKey.with({ new: addressOf(bob) })],
  ['sudo_as', sudoAs.with({ who: addressOf(bob), call: rootOnly })],
  ['remove_key', removeKey.with({})],
]

describe('who may use sudo', () => {
  test.each(everyCall)('%s takes the key, free, and Root', (_, call) => {
    expect(ctx.discarding(() => succeed(ctx, call, signed(alice)).post)).toEqual({ paysFee: false })
    expect(ctx.discarding(() => succeed(ctx, call, ROOT).post)).toEqual({ paysFee: false })
  })

  test.each(everyCall)('%s refuses others', (_, call) => {
    refuse(ctx, call, signed(bob), errors.RequireSudo)
    refuse(ctx, call, NONE, BAD_ORIGIN)
    SudoKey.remove(ctx)
    refuse(ctx, call, signed(alice), errors.RequireSudo)
  })
})

describe('sudo', () => {
  test.each(everyCall.slice(0, 2))('%s runs the call as Root', (_, call) => {
    expect(succeed(ctx, call, signed(alice)).events).toEqual([['Sudo.Sudid', { sudo_result: OK }]])
    expect(ctx.state.get('\u0001\u0002\u0003')).toEqual(Uint8Array.of(9))
  })

  test('succeeds when the call fails, and says so', () => {
    const call = remarkWithEvent.with({ remark: key })
    expect(succeed(ctx, sudoCall.with({ call }), signed(alice)).events).toEqual([
      ['Sudo.Sudid', { sudo_result: { ok: false, error: BAD_ORIGIN } }],
    ])
  })

  test('passes the base filter', () => {
    const nested = batch.with({ calls: [batch.with({ calls: [] })] })
    const { events } = succeed(ctx, sudoCall.with({ call: nested }), signed(alice))
    expect(events.at(-1)).toEqual(['Sudo.Sudid', { sudo_result: OK }])
  })
})

describe('sudo_as', () => {
  const pay = (value: bigint): RuntimeCall =>
    transferKeepAlive.with({ dest: addressOf(carol), value })

  test('runs the call as the account', () => {
    const { events } = succeed(
      ctx,
      sudoAs.with({ who: addressOf(bob), call: pay(1_000n) }),
      signed(alice),
    )
    expect(events).toEqual([
      ['Balances.Transfer', { from: bob, to: carol, amount: 1_000n }],
      ['Sudo.SudoAsDone', { sudo_result: OK }],
    ])
    expect(balance(ctx, bob)).toEqual([START_RAO - 1_000n, 0n])
    expect(balance(ctx, carol)).toEqual([START_RAO + 1_000n, 0n])
  })

  test('reports the error of the call', () => {
    const call = sudoCall.with({ call: rootOnly })
    const { events } = succeed(ctx, sudoAs.with({ who: addressOf(bob), call }), signed(alice))
    const error = moduleError(errors.RequireSudo)
    expect(events).toEqual([['Sudo.SudoAsDone', { sudo_result: { ok: false, error } }]])
  })

  test('refuses an address that is no account id', () => {
    refuse(ctx, sudoAs.with({ who: BY_INDEX, call: rootOnly }), signed(alice), CANNOT_LOOKUP)
  })
})

describe('the key', () => {
  test('is handed over', () => {
    const { events } = succeed(ctx, setKey.with({ new: addressOf(bob) }), signed(alice))
    expect(events).toEqual([['Sudo.KeyChanged', { old: alice, new: bob }]])
    expect(SudoKey.get(ctx)).toEqual(bob)
  })

  test('is given by Root where there was none', () => {
    SudoKey.remove(ctx)
    const { events } = succeed(ctx, setKey.with({ new: addressOf(bob) }), ROOT)
    expect(events).toEqual([['Sudo.KeyChanged', { old: undefined, new: bob }]])
  })

  test('does not go to an address that is no account id', () => {
    refuse(ctx, setKey.with({ new: BY_INDEX }), signed(alice), CANNOT_LOOKUP)
  })

  test('is given up', () => {
    const { events } = succeed(ctx, removeKey.with({}), signed(alice))
    expect(events).toEqual([['Sudo.KeyRemoved', undefined]])
    expect(SudoKey.has(ctx)).toBe(false)
  })
})

describe('what sudo costs', () => {
  const config = runtimeConfig('normal')
  // System.remark of no bytes weighs 1,586,000 ps (frame-system 41.0.0); set_heap_pages is Operational.
  const light = remark.with({ remark: new Uint8Array() })
  const operational = setHeapPages.with({ pages: 1n })

  test.each([
    ['sudo', sudoCall.with({ call: light }), 7_939_000n + 25_000_000n + 1_586_000n],
    [
      'sudo_as',
      sudoAs.with({ who: addressOf(bob), call: light }),
      7_870_000n + 25_000_000n + 1_586_000n,
    ],
    ['set_key', setKey.with({ new: addressOf(bob) }), 7_237_000n + 125_000_000n],
    ['remove_key', removeKey.with({}), 6_417_000n + 125_000_000n],
  ] as const)('%s weighs its own and the weight of the call', (_, call, refTime) => {
    const info = dispatchInfo(call, config)
    expect(info.weight).toEqual({ ref_time: refTime, proof_size: 1517n })
    expect(info).toMatchObject({ class: 'Normal', paysFee: true })
  })

  test('sudo_unchecked_weight weighs what it says', () => {
    const call = sudoUncheckedWeight.with({ call: operational, weight })
    expect(dispatchInfo(call, config)).toEqual({ weight, class: 'Operational', paysFee: true })
  })

  test('the class is that of the call', () => {
    const call = sudoCall.with({ call: sudoAs.with({ who: addressOf(bob), call: operational }) })
    expect(dispatchInfo(call, config).class).toBe('Operational')
  })

  test('deep nesting is weighed in no time', () => {
    let call: RuntimeCall = light
    for (let depth = 0; depth < 200; depth += 1) call = sudoCall.with({ call })
    const { ref_time } = dispatchInfo(call, config).weight
    expect(ref_time).toBe(1_586_000n + 200n * 32_939_000n)
  })
})

test('calls are coded as on the wire', () => {
  const call = sudoUncheckedWeight.with({ call: remark.with({ remark: key }), weight })
  // Pallet 12, call 1; System.remark (0, 0) of three bytes; compact 5 and 7.
  const wire = Uint8Array.of(12, 1, 0, 0, 12, 1, 2, 3, 20, 28)
  expect(encode(RuntimeCall, call)).toEqual(wire)
  expect(decode(RuntimeCall, wire)).toEqual(call)
})
