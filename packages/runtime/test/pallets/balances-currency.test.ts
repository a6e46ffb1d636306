import type { AccountId } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../src/frame/context.ts'
import { DispatchFailure } from '../../src/frame/dispatch-error.ts'
import type { DispatchErrorValue } from '../../src/frame/dispatch-error.ts'
import { moduleError } from '../../src/frame/error.ts'
import { errors } from '../../src/pallets/balances/errors.ts'
import {
  balanceOnHold,
  burnFrom,
  canDeposit,
  canReserve,
  canWithdraw,
  dropCredit,
  endow,
  extendLock,
  hold,
  issue,
  mintInto,
  payBack,
  reducibleBalance,
  release,
  removeLock,
  repatriateReserved,
  reserve,
  reservedUnder,
  reserveNamed,
  resolve,
  setLock,
  slashHeld,
  slashReserved,
  splitCredit,
  TotalIssuance,
  totalBalance,
  transferOnHold,
  unreserve,
  unreserveNamed,
  withdraw,
} from '../../src/pallets/balances/index.ts'
import { invariants } from '../../src/pallets/balances/invariants.ts'
import { Holds, Locks, Reserves } from '../../src/pallets/balances/storage.ts'
import { incConsumers, incProviders } from '../../src/pallets/system/accounts.ts'
import { Account } from '../../src/pallets/system/storage.ts'
import { account, eventsDuring, testContext } from '../helpers/test-context.ts'

const [alice, bob, carol] = [account(1), account(2), account(3)]
const name = (text: string): Uint8Array => new TextEncoder().encode(text.padEnd(8))
const PREIMAGE = { type: 'Preimage', value: 'Preimage' } as const
const SAFE_MODE = { type: 'SafeMode', value: 'EnterOrExtend' } as const

let ctx: Context
const data = (who: AccountId) => Account.get(ctx, who).data
const counts = (who: AccountId): readonly number[] => {
  const { providers, consumers } = Account.get(ctx, who)
  return [providers, consumers]
}
const token = (value: Extract<DispatchErrorValue, { type: 'Token' }>['value']) =>
  ({ type: 'Token', value }) as const

function refuses(run: () => unknown, error: DispatchErrorValue): void {
  let thrown: unknown
  try {
    run()
  } catch (caught) {
    thrown = caught
  }
  expect(thrown).toBeInstanceOf(DispatchFailure)
  expect((thrown as DispatchFailure).error).toEqual(error)
}

beforeEach(() => {
  ctx = testContext()
  endow(ctx, [
    [alice, 10_000n],
    [bob, 1_000n],
  ])
})

const faults = (): readonly string[] => invariants.flatMap((check) => check(ctx))

describe('reducible balance (existential deposit 500)', () => {
  // Facts of the reference's own tests of `reducible_balance`, at a deposit of 500.
  const expendable = { preservation: 'Expendable' } as const
  const protect = { preservation: 'Protect' } as const
  const preserve = { preservation: 'Preserve' } as const
  test.each([
    {
      row: 'plain',
      prepare: () => {},
      polite: [10_000n, 9_500n, 9_500n],
      force: [10_000n, 9_500n],
    },
    {
      row: 'with another provider',
      prepare: () => void incProviders(ctx, alice),
      polite: [10_000n, 10_000n, 9_500n],
      force: [10_000n, 10_000n],
    },
    {
      row: 'half locked',
      prepare: () => setLock(ctx, name('lock'), alice, 5_000n, 'All'),
      polite: [5_000n, 5_000n, 5_000n],
      // The lock is a consumer: the deposit must stay.
      force: [9_500n, 9_500n],
    },
  ])('$row', ({ prepare, polite, force }) => {
    prepare()
    const all = [expendable, protect, preserve].map(({ preservation }) =>
      reducibleBalance(ctx, alice, preservation, 'Polite'),
    )
    expect(all).toEqual(polite)
    const forced = [expendable, protect].map(({ preservation }) =>
      reducibleBalance(ctx, alice, preservation, 'Force'),
    )
    expect(forced).toEqual(force)
  })
})

