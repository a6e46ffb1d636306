import { addressOf } from '@plexus/primitives'
import type { AccountId, MultiAddress } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../src/frame/call.ts'
import { dispatchInfo } from '../../src/frame/call.ts'
import type { Context } from '../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import { errors } from '../../src/pallets/balances/errors.ts'
import {
  burn,
  endow,
  forceAdjustTotalIssuance,
  forceSetBalance,
  forceTransfer,
  forceUnreserve,
  InactiveIssuance,
  reserve,
  setLock,
  TotalIssuance,
  transferAll,
  transferAllowDeath,
  transferKeepAlive,
  upgradeAccounts,
} from '../../src/pallets/balances/index.ts'
import { invariants } from '../../src/pallets/balances/invariants.ts'
import { EMPTY_DATA } from '../../src/pallets/system/account-info.ts'
import { incConsumers, incProviders, setAccountData } from '../../src/pallets/system/accounts.ts'
import { Account } from '../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../helpers/expect-call.ts'
import { account, testContext } from '../helpers/test-context.ts'

const [alice, bob, carol] = [account(1), account(2), account(3)]
const LOCK_ID = new TextEncoder().encode('testlock')
const token = (value: 'FundsUnavailable' | 'NotExpendable' | 'BelowMinimum' | 'Frozen') =>
  ({ type: 'Token', value }) as const

let ctx: Context
const free = (who: AccountId): bigint => Account.get(ctx, who).data.free

beforeEach(() => {
  ctx = testContext()
  endow(ctx, [
    [alice, 10_000n],
    [bob, 1_000n],
  ])
})

describe('genesis', () => {
  test('gives balances and one provider, without events', () => {
    expect(Account.get(ctx, alice)).toEqual({
      nonce: 0,
      consumers: 0,
      providers: 1,
      sufficients: 0,
      data: { free: 10_000n, reserved: 0n, frozen: 0n, flags: 1n << 127n },
    })
    expect(TotalIssuance.get(ctx)).toBe(11_000n)
    expect(ctx.eventRecords).toEqual([])
  })

  test('refuses balances below the existential deposit and accounts named twice', () => {
    expect(() => endow(testContext(), [[alice, 499n]])).toThrow('499 rao')
    const twice = [
      [alice, 500n],
      [alice, 500n],
    ] as const
    expect(() => endow(testContext(), twice)).toThrow('twice')
  })
})

describe('transfers', () => {
  const kinds = [
    { kind: 'transfer_allow_death', make: transferAllowDeath },
    { kind: 'transfer_keep_alive', make: transferKeepAlive },
  ]
  test.each(kinds)('$kind moves balance and says so', ({ make }) => {
    const events = succeeds(ctx, make.with({ dest: addressOf(bob), value: 4_000n }), signed(alice))
    expect(events).toEqual([['Balances.Transfer', { from: alice, to: bob, amount: 4_000n }]])
    expect([free(alice), free(bob), TotalIssuance.get(ctx)]).toEqual([6_000n, 5_000n, 11_000n])
  })

  test.each(kinds)('$kind creates an account', ({ make }) => {
    const events = succeeds(ctx, make.with({ dest: addressOf(carol), value: 500n }), signed(alice))
    expect(events).toEqual([
      ['System.NewAccount', { account: carol }],
      ['Balances.Endowed', { account: carol, free_balance: 500n }],
      ['Balances.Transfer', { from: alice, to: carol, amount: 500n }],
    ])
    expect(Account.get(ctx, carol).providers).toBe(1)
  })

  test.each([
    { row: 'nothing', left: 0n },
    { row: 'dust', left: 499n },
  ])('an account that keeps $row ends', ({ left }) => {
    const value = 10_000n - left
    const call = transferAllowDeath.with({ dest: addressOf(bob), value })
    expect(succeeds(ctx, call, signed(alice))).toEqual([
      ['System.KilledAccount', { account: alice }],
      ...(left > 0n ? [['Balances.DustLost', { account: alice, amount: left }]] : []),
      ['Balances.Transfer', { from: alice, to: bob, amount: value }],
    ])
    expect(Account.has(ctx, alice)).toBe(false)
    expect(TotalIssuance.get(ctx)).toBe(11_000n - left)
  })

  test('a transfer to oneself checks and moves nothing', () => {
    const call = transferAllowDeath.with({ dest: addressOf(alice), value: 10_000n })
    expect(succeeds(ctx, call, signed(alice))).toEqual([])
    expect(free(alice)).toBe(10_000n)
  })

  test('an account that something else provides for stays, with its dust lost', () => {
    incProviders(ctx, alice)
    const call = transferAllowDeath.with({ dest: addressOf(bob), value: 9_900n })
    expect(succeeds(ctx, call, signed(alice)).map(([name]) => name)).toEqual([
      'Balances.DustLost',
      'Balances.Transfer',
    ])
    expect(Account.get(ctx, alice)).toMatchObject({ providers: 1, data: { free: 0n } })
  })

  const to = (dest: MultiAddress, value: bigint) => ({ dest, value })
  const refusals: readonly (readonly [string, RuntimeCall, Parameters<typeof fails>[3]])[] = [
    [
      'more than there is',
      transferAllowDeath.with(to(addressOf(bob), 10_001n)),
      token('FundsUnavailable'),
    ],
    [
      'more than the issuance',
      transferAllowDeath.with(to(addressOf(bob), 11_001n)),
      { type: 'Arithmetic', value: 'Underflow' },
    ],
    [
      'too little for a new account',
      transferAllowDeath.with(to(addressOf(carol), 499n)),
      token('BelowMinimum'),
    ],
    [
      'all of it, keeping alive',
      transferKeepAlive.with(to(addressOf(bob), 9_501n)),
      token('NotExpendable'),
    ],
    [
      'an address that is no account id',
      transferAllowDeath.with(to({ type: 'Index' }, 1n)),
      { type: 'CannotLookup' },
    ],
  ]
  test.each(refusals)('refuses %s', (_row, call, error) => {
    fails(ctx, call, signed(alice), error)
  })

  test('refuses to end an account that something needs', () => {
    incConsumers(ctx, alice)
    const call = transferAllowDeath.with({ dest: addressOf(bob), value: 9_501n })
    fails(ctx, call, signed(alice), token('Frozen'))
  })

  test('refuses what a lock covers', () => {
    setLock(ctx, LOCK_ID, alice, 9_000n, 'All')
    const call = transferAllowDeath.with({ dest: addressOf(bob), value: 1_001n })
    fails(ctx, call, signed(alice), token('Frozen'))
  })

  test.each([ROOT, NONE])('refuses the origin $kind', (origin) => {
    const dest = addressOf(bob)
    for (const call of [
      transferAllowDeath.with({ dest, value: 1n }),
      transferKeepAlive.with({ dest, value: 1n }),
      transferAll.with({ dest, keep_alive: false }),
      burn.with({ value: 1n, keep_alive: false }),
      upgradeAccounts.with({ who: [] }),
    ]) {
      fails(ctx, call, origin, { type: 'BadOrigin' })
    }
  })

  test.each([
    { keep_alive: true, moved: 9_500n, exists: true },
    { keep_alive: false, moved: 10_000n, exists: false },
  ])('transfer_all with keep_alive $keep_alive', ({ keep_alive, moved, exists }) => {
    succeeds(ctx, transferAll.with({ dest: addressOf(bob), keep_alive }), signed(alice))
    expect(free(bob)).toBe(1_000n + moved)
    expect(Account.has(ctx, alice)).toBe(exists)
  })
})

