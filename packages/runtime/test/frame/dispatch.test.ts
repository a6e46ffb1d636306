import { bare, holding, u32 } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../src/frame/call.ts'
import type { Context } from '../../src/frame/context.ts'
import { DispatchFailure, failWith } from '../../src/frame/dispatch-error.ts'
import { toResult } from '../../src/frame/dispatch.ts'
import { ensure, palletErrors } from '../../src/frame/error.ts'
import { palletEvents } from '../../src/frame/event.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import { storageValue } from '../../src/frame/storage.ts'
import { weight } from '../../src/frame/weight.ts'
import { account, testContext } from '../helpers/test-context.ts'

const pallet = { name: 'Probe', index: 201, path: ['probe'] }
const errors = palletErrors(pallet, { First: 'The first.', Second: 'The second.' })
const events = palletEvents(pallet, { Wrote: holding(0, u32), Tried: bare(3) })
const Value = storageValue(pallet, 'Value', u32, () => 0)
const spent = weight(5n)

const write = call(
  pallet,
  { value: u32 },
  {
    index: 0,
    name: 'write',
    weight: weight(10n),
    run(ctx, _origin, { value }) {
      Value.set(ctx, value)
      ctx.deposit(events, { type: 'Wrote', value })
      ensure(value !== 13, errors.Second)
      return { actualWeight: spent }
    },
  },
)
/** Writes, then runs `write` inside, and fails itself where its value is odd. */
const around = call(
  pallet,
  { inner: u32, own: u32 },
  {
    index: 1,
    name: 'around',
    weight: weight(10n),
    run(ctx, origin, { inner, own }) {
      Value.set(ctx, own)
      ctx.deposit(events, { type: 'Tried' })
      const outcome = ctx.dispatch(write.with({ value: inner }), origin)
      if (own % 2 === 1) {
        const error = outcome.ok ? ({ type: 'Other' } as const) : outcome.error
        throw new DispatchFailure(error, { actualWeight: spent })
      }
    },
  },
)
const broken = call(
  pallet,
  {},
  {
    index: 2,
    name: 'broken',
    weight: weight(0n),
    run(ctx) {
      Value.set(ctx, 99)
      throw new TypeError('a bug')
    },
  },
)

const alice = signed(account(1))
const FILTERED = { type: 'Module', value: { index: 0, error: Uint8Array.of(5, 0, 0, 0) } }
const SECOND = { type: 'Module', value: { index: 201, error: Uint8Array.of(1, 0, 0, 0) } }

let ctx: Context
beforeEach(() => {
  ctx = testContext()
})
/** Event records without phase and topics: pallet, variant, fields. */
const records = (): readonly string[] =>
  ctx.eventRecords.map((record) => Buffer.from(record.slice(5, -1)).toString('hex'))

describe('layers', () => {
  test('a call that succeeds keeps state and events and reports its weight', () => {
    expect(ctx.dispatch(write.with({ value: 4 }), alice)).toEqual({
      ok: true,
      post: { actualWeight: spent },
    })
    expect(Value.get(ctx)).toBe(4)
    expect(records()).toEqual(['c90004000000'])
  })

  test('a call that fails takes back state and events', () => {
    Value.set(ctx, 1)
    const outcome = ctx.dispatch(write.with({ value: 13 }), alice)
    expect(outcome).toEqual({ ok: false, error: SECOND, post: {} })
    expect(toResult(outcome)).toEqual({ ok: false, error: SECOND })
    expect([Value.get(ctx), records()]).toEqual([1, []])
  })

  test('an inner failure takes back the inner call only', () => {
    expect(ctx.dispatch(around.with({ inner: 13, own: 2 }), alice).ok).toBe(true)
    expect([Value.get(ctx), records()]).toEqual([2, ['c903']])
  })

  test('an outer failure takes back what succeeded inside', () => {
    expect(ctx.dispatch(around.with({ inner: 4, own: 1 }), alice)).toEqual({
      ok: false,
      error: { type: 'Other' },
      post: { actualWeight: spent },
    })
    expect([Value.has(ctx), records()]).toEqual([false, []])
  })

  test('a bug is no dispatch error: it passes through, and its writes are taken back', () => {
    expect(() => ctx.dispatch(broken.with({}), alice)).toThrow(TypeError)
    expect([Value.has(ctx), records()]).toEqual([false, []])
    expect(ctx.state.changes().size).toBe(0)
  })

  test('discarding gives the result and keeps nothing', () => {
    const result = ctx.discarding(() => {
      ctx.dispatch(write.with({ value: 4 }), alice)
      return Value.get(ctx)
    })
    expect([result, Value.get(ctx), records()]).toEqual([4, 0, []])
  })

  test('transactional takes back what a failure interrupts', () => {
    const run = (): never => {
      Value.set(ctx, 5)
      ctx.deposit(events, { type: 'Tried' })
      return failWith({ type: 'Exhausted' })
    }
    expect(() => ctx.transactional(run)).toThrow(DispatchFailure)
    expect([Value.get(ctx), records()]).toEqual([0, []])
  })
})