describe('consequences', () => {
  test.each([
    { amount: 0n, consequence: 'Success' },
    { amount: 9_500n, consequence: 'Success' },
    { amount: 9_501n, consequence: 'ReducedToZero' },
    { amount: 10_001n, consequence: 'BalanceLow' },
    { amount: 11_001n, consequence: 'Underflow' },
  ])('withdrawing $amount of 10,000: $consequence', ({ amount, consequence }) => {
    expect(canWithdraw(ctx, alice, amount)).toBe(consequence)
  })

  test('an account that something needs keeps its deposit', () => {
    incConsumers(ctx, alice)
    expect(canWithdraw(ctx, alice, 9_500n)).toBe('Success')
    expect(canWithdraw(ctx, alice, 9_501n)).toBe('Frozen')
  })

  test.each([
    { row: 'nothing', who: carol, amount: 0n, consequence: 'Success' },
    { row: 'too little for a new account', who: carol, amount: 499n, consequence: 'BelowMinimum' },
    { row: 'enough', who: carol, amount: 500n, consequence: 'Success' },
    { row: 'too much', who: alice, amount: 2n ** 64n - 10_000n, consequence: 'Overflow' },
  ])('depositing $row', ({ who, amount, consequence }) => {
    expect(canDeposit(ctx, who, amount)).toBe(consequence)
  })
})

describe('minting and burning', () => {
  test('minting grows balance and issuance', () => {
    expect(eventsDuring(ctx, () => mintInto(ctx, carol, 500n))).toEqual([
      ['System.NewAccount', { account: carol }],
      ['Balances.Endowed', { account: carol, free_balance: 500n }],
      ['Balances.Minted', { who: carol, amount: 500n }],
    ])
    expect(TotalIssuance.get(ctx)).toBe(11_500n)
  })

  test('minting refuses dust and overflow', () => {
    refuses(() => mintInto(ctx, carol, 499n), token('BelowMinimum'))
    const tooMuch = 2n ** 64n - 11_000n
    refuses(() => mintInto(ctx, alice, tooMuch), { type: 'Arithmetic', value: 'Overflow' })
  })

  test('burning as much as may go leaves the deposit where asked', () => {
    const rules = {
      preservation: 'Preserve',
      precision: 'BestEffort',
      fortitude: 'Polite',
    } as const
    expect(burnFrom(ctx, alice, 20_000n, rules)).toBe(9_500n)
    expect([data(alice).free, TotalIssuance.get(ctx)]).toEqual([500n, 1_500n])
  })
})

describe('credits', () => {
  const rules = { precision: 'Exact', preservation: 'Preserve', fortitude: 'Polite' } as const

  test('what is withdrawn and resolved changes no issuance', () => {
    const events = eventsDuring(ctx, () => {
      expect(resolve(ctx, bob, withdraw(ctx, alice, 2_000n, rules))).toBe(0n)
    })
    expect(events).toEqual([
      ['Balances.Withdraw', { who: alice, amount: 2_000n }],
      ['Balances.Deposit', { who: bob, amount: 2_000n }],
    ])
    expect(faults()).toEqual([])
  })

  test('what is withdrawn and dropped leaves the issuance, without an event', () => {
    const credit = withdraw(ctx, alice, 2_000n, rules)
    expect(eventsDuring(ctx, () => dropCredit(ctx, credit))).toEqual([])
    expect(TotalIssuance.get(ctx)).toBe(9_000n)
  })

  test('an account that cannot take a credit leaves it whole', () => {
    const credit = withdraw(ctx, alice, 499n, rules)
    expect(eventsDuring(ctx, () => expect(resolve(ctx, carol, credit)).toBe(499n))).toEqual([])
  })

  test('issuing announces what it created, up to the limit', () => {
    expect(eventsDuring(ctx, () => expect(issue(ctx, 7n)).toBe(7n))).toEqual([
      ['Balances.Issued', { amount: 7n }],
    ])
    expect(eventsDuring(ctx, () => expect(issue(ctx, 0n)).toBe(0n))).toEqual([])
    expect(issue(ctx, 2n ** 64n - 1n)).toBe(2n ** 64n - 1n - 11_007n)
  })

  test('paying back nothing is an event all the same', () => {
    const credit = withdraw(ctx, alice, 100n, rules)
    const events = eventsDuring(ctx, () => expect(payBack(ctx, alice, credit, 0n)).toBe(100n))
    expect(events).toEqual([['Balances.Deposit', { who: alice, amount: 0n }]])
    expect(splitCredit(credit, 30n)).toEqual([30n, 70n])
  })

  test('withdrawing more than may go fails', () => {
    refuses(() => withdraw(ctx, alice, 9_501n, rules), token('FundsUnavailable'))
  })
})

