import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../../src/frame/origin.ts'
import { storeEncrypted } from '../../../src/pallets/mev-shield/calls/store-encrypted.ts'
import { errors } from '../../../src/pallets/mev-shield/errors.ts'
import { mevShieldPallet } from '../../../src/pallets/mev-shield/index.ts'
import {
  ExtrinsicLifetime,
  MaxPendingExtrinsicsLimit,
  NextPendingExtrinsicIndex,
  PendingExtrinsics,
} from '../../../src/pallets/mev-shield/storage.ts'
import { BlockNumber } from '../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account, eventsDuring, testContext } from '../../helpers/test-context.ts'
import { faults } from './kit.ts'

const BAD_ORIGIN = { type: 'BadOrigin' } as const
const who = account(1)
const encrypted_call = Uint8Array.of(1, 2, 3)
const store = storeEncrypted.with({ encrypted_call })
// A read costs 25,000,000 ps, a write 100,000,000.
const LOOK = 50_000_000n
const GAP = 25_000_000n
const TAKE = 225_000_000n

function at(block: number): Context {
  const ctx = testContext()
  BlockNumber.set(ctx, block)
  return ctx
}

/** Begins a block: the time that the queue took, and its events. */
function serve(ctx: Context, block: number): readonly [bigint, readonly (readonly string[])[]] {
  BlockNumber.set(ctx, block)
  let time = 0n
  const events = eventsDuring(ctx, () => {
    const used = mevShieldPallet.onInitialize?.(ctx, block)
    expect(used?.proof_size).toBe(0n)
    time = used?.ref_time ?? 0n
  })
  return [time, events.map(([name, value]) => [name, String((value as { index: number }).index)])]
}

describe('store_encrypted', () => {
  test('puts a call at the end of the queue', () => {
    const ctx = at(7)
    expect(succeeds(ctx, store, signed(who))).toEqual([
      ['MevShield.ExtrinsicStored', { index: 0, who }],
    ])
    const longest = new Uint8Array(8192).fill(1)
    succeeds(ctx, storeEncrypted.with({ encrypted_call: longest }), signed(account(2)))
    expect([...PendingExtrinsics.entries(ctx)]).toEqual([
      [[0], { who, encrypted_call, submitted_at: 7 }],
      [[1], { who: account(2), encrypted_call: longest, submitted_at: 7 }],
    ])
    expect(PendingExtrinsics.counter.get(ctx)).toBe(2)
    expect(NextPendingExtrinsicIndex.get(ctx)).toBe(2)
    expect(faults(ctx)).toEqual([])
  })

  test('refuses the hundred and first, and as many as Root says', () => {
    const ctx = at(1)
    for (let stored = 0; stored < 100; stored += 1) succeeds(ctx, store, signed(who))
    fails(ctx, store, signed(who), errors.TooManyPendingExtrinsics)
    MaxPendingExtrinsicsLimit.set(ctx, 101)
    succeeds(ctx, store, signed(who))
    fails(ctx, store, signed(who), errors.TooManyPendingExtrinsics)
    MaxPendingExtrinsicsLimit.set(ctx, 0)
    serve(ctx, 2)
    fails(ctx, store, signed(who), errors.TooManyPendingExtrinsics)
  })

  test.each([
    ['Root', ROOT],
    ['nobody', NONE],
  ] as const)('refuses %s', (_who, origin) => {
    fails(at(1), store, origin, BAD_ORIGIN)
  })

  test('writes over the last place when places have run out', () => {
    const ctx = at(1)
    NextPendingExtrinsicIndex.set(ctx, 2 ** 32 - 1)
    succeeds(ctx, store, signed(who))
    succeeds(ctx, store, signed(account(2)))
    expect(NextPendingExtrinsicIndex.get(ctx)).toBe(2 ** 32 - 1)
    expect(PendingExtrinsics.counter.get(ctx)).toBe(1)
    expect(PendingExtrinsics.get(ctx, 2 ** 32 - 1)?.who).toEqual(account(2))
  })
})

