import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../../src/frame/origin.ts'
import { announceNextKey } from '../../../src/pallets/mev-shield/calls/announce-next-key.ts'
import { errors } from '../../../src/pallets/mev-shield/errors.ts'
import {
  AuthorKeys,
  CurrentKey,
  NextKey,
  NextKeyExpiresAt,
  PendingKey,
  PendingKeyExpiresAt,
} from '../../../src/pallets/mev-shield/storage.ts'
import { BlockDigest } from '../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account } from '../../helpers/test-context.ts'
import { authority, begin, faults, key, shieldContext } from './kit.ts'

const [one, two, three] = [authority(1), authority(2), authority(3)]
const BAD_ORIGIN = { type: 'BadOrigin' } as const

const announce = (ctx: Context, enc_key: Uint8Array | undefined): void => {
  expect(succeeds(ctx, announceNextKey.with({ enc_key }), NONE)).toEqual([])
  expect(faults(ctx)).toEqual([])
}

/** Current, pending and next key, each by its byte, and the two expiries. */
const keys = (ctx: Context): readonly (number | undefined)[] => [
  CurrentKey.get(ctx)?.[0],
  PendingKey.get(ctx)?.[0],
  NextKey.get(ctx)?.[0],
  PendingKeyExpiresAt.get(ctx),
  NextKeyExpiresAt.get(ctx),
]

test('three authors in turn: a key is next, pending and current in three blocks', () => {
  const ctx = shieldContext([one, two, three])
  const none = undefined
  // Each row: the key that is announced, then current, pending, next, and until when (20-calls §17).
  const rows = [
    [11, none, none, none, none, none],
    [12, none, none, 11, none, 5],
    [13, none, 11, 12, 5, 6],
    [21, 11, 12, 13, 6, 7],
    [22, 12, 13, 21, 7, 8],
    [23, 13, 21, 22, 8, 9],
  ] as const
  rows.forEach(([announced, ...expected], at) => {
    begin(ctx, at + 1, BigInt(at))
    announce(ctx, key(announced))
    expect(keys(ctx), `block ${at + 1}`).toEqual(expected)
  })
  expect([one, two, three].map((author) => AuthorKeys.get(ctx, author)?.[0])).toEqual([21, 22, 23])
})

test('an author who comes again after the next gives the key of before, not the new one', () => {
  const ctx = shieldContext([one, two])
  begin(ctx, 1, 10n)
  announce(ctx, key(7))
  begin(ctx, 2, 12n)
  announce(ctx, key(8))
  expect(NextKey.get(ctx)?.[0]).toBe(7)
  expect(AuthorKeys.get(ctx, one)?.[0]).toBe(8)
})

test('who comes next depends on the slot, and on who the authors are then', () => {
  const ctx = shieldContext([one, two, three])
  for (const [at, author] of [one, two, three].entries()) AuthorKeys.set(ctx, author, key(at + 1))
  const nextAt = (slot: bigint): number | undefined => {
    begin(ctx, 1, slot)
    announce(ctx, undefined)
    return NextKey.get(ctx)?.[0]
  }
  // Slot 4 is that of the second; two slots later comes the first.
  expect(nextAt(4n)).toBe(1)
  expect(AuthorKeys.has(ctx, two)).toBe(false)
  expect(nextAt(6n)).toBe(3)
  // Two slots after 8 comes the second, who has no key any more.
  expect(nextAt(8n)).toBeUndefined()
})

test('a chain without announcements for a while runs dry', () => {
  const ctx = shieldContext([one])
  for (const [number, announced] of [1, 2, 3, undefined, undefined, undefined].entries()) {
    begin(ctx, number + 1, BigInt(number))
    announce(ctx, announced === undefined ? undefined : key(announced))
  }
  // The last announcement, of block 3, moved up in blocks 4, 5 and 6.
  expect(keys(ctx)).toEqual([3, undefined, undefined, undefined, undefined])
  expect(AuthorKeys.has(ctx, one)).toBe(false)
})

test('the last slot of all has none after it', () => {
  const ctx = shieldContext([one])
  AuthorKeys.set(ctx, one, key(1))
  begin(ctx, 1, 2n ** 64n - 2n)
  announce(ctx, key(2))
  expect(NextKey.has(ctx)).toBe(false)
  expect(AuthorKeys.get(ctx, one)?.[0]).toBe(2)
})

describe('refuses', () => {
  const ready = (): Context => {
    const ctx = shieldContext([one, two])
    for (const at of [1, 2, 3]) {
      begin(ctx, at, BigInt(at))
      announce(ctx, key(at))
    }
    begin(ctx, 4, 4n)
    return ctx
  }

  test.each([
    ['a signer', signed(account(1))],
    ['Root', ROOT],
  ] as const)('%s', (_who, origin) => {
    fails(ready(), announceNextKey.with({ enc_key: key(9) }), origin, BAD_ORIGIN)
  })

  test.each([
    ['that announces no slot', (ctx: Context) => BlockDigest.set(ctx, { logs: [] })],
    [
      'of another engine',
      (ctx: Context) =>
        BlockDigest.set(ctx, {
          logs: [{ type: 'PreRuntime', value: [Uint8Array.of(1, 2, 3, 4), new Uint8Array(8)] }],
        }),
    ],
  ])('a block %s', (_name, change) => {
    const ctx = ready()
    change(ctx)
    fails(ctx, announceNextKey.with({ enc_key: key(9) }), NONE, errors.Unreachable)
    fails(ctx, announceNextKey.with({ enc_key: undefined }), NONE, errors.Unreachable)
  })

  test.each([0, 1, 1183, 1185, 2048])('a key of %i bytes, and no key moves up', (length) => {
    const ctx = ready()
    const before = keys(ctx)
    const wrong = new Uint8Array(length)
    fails(ctx, announceNextKey.with({ enc_key: wrong }), NONE, errors.BadEncKeyLen)
    expect(keys(ctx)).toEqual(before)
  })
})

test('whatever is announced in whatever slots: each key moves up by one place a block', () => {
  const step = fc.record({
    skipped: fc.nat(4),
    announced: fc.option(fc.integer({ min: 1, max: 255 }), { nil: undefined }),
  })
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 30 }),
      fc.integer({ min: 1, max: 5 }),
      (steps, count) => {
        const authors = Array.from({ length: count }, (_, at) => authority(at + 1))
        const ctx = shieldContext(authors)
        const latest = new Map<number, number>()
        let slot = 0
        for (const [at, { skipped, announced }] of steps.entries()) {
          slot += 1 + skipped
          const [, pending, next] = keys(ctx)
          begin(ctx, at + 1, BigInt(slot))
          const expected = [pending, next, latest.get((slot + 2) % count)]
          announce(ctx, announced === undefined ? undefined : key(announced))
          expect(keys(ctx).slice(0, 3)).toEqual(expected)
          if (announced === undefined) latest.delete(slot % count)
          else latest.set(slot % count, announced)
        }
      },
    ),
  )
})