describe('reserves', () => {
  test('move balance aside and back', () => {
    expect(eventsDuring(ctx, () => reserve(ctx, alice, 4_000n))).toEqual([
      ['Balances.Reserved', { who: alice, amount: 4_000n }],
    ])
    expect([data(alice).free, data(alice).reserved, counts(alice)]).toEqual([
      6_000n,
      4_000n,
      [1, 1],
    ])
    expect(eventsDuring(ctx, () => expect(unreserve(ctx, alice, 5_000n)).toBe(1_000n))).toEqual([
      ['Balances.Unreserved', { who: alice, amount: 4_000n }],
    ])
    expect([data(alice).free, data(alice).reserved, counts(alice)]).toEqual([10_000n, 0n, [1, 0]])
  })

  test('of zero do nothing', () => {
    expect(eventsDuring(ctx, () => reserve(ctx, alice, 0n))).toEqual([])
    expect(eventsDuring(ctx, () => expect(unreserve(ctx, alice, 0n)).toBe(0n))).toEqual([])
    expect(unreserve(ctx, carol, 5n)).toBe(5n)
  })

  test('must leave the deposit, what is locked, and cannot exceed the balance', () => {
    refuses(() => reserve(ctx, alice, 10_001n), moduleError(errors.InsufficientBalance))
    refuses(() => ctx.transactional(() => reserve(ctx, alice, 9_501n)), {
      type: 'ConsumerRemaining',
    })
    setLock(ctx, name('lock'), alice, 5_000n, 'All')
    refuses(() => reserve(ctx, alice, 5_001n), moduleError(errors.LiquidityRestrictions))
    expect([canReserve(ctx, alice, 5_000n), canReserve(ctx, alice, 5_001n)]).toEqual([true, false])
  })

  test('slashed, leave the issuance', () => {
    reserve(ctx, alice, 4_000n)
    expect(eventsDuring(ctx, () => expect(slashReserved(ctx, alice, 5_000n)).toBe(1_000n))).toEqual(
      [
        ['Balances.Slashed', { who: alice, amount: 4_000n }],
        ['Balances.Rescinded', { amount: 4_000n }],
      ],
    )
    expect(faults()).toEqual([])
  })

  test.each([
    { status: 'Free', free: 3_000n, reserved: 0n, bobCounts: [1, 0] },
    { status: 'Reserved', free: 1_000n, reserved: 2_000n, bobCounts: [1, 1] },
  ] as const)('move to another account as $status', ({ status, free, reserved, bobCounts }) => {
    reserve(ctx, alice, 4_000n)
    const events = eventsDuring(ctx, () => {
      expect(repatriateReserved(ctx, alice, bob, 2_000n, status)).toBe(0n)
    })
    const value = { from: alice, to: bob, amount: 2_000n, destination_status: status }
    expect(events).toEqual([['Balances.ReserveRepatriated', value]])
    expect([data(bob).free, data(bob).reserved, counts(bob)]).toEqual([free, reserved, bobCounts])
    expect(data(alice).reserved).toBe(2_000n)
  })

  test('do not move to an account that does not exist', () => {
    reserve(ctx, alice, 4_000n)
    const dead = moduleError(errors.DeadAccount)
    refuses(() => repatriateReserved(ctx, alice, carol, 2_000n, 'Free'), dead)
  })

  test('have names, in order', () => {
    reserveNamed(ctx, name('b'), alice, 100n)
    reserveNamed(ctx, name('a'), alice, 200n)
    reserveNamed(ctx, name('b'), alice, 5n)
    expect(Reserves.get(ctx, alice)).toEqual([
      { id: name('a'), amount: 200n },
      { id: name('b'), amount: 105n },
    ])
    expect(unreserveNamed(ctx, name('b'), alice, 1_000n)).toBe(895n)
    expect(unreserveNamed(ctx, name('c'), alice, 7n)).toBe(7n)
    expect([reservedUnder(ctx, name('a'), alice), data(alice).reserved]).toEqual([200n, 200n])
    unreserveNamed(ctx, name('a'), alice, 200n)
    expect(Reserves.has(ctx, alice)).toBe(false)
  })

  test('have at most fifty names', () => {
    for (let at = 0; at < 50; at += 1) reserveNamed(ctx, name(`${10 + at}`), alice, 1n)
    const error = moduleError(errors.TooManyReserves)
    refuses(() => reserveNamed(ctx, name('next'), alice, 1n), error)
  })
})