describe('the start of a block', () => {
  test('looks at an empty queue: two reads', () => {
    expect(serve(at(0), 1)).toEqual([LOOK, []])
    const ctx = at(1)
    NextPendingExtrinsicIndex.set(ctx, 5)
    expect(serve(ctx, 2)).toEqual([LOOK, []])
  })

  test('drops what nobody can read, in the order in which it came', () => {
    const ctx = at(1)
    for (let stored = 0; stored < 3; stored += 1) succeeds(ctx, store, signed(who))
    expect(serve(ctx, 2)).toEqual([
      LOOK + 3n * TAKE,
      [0, 1, 2].map((index) => ['MevShield.ExtrinsicDecodeFailed', String(index)]),
    ])
    expect([...PendingExtrinsics.entries(ctx)]).toEqual([])
    expect(PendingExtrinsics.counter.get(ctx)).toBe(0)
    expect(NextPendingExtrinsicIndex.get(ctx)).toBe(3)
    expect(faults(ctx)).toEqual([])
    expect(serve(ctx, 3)).toEqual([LOOK, []])
    expect(succeeds(ctx, store, signed(who))[0]?.[1]).toEqual({ index: 3, who })
  })

  test.each([
    [10, 11, 'ExtrinsicDecodeFailed'],
    [10, 12, 'ExtrinsicExpired'],
    [0, 1, 'ExtrinsicDecodeFailed'],
    [0, 2, 'ExtrinsicExpired'],
    [2 ** 32 - 1, 2 ** 32 - 1, 'ExtrinsicDecodeFailed'],
    // A block before that of the call: no age at all.
    [0, 0, 'ExtrinsicDecodeFailed'],
  ])('a call of block 1 that may wait %i blocks is, in block %i, %s', (lifetime, block, event) => {
    const ctx = at(1)
    ExtrinsicLifetime.set(ctx, lifetime)
    succeeds(ctx, store, signed(who))
    expect(serve(ctx, block)).toEqual([LOOK + TAKE, [[`MevShield.${event}`, '0']]])
    expect(PendingExtrinsics.counter.get(ctx)).toBe(0)
  })

  test('a gap hides what is older, for good', () => {
    const ctx = at(1)
    for (let stored = 0; stored < 4; stored += 1) succeeds(ctx, store, signed(who))
    // Only raw writes of Root make gaps.
    PendingExtrinsics.remove(ctx, 2)
    expect(serve(ctx, 2)).toEqual([
      LOOK + 2n * TAKE + GAP,
      [
        ['MevShield.ExtrinsicDecodeFailed', '1'],
        ['MevShield.ExtrinsicDecodeFailed', '3'],
      ],
    ])
    expect(PendingExtrinsics.counter.get(ctx)).toBe(1)
    expect(serve(ctx, 3)).toEqual([LOOK + GAP, []])
    expect(PendingExtrinsics.has(ctx, 0)).toBe(true)
    expect(faults(ctx)).toEqual(['call 0 of block 1 waits after block 3'])
  })

  test('a counter beyond the queue looks from the first place on', () => {
    const ctx = at(1)
    succeeds(ctx, store, signed(who))
    PendingExtrinsics.counter.set(ctx, 9)
    expect(serve(ctx, 2)[0]).toBe(LOOK + TAKE)
    expect(PendingExtrinsics.counter.get(ctx)).toBe(8)
    expect(faults(ctx)).toEqual(['0 calls wait, counted 8'])
  })
})

test('whatever is stored when: the queue is empty at the end of the next start of a block', () => {
  const blocks = fc.array(fc.record({ stored: fc.nat(5), later: fc.integer({ min: 1, max: 15 }) }))
  fc.assert(
    fc.property(blocks, (steps) => {
      const ctx = at(1)
      let [block, expected] = [1, 0]
      for (const { stored, later } of steps) {
        for (let n = 0; n < stored; n += 1) succeeds(ctx, store, signed(who))
        expect(faults(ctx)).toEqual([])
        block += later
        const [time, events] = serve(ctx, block)
        const name = later > 10 ? 'ExtrinsicExpired' : 'ExtrinsicDecodeFailed'
        const indices = Array.from({ length: stored }, (_, n) => String(expected + n))
        expect(events).toEqual(indices.map((index) => [`MevShield.${name}`, index]))
        expect(time).toBe(LOOK + BigInt(stored) * TAKE)
        expect(faults(ctx)).toEqual([])
        expected += stored
      }
      expect(NextPendingExtrinsicIndex.get(ctx)).toBe(expected)
    }),
  )
})