describe('Root', () => {
  const calls: readonly RuntimeCall[] = [
    forceTransfer.with({ source: addressOf(alice), dest: addressOf(bob), value: 1n }),
    forceUnreserve.with({ who: addressOf(alice), amount: 1n }),
    forceSetBalance.with({ who: addressOf(alice), new_free: 1n }),
    forceAdjustTotalIssuance.with({ direction: 'Increase', delta: 1n }),
  ]
  test.each(calls.map((call) => [call.call.name, call] as const))('alone may %s', (_name, call) => {
    fails(ctx, call, signed(alice), { type: 'BadOrigin' })
  })

  test('moves the balance of anybody', () => {
    const value = { source: addressOf(alice), dest: addressOf(bob), value: 10_000n }
    succeeds(ctx, forceTransfer.with(value), ROOT)
    expect([Account.has(ctx, alice), free(bob)]).toEqual([false, 11_000n])
  })

  test('frees what is reserved', () => {
    reserve(ctx, alice, 600n)
    const call = forceUnreserve.with({ who: addressOf(alice), amount: 1_000n })
    expect(succeeds(ctx, call, ROOT)).toEqual([
      ['Balances.Unreserved', { who: alice, amount: 600n }],
    ])
    expect(Account.get(ctx, alice)).toMatchObject({ consumers: 0, data: { reserved: 0n } })
  })

  test.each([
    { row: 'more', set: 12_000n, free: 12_000n, books: ['Balances.Issued', { amount: 2_000n }] },
    { row: 'less', set: 600n, free: 600n, books: ['Balances.Rescinded', { amount: 9_400n }] },
  ])('sets a balance to $row', ({ set, free: expected, books }) => {
    const call = forceSetBalance.with({ who: addressOf(alice), new_free: set })
    expect(succeeds(ctx, call, ROOT)).toEqual([
      books,
      ['Balances.BalanceSet', { who: alice, free: expected }],
    ])
    expect(TotalIssuance.get(ctx)).toBe(1_000n + expected)
  })

  test('sets dust to nothing, and the account ends', () => {
    const call = forceSetBalance.with({ who: addressOf(alice), new_free: 499n })
    expect(succeeds(ctx, call, ROOT)).toEqual([
      ['System.KilledAccount', { account: alice }],
      ['Balances.Rescinded', { amount: 10_000n }],
      ['Balances.BalanceSet', { who: alice, free: 0n }],
    ])
    expect(TotalIssuance.get(ctx)).toBe(1_000n)
  })

  test.each([
    { direction: 'Increase', delta: 5n, after: 11_005n },
    { direction: 'Increase', delta: 2n ** 64n - 1n, after: 2n ** 64n - 1n },
    { direction: 'Decrease', delta: 5n, after: 10_995n },
    { direction: 'Decrease', delta: 20_000n, after: 0n },
  ] as const)('adjusts the issuance: $direction $delta', ({ direction, delta, after }) => {
    expect(succeeds(ctx, forceAdjustTotalIssuance.with({ direction, delta }), ROOT)).toEqual([
      ['Balances.TotalIssuanceForced', { old: 11_000n, new: after }],
    ])
    expect(TotalIssuance.get(ctx)).toBe(after)
  })

  test('cannot adjust by nothing, nor below what is inactive', () => {
    InactiveIssuance.set(ctx, 6_000n)
    const adjust = (delta: bigint): RuntimeCall =>
      forceAdjustTotalIssuance.with({ direction: 'Decrease', delta })
    fails(ctx, adjust(0n), ROOT, errors.DeltaZero)
    fails(ctx, adjust(5_001n), ROOT, errors.IssuanceDeactivated)
    succeeds(ctx, adjust(5_000n), ROOT)
  })
})