describe('events', () => {
  test('a record is phase, pallet, event, fields and no topics', () => {
    ctx.phase = { type: 'ApplyExtrinsic', value: 2 }
    ctx.deposit(events, { type: 'Wrote', value: 0x01020304 })
    ctx.phase = { type: 'Finalization' }
    ctx.deposit(events, { type: 'Tried' })
    ctx.phase = { type: 'Initialization' }
    ctx.deposit(events, { type: 'Tried' })
    const hex = ctx.eventRecords.map((record) => Buffer.from(record).toString('hex'))
    expect(hex).toEqual(['0002000000c9000403020100', '01c90300', '02c90300'])
  })
})

describe('filters and guards', () => {
  const rules = {
    filter: (value: { readonly args: object }) => !('value' in value.args),
  }

  test.each([
    ['a signer', alice],
    ['nobody', NONE],
  ])('the base filter stops %s with System.CallFiltered', (_who, origin) => {
    ctx = testContext(rules)
    expect(ctx.dispatch(write.with({ value: 4 }), origin)).toEqual({
      ok: false,
      error: FILTERED,
      post: {},
    })
    expect(Value.has(ctx)).toBe(false)
  })

  test('Root passes the base filter', () => {
    ctx = testContext(rules)
    expect(ctx.dispatch(write.with({ value: 4 }), ROOT).ok).toBe(true)
  })

  test('a bypass skips filters and guards for anyone', () => {
    const guards = [(): void => failWith({ type: 'Unavailable' })]
    ctx = testContext({ ...rules, guards })
    expect(ctx.dispatch(write.with({ value: 4 }), alice, { bypassFilter: true }).ok).toBe(true)
  })

  test('the base filter stops nested calls too', () => {
    ctx = testContext(rules)
    expect(ctx.dispatch(around.with({ inner: 4, own: 3 }), alice)).toMatchObject({
      ok: false,
      error: FILTERED,
    })
  })

  test('filters of the origin follow it into nested calls', () => {
    const origin = signed(account(1), [(value) => value.call !== write])
    expect(ctx.dispatch(around.with({ inner: 4, own: 2 }), origin).ok).toBe(true)
    expect(Value.get(ctx)).toBe(2)
    expect(ctx.dispatch(write.with({ value: 4 }), origin)).toMatchObject({ error: FILTERED })
  })

  test('guards run for signers at every level, after the filters, and their writes are taken back', () => {
    const seen: string[] = []
    const guard = (c: Context, _origin: unknown, value: { call: { name: string } }): void => {
      seen.push(value.call.name)
      if (value.call.name !== 'write') return
      Value.set(c, 77)
      failWith({ type: 'Unavailable' })
    }
    ctx = testContext({ guards: [guard] })
    expect(ctx.dispatch(around.with({ inner: 4, own: 2 }), alice).ok).toBe(true)
    expect(seen).toEqual(['around', 'write'])
    expect(Value.get(ctx)).toBe(2)
    expect(ctx.dispatch(write.with({ value: 4 }), ROOT).ok).toBe(true)
    expect(ctx.dispatch(write.with({ value: 4 }), NONE).ok).toBe(true)
    expect(seen.length).toBe(2)
  })
})
