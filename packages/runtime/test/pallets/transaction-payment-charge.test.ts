import { addressOf } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { SignedTransaction } from '../../src/executive/extension.ts'
import { chargeTransactionPayment } from '../../src/executive/extensions/charge-transaction-payment.ts'
import { ValidityFailure } from '../../src/executive/validity.ts'
import { dispatchInfo } from '../../src/frame/call.ts'
import type { DispatchClass, PostInfo, RuntimeCall } from '../../src/frame/call.ts'
import type { Context } from '../../src/frame/context.ts'
import { signed } from '../../src/frame/origin.ts'
import { slotDigest } from '../../src/pallets/aura/slot.ts'
import { Authorities } from '../../src/pallets/aura/storage.ts'
import {
  endow,
  setLock,
  TotalIssuance,
  transferAllowDeath,
  transferKeepAlive,
} from '../../src/pallets/balances/index.ts'
import { invariants } from '../../src/pallets/balances/invariants.ts'
import { proxy } from '../../src/pallets/proxy/calls/proxy.ts'
import { RealPaysFee } from '../../src/pallets/proxy/index.ts'
import { Account, BlockDigest } from '../../src/pallets/system/storage.ts'
import { account, eventsDuring, testContext } from '../helpers/test-context.ts'

const [alice, bob, author, carol] = [account(1), account(2), account(3), account(4)]
const LENGTH = 142
/** Announced fee of a transfer_keep_alive: base, length, W2F(164,051,000). */
const FEE = 54_078n + 142n + 82_025n

let ctx: Context
const free = (who: AccountId): bigint => Account.get(ctx, who).data.free
const transfer = transferKeepAlive.with({ dest: addressOf(bob), value: 1_000n })

function txOf(call: RuntimeCall, more: Partial<SignedTransaction['info']> = {}): SignedTransaction {
  const info = { ...dispatchInfo(call, ctx.config), ...more }
  return { who: alice, call, info, length: LENGTH }
}

const validate = (tx: SignedTransaction, tip = 0n) =>
  chargeTransactionPayment.validate?.(ctx, tx, tip, 'InBlock')

/** Charges, runs and settles as the executive does; what was used is `post` or the announcement. */
function charge(tx: SignedTransaction, tip = 0n, post: PostInfo = {}): void {
  validate(tx, tip)
  const paid = chargeTransactionPayment.prepare?.(ctx, tx, tip)
  if (paid === undefined) throw new Error('nothing was prepared')
  const { ok } = ctx.dispatch(tx.call, signed(tx.who))
  const actualWeight = post.actualWeight ?? tx.info.weight
  chargeTransactionPayment.postDispatch?.(ctx, tx, paid, { post, actualWeight, ok })
}

function refusesPayment(run: () => unknown): void {
  let thrown: unknown
  try {
    run()
  } catch (caught) {
    thrown = caught
  }
  expect(thrown).toBeInstanceOf(ValidityFailure)
  expect((thrown as ValidityFailure).error).toEqual({ type: 'Invalid', value: { type: 'Payment' } })
}

const faults = (): readonly string[] => invariants.flatMap((check) => check(ctx))

beforeEach(() => {
  ctx = testContext()
  endow(ctx, [
    [alice, 10_000_000n],
    [bob, 10_000_000n],
    [author, 500n],
  ])
  Authorities.set(ctx, [author])
  BlockDigest.set(ctx, { logs: [slotDigest(7n)] })
})

describe('declaration', () => {
  test('is the one that clients know, not that of the wrapper', () => {
    expect(chargeTransactionPayment.identifier).toBe('ChargeTransactionPayment')
  })
})

describe('validity', () => {
  test.each([
    { class: 'Normal', priority: 1n },
    { class: 'Mandatory', priority: 1n },
    { class: 'Operational', priority: 10_000_000_000n },
  ] satisfies { class: DispatchClass; priority: bigint }[])(
    'priority of $class is $priority, whatever the tip',
    ({ class: of, priority }) => {
      expect(validate(txOf(transfer, { class: of }), 1_000n)).toEqual({ priority })
    },
  )

  test.each([
    { row: 'keeps the deposit', balance: FEE + 500n, ok: true },
    { row: 'would keep less than the deposit', balance: FEE + 499n, ok: false },
    { row: 'would keep nothing', balance: FEE, ok: false },
    { row: 'cannot pay', balance: FEE - 1n, ok: false },
  ])('an account that $row: $ok', ({ balance, ok }) => {
    const poor = testContext()
    endow(poor, [
      [alice, balance],
      [bob, 10_000_000n],
    ])
    ctx = poor
    if (ok) expect(validate(txOf(transfer))).toEqual({ priority: 1n })
    else refusesPayment(() => validate(txOf(transfer)))
  })

  test('the tip counts', () => {
    refusesPayment(() => validate(txOf(transfer), 10_000_000n - FEE - 499n))
    expect(validate(txOf(transfer), 10_000_000n - FEE - 500n)).toEqual({ priority: 1n })
  })

  test('locked balance pays no fee', () => {
    setLock(ctx, new TextEncoder().encode('testlock'), alice, 9_900_000n, 'All')
    refusesPayment(() => validate(txOf(transfer)))
  })

  test('a free call needs no balance', () => {
    const tx = { ...txOf(transfer, { paysFee: false }), who: carol }
    expect(validate(tx)).toEqual({ priority: 1n })
    refusesPayment(() => validate(tx, 1n))
  })
})