describe('burn', () => {
  test('takes balance out of the issuance', () => {
    const call = burn.with({ value: 4_000n, keep_alive: false })
    expect(succeeds(ctx, call, signed(alice))).toEqual([
      ['Balances.Burned', { who: alice, amount: 4_000n }],
    ])
    expect([free(alice), TotalIssuance.get(ctx)]).toEqual([6_000n, 7_000n])
  })

  test('ends an account whose dust goes too', () => {
    const call = burn.with({ value: 9_900n, keep_alive: false })
    expect(succeeds(ctx, call, signed(alice))).toEqual([
      ['System.KilledAccount', { account: alice }],
      ['Balances.DustLost', { account: alice, amount: 100n }],
      ['Balances.Burned', { who: alice, amount: 9_900n }],
    ])
    expect(TotalIssuance.get(ctx)).toBe(1_000n)
  })

  test.each([
    { value: 10_001n, keep_alive: false },
    { value: 9_501n, keep_alive: true },
  ])('refuses $value with keep_alive $keep_alive', (args) => {
    fails(ctx, burn.with(args), signed(alice), token('FundsUnavailable'))
  })
})

describe('upgrade_accounts', () => {
  const old = (who: AccountId, reserved: bigint): void =>
    setAccountData(ctx, who, { ...EMPTY_DATA, free: 1_000n, reserved, flags: 0n })

  test('marks accounts and counts their reserve as a consumer', () => {
    old(alice, 300n)
    const outcome = ctx.dispatch(upgradeAccounts.with({ who: [alice] }), signed(bob))
    expect(outcome).toEqual({ ok: true, post: { paysFee: false } })
    expect(Account.get(ctx, alice)).toMatchObject({ consumers: 1, data: { flags: 1n << 127n } })
  })

  test.each([
    { row: 'none', upgraded: 0, of: 1, paysFee: true },
    { row: 'eight of nine', upgraded: 8, of: 9, paysFee: true },
    { row: 'nine of ten', upgraded: 9, of: 10, paysFee: false },
  ])('$row: pays $paysFee', ({ upgraded, of, paysFee }) => {
    const who = Array.from({ length: of }, (_, at) => account(100 + at))
    for (const each of who) incProviders(ctx, each)
    for (const each of who.slice(0, upgraded)) old(each, 0n)
    const outcome = ctx.dispatch(upgradeAccounts.with({ who }), signed(bob))
    expect(outcome.post.paysFee).toBe(paysFee)
  })
})

test('weights are those of the reference', () => {
  const refTime = (call: RuntimeCall): bigint => dispatchInfo(call, ctx.config).weight.ref_time
  const dest = addressOf(bob)
  // 25,000,000 ps a read and 100,000,000 a write, on top of what the reference measured.
  expect(refTime(transferAllowDeath.with({ dest, value: 1n }))).toBe(48_834_000n + 125_000_000n)
  expect(refTime(transferKeepAlive.with({ dest, value: 1n }))).toBe(39_051_000n + 125_000_000n)
  expect(refTime(burn.with({ value: 1n, keep_alive: true }))).toBe(30_219_000n)
  expect(refTime(burn.with({ value: 1n, keep_alive: false }))).toBe(20_720_000n)
})

test('invariants hold, and see what is wrong', () => {
  const faults = (): number => invariants.flatMap((check) => check(ctx)).length
  reserve(ctx, alice, 5_000n)
  expect(faults()).toBe(0)
  TotalIssuance.set(ctx, 1n)
  InactiveIssuance.set(ctx, 2n)
  Account.set(ctx, carol, { ...Account.get(ctx, carol), data: { ...EMPTY_DATA, free: 499n } })
  Account.set(ctx, bob, { ...Account.get(ctx, bob), providers: 0 })
  expect(faults()).toBe(4)
})