describe('holds', () => {
  test('add up by reason, silently, and come back', () => {
    const events = eventsDuring(ctx, () => {
      hold(ctx, PREIMAGE, alice, 1_000n)
      hold(ctx, SAFE_MODE, alice, 50n)
      hold(ctx, PREIMAGE, alice, 500n)
    })
    expect(events).toEqual([])
    expect(Holds.get(ctx, alice)).toEqual([
      { id: PREIMAGE, amount: 1_500n },
      { id: SAFE_MODE, amount: 50n },
    ])
    expect([data(alice).free, data(alice).reserved, counts(alice)]).toEqual([
      8_450n,
      1_550n,
      [1, 1],
    ])
    expect(faults()).toEqual([])
    expect(release(ctx, PREIMAGE, alice, 9_000n, 'BestEffort')).toBe(1_500n)
    refuses(() => release(ctx, SAFE_MODE, alice, 51n, 'Exact'), token('FundsUnavailable'))
    expect(release(ctx, SAFE_MODE, alice, 50n, 'Exact')).toBe(50n)
    expect([data(alice).free, counts(alice)]).toEqual([10_000n, [1, 0]])
  })

  test('leave the deposit and need an account', () => {
    refuses(() => hold(ctx, PREIMAGE, alice, 9_501n), token('FundsUnavailable'))
    refuses(() => hold(ctx, PREIMAGE, carol, 0n), token('CannotCreateHold'))
  })

  test('ignore locks', () => {
    setLock(ctx, name('lock'), alice, 10_000n, 'All')
    hold(ctx, PREIMAGE, alice, 9_500n)
    expect(balanceOnHold(ctx, PREIMAGE, alice)).toBe(9_500n)
  })

  test.each([
    { mode: 'Free', free: 1_600n, held: 0n },
    { mode: 'OnHold', free: 1_000n, held: 600n },
  ] as const)('move to another account as $mode', ({ mode, free, held }) => {
    hold(ctx, PREIMAGE, alice, 1_000n)
    const rules = { precision: 'Exact', mode, fortitude: 'Polite' } as const
    expect(transferOnHold(ctx, PREIMAGE, alice, bob, 600n, rules)).toBe(600n)
    expect([data(bob).free, balanceOnHold(ctx, PREIMAGE, bob)]).toEqual([free, held])
    expect(balanceOnHold(ctx, PREIMAGE, alice)).toBe(400n)
    refuses(() => transferOnHold(ctx, PREIMAGE, alice, bob, 401n, rules), token('Frozen'))
  })

  test('slashed, become a credit', () => {
    hold(ctx, PREIMAGE, alice, 1_000n)
    dropCredit(ctx, slashHeld(ctx, PREIMAGE, alice, 5_000n))
    expect([totalBalance(ctx, alice), TotalIssuance.get(ctx)]).toEqual([9_000n, 10_000n])
  })
})

describe('locks', () => {
  test('overlap: the greatest counts', () => {
    const lock = (id: string, amount: bigint) => () => setLock(ctx, name(id), alice, amount, 'Fee')
    const who = alice
    expect(eventsDuring(ctx, lock('a', 3_000n))).toEqual([
      ['Balances.Locked', { who, amount: 3_000n }],
    ])
    expect(eventsDuring(ctx, lock('b', 2_000n))).toEqual([])
    expect(eventsDuring(ctx, lock('a', 1_000n))).toEqual([
      ['Balances.Unlocked', { who, amount: 1_000n }],
    ])
    expect([data(alice).frozen, counts(alice)]).toEqual([2_000n, [1, 1]])
    setLock(ctx, name('b'), alice, 0n, 'Fee')
    expect(eventsDuring(ctx, () => removeLock(ctx, name('a'), alice))).toEqual([
      ['Balances.Unlocked', { who, amount: 1_000n }],
    ])
    expect([Locks.has(ctx, alice), counts(alice)]).toEqual([false, [1, 0]])
  })

  test('are extended, never loosened', () => {
    setLock(ctx, name('a'), alice, 3_000n, 'Fee')
    extendLock(ctx, name('a'), alice, 1_000n, 'Misc')
    expect(Locks.get(ctx, alice)).toEqual([{ id: name('a'), amount: 3_000n, reasons: 'All' }])
    extendLock(ctx, name('a'), alice, 4_000n, 'All')
    expect(data(alice).frozen).toBe(4_000n)
  })
})