describe('charging', () => {
  test('takes the fee before the call and pays the author afterwards', () => {
    expect(eventsDuring(ctx, () => charge(txOf(transfer)))).toEqual([
      ['Balances.Withdraw', { who: alice, amount: FEE }],
      ['Balances.Transfer', { from: alice, to: bob, amount: 1_000n }],
      ['Balances.Deposit', { who: alice, amount: 0n }],
      ['Balances.Deposit', { who: author, amount: FEE }],
      ['TransactionPayment.TransactionFeePaid', { who: alice, actual_fee: FEE, tip: 0n }],
    ])
    expect([free(alice), free(author)]).toEqual([10_000_000n - FEE - 1_000n, 500n + FEE])
    expect(faults()).toEqual([])
  })

  test('gives back what was not used; the tip stays', () => {
    const actualWeight = { ref_time: 64_051_000n, proof_size: 0n }
    // 100,000,000 ps less than announced: W2F(64,051,000) is 32,025.
    const paid = FEE - 50_000n + 30n
    expect(eventsDuring(ctx, () => charge(txOf(transfer), 30n, { actualWeight })).slice(2)).toEqual(
      [
        ['Balances.Deposit', { who: alice, amount: 50_000n }],
        ['Balances.Deposit', { who: author, amount: paid }],
        ['TransactionPayment.TransactionFeePaid', { who: alice, actual_fee: paid, tip: 30n }],
      ],
    )
    expect(faults()).toEqual([])
  })

  test('a call that turns out free costs its tip', () => {
    const events = eventsDuring(ctx, () => charge(txOf(transfer), 30n, { paysFee: false }))
    expect(events.slice(2)).toEqual([
      ['Balances.Deposit', { who: alice, amount: FEE }],
      ['Balances.Deposit', { who: author, amount: 30n }],
      ['TransactionPayment.TransactionFeePaid', { who: alice, actual_fee: 30n, tip: 30n }],
    ])
  })

  test('a free call is announced as paid with nothing', () => {
    const events = eventsDuring(ctx, () => charge(txOf(transfer, { paysFee: false })))
    expect(events).toEqual([
      ['Balances.Transfer', { from: alice, to: bob, amount: 1_000n }],
      ['TransactionPayment.TransactionFeePaid', { who: alice, actual_fee: 0n, tip: 0n }],
    ])
  })

  test('an account that the call ends gets nothing back', () => {
    const call = transferAllowDeath.with({ dest: addressOf(bob), value: 0n })
    const tx = txOf(call)
    const fee = 54_078n + 142n + 86_917n
    const all = transferAllowDeath.with({ dest: addressOf(bob), value: 10_000_000n - fee })
    const actualWeight = { ref_time: 0n, proof_size: 0n }
    // Nothing is left of the weight fee; what was paid above it goes to the author.
    const actual_fee = 54_078n + 142n
    const events = eventsDuring(ctx, () => charge({ ...tx, call: all }, 0n, { actualWeight }))
    expect(events.slice(1)).toEqual([
      ['System.KilledAccount', { account: alice }],
      ['Balances.Transfer', { from: alice, to: bob, amount: 10_000_000n - fee }],
      ['Balances.Deposit', { who: author, amount: fee }],
      ['TransactionPayment.TransactionFeePaid', { who: alice, actual_fee, tip: 0n }],
    ])
    expect(faults()).toEqual([])
  })

  test.each([
    { row: 'nobody is the author', prepare: () => BlockDigest.set(ctx, { logs: [] }) },
    {
      row: 'the author cannot take so little',
      prepare: () => Authorities.set(ctx, [carol]),
      small: true,
    },
  ])('the fee leaves the issuance where $row', ({ prepare, small = false }) => {
    prepare()
    const tx = txOf(transfer, small ? { paysFee: false } : {})
    const [tip, fee] = small ? [499n, 499n] : [0n, FEE]
    const names = eventsDuring(ctx, () => charge(tx, tip)).map(([name]) => name)
    expect(names).toEqual([
      'Balances.Withdraw',
      'Balances.Transfer',
      'Balances.Deposit',
      'TransactionPayment.TransactionFeePaid',
    ])
    expect(TotalIssuance.get(ctx)).toBe(20_000_500n - fee)
    expect(faults()).toEqual([])
  })

  test('an account that agreed pays for its proxy', () => {
    RealPaysFee.set(ctx, bob, alice, undefined)
    const call = proxy.with({ real: addressOf(bob), force_proxy_type: undefined, call: transfer })
    const events = eventsDuring(ctx, () => charge(txOf(call)))
    const payers = events.flatMap(([name, value]) =>
      name === 'Balances.Withdraw' || name === 'TransactionPayment.TransactionFeePaid'
        ? [(value as { readonly who: AccountId }).who]
        : [],
    )
    expect(payers).toEqual([bob, bob])
    expect(free(alice)).toBe(10_000_000n)
  })
})
