import { addressOf, compareBytes, decodeSs58, encode, encodeSs58 } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import { dispatchInfo, RuntimeCall } from '../../src/frame/call.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import type { Context } from '../../src/frame/context.ts'
import { moduleError } from '../../src/frame/error.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import type { Origin } from '../../src/frame/origin.ts'
import { errors as balanceErrors } from '../../src/pallets/balances/errors.ts'
import { transferAllowDeath } from '../../src/pallets/balances/index.ts'
import { approveAsMulti, asMulti } from '../../src/pallets/multisig/calls/approve.ts'
import { cancelAsMulti, pokeDeposit } from '../../src/pallets/multisig/calls/owner.ts'
import { asMultiThreshold1 } from '../../src/pallets/multisig/calls/threshold-1.ts'
import { encodedLength } from '../../src/pallets/multisig/encoded-length.ts'
import { errors } from '../../src/pallets/multisig/errors.ts'
import { multisigAccount, multisigPallet } from '../../src/pallets/multisig/index.ts'
import { openOperationsAreSound } from '../../src/pallets/multisig/invariants.ts'
import { Multisigs } from '../../src/pallets/multisig/storage.ts'
import { setHeapPages } from '../../src/pallets/system/calls/code.ts'
import { remark } from '../../src/pallets/system/calls/remark.ts'
import { errors as systemErrors } from '../../src/pallets/system/errors.ts'
import { batch } from '../../src/pallets/utility/calls/batch.ts'
import { account, host } from '../helpers/test-context.ts'
import {
  alice,
  at,
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
const MEMBERS = [alice, bob, carol]
const FUND = 1_000_000_000n
/** 132,000,000 + 32,000,000 for each approval of the threshold. */
const DEPOSIT_2 = 196_000_000n
const DEPOSIT_3 = 228_000_000n
const PLENTY = { ref_time: 10_000_000_000n, proof_size: 1_000_000n }
const WHEN = { height: 10, index: 4 }
const payDave = transferAllowDeath.with({ dest: addressOf(dave), value: 500_000_000n })
const HASH = host.blake2b256(encode(RuntimeCall, payDave))
const shared = multisigAccount({ host }, MEMBERS, 2)
const OK = { ok: true, value: undefined }

const othersThan = (who: AccountId): readonly AccountId[] => MEMBERS.filter((each) => each !== who)

interface Change {
  readonly threshold?: number
  readonly others?: readonly AccountId[]
  readonly timepoint?: typeof WHEN
  readonly call?: RuntimeCall
  readonly maxWeight?: typeof PLENTY
}

const approval = (who: AccountId, change: Change = {}): RuntimeCall =>
  asMulti.with({
    threshold: change.threshold ?? 2,
    other_signatories: change.others ?? othersThan(who),
    maybe_timepoint: change.timepoint,
    call: change.call ?? payDave,
    max_weight: change.maxWeight ?? PLENTY,
  })

const approvalByHash = (who: AccountId, change: Change = {}): RuntimeCall =>
  approveAsMulti.with({
    threshold: change.threshold ?? 2,
    other_signatories: change.others ?? othersThan(who),
    maybe_timepoint: change.timepoint,
    call_hash: HASH,
    max_weight: PLENTY,
  })

const cancel = (who: AccountId, change: Change = {}): RuntimeCall =>
  cancelAsMulti.with({
    threshold: change.threshold ?? 2,
    other_signatories: change.others ?? othersThan(who),
    timepoint: change.timepoint ?? WHEN,
    call_hash: HASH,
  })

const poke = (who: AccountId, change: Change = {}): RuntimeCall =>
  pokeDeposit.with({
    threshold: change.threshold ?? 2,
    other_signatories: change.others ?? othersThan(who),
    call_hash: HASH,
  })

let ctx: Context
beforeEach(() => {
  ctx = nestingContext()
  succeed(ctx, transferAllowDeath.with({ dest: addressOf(shared), value: FUND }), signed(carol))
  at(ctx, 10, 4)
})

test('the account of a multisig is derived as clients do', () => {
  // Vector of @polkadot/util-crypto (encodeMultiAddress): //Alice, //Bob and //Charlie, two of three.
  const members = [
    '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
    '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty',
    '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y',
  ].map((text) => decodeSs58(text).account)
  const derived = multisigAccount({ host }, members.sort(compareBytes), 2)
  expect(encodeSs58(derived, 42)).toBe('5DjYJStmdZ2rcqXbXGX7TW85JsrW6uG4y9MUcLq2BoPMpRA7')
})

describe('the first approval', () => {
  test.each([
    ['with the call', approval(alice)],
    ['by its hash', approvalByHash(alice)],
  ])('opens the operation and reserves the deposit: %s', (_, call) => {
    expect(succeed(ctx, call, signed(alice)).events).toEqual([
      ['Balances.Reserved', { who: alice, amount: DEPOSIT_2 }],
      ['Multisig.NewMultisig', { approving: alice, multisig: shared, call_hash: HASH }],
    ])
    expect(balance(ctx, alice)).toEqual([START_RAO - DEPOSIT_2, DEPOSIT_2])
    expect(Multisigs.get(ctx, shared, HASH)).toEqual({
      when: WHEN,
      deposit: DEPOSIT_2,
      depositor: alice,
      approvals: [alice],
    })
    expect(openOperationsAreSound(ctx)).toEqual([])
  })

  test('names no timepoint', () => {
    refuse(ctx, approval(alice, { timepoint: WHEN }), signed(alice), errors.UnexpectedTimepoint)
  })

  test('needs the deposit', () => {
    const others = [alice, bob]
    const call = approval(dave, { others })
    refuse(ctx, call, signed(dave), balanceErrors.InsufficientBalance)
  })

  test('stands in block and extrinsic zero of hooks', () => {
    ctx.phase = { type: 'Initialization' }
    succeed(ctx, approval(alice), signed(alice))
    expect(Multisigs.get(ctx, shared, HASH)?.when).toEqual({ height: 10, index: 0 })
  })
})

describe('the last approval', () => {
  beforeEach(() => {
    succeed(ctx, approvalByHash(alice), signed(alice))
    at(ctx, 12, 1)
  })

  test('gives the deposit back and runs the call', () => {
    const { events, post } = succeed(ctx, approval(bob, { timepoint: WHEN }), signed(bob))
    expect(events).toEqual([
      ['Balances.Unreserved', { who: alice, amount: DEPOSIT_2 }],
      ['System.NewAccount', { account: dave }],
      ['Balances.Endowed', { account: dave, free_balance: 500_000_000n }],
      ['Balances.Transfer', { from: shared, to: dave, amount: 500_000_000n }],
      [
        'Multisig.MultisigExecuted',
        { approving: bob, timepoint: WHEN, multisig: shared, call_hash: HASH, result: OK },
      ],
    ])
    expect(balance(ctx, alice)).toEqual([START_RAO, 0n])
    expect(balance(ctx, shared)).toEqual([FUND - 500_000_000n, 0n])
    expect(Multisigs.has(ctx, shared, HASH)).toBe(false)
    // A transfer does not report what it used, so neither does the wrapper.
    expect(post.actualWeight).toBeUndefined()
  })

  test('succeeds when the call fails, and says so', () => {
    const drain = transferAllowDeath.with({ dest: addressOf(dave), value: FUND * 2n })
    at(ctx, 10, 4)
    succeed(ctx, approval(alice, { call: drain }), signed(alice))
    const last = approval(bob, { call: drain, timepoint: WHEN })
    const { events } = succeed(ctx, last, signed(bob))
    const error = { type: 'Token', value: 'FundsUnavailable' }
    expect(events.at(-1)?.[1]).toMatchObject({ result: { ok: false, error } })
    expect(balance(ctx, alice)).toEqual([START_RAO - DEPOSIT_2, DEPOSIT_2])
  })

  test('may not come with a lower weight than the call has', () => {
    const { ref_time, proof_size } = dispatchInfo(payDave, config).weight
    for (const maxWeight of [
      { ref_time: ref_time - 1n, proof_size },
      { ref_time, proof_size: proof_size - 1n },
    ]) {
      const call = approval(bob, { timepoint: WHEN, maxWeight })
      refuse(ctx, call, signed(bob), errors.MaxWeightTooLow)
    }
    const enough = { ref_time, proof_size }
    succeed(ctx, approval(bob, { timepoint: WHEN, maxWeight: enough }), signed(bob))
  })

  test.each([
    ['no timepoint', {}, errors.NoTimepoint],
    ['another block', { timepoint: { height: 11, index: 4 } }, errors.WrongTimepoint],
    ['another extrinsic', { timepoint: { height: 10, index: 3 } }, errors.WrongTimepoint],
  ] as const)('fails with %s', (_, change, error) => {
    refuse(ctx, approval(bob, change), signed(bob), error)
    refuse(ctx, approvalByHash(bob, change), signed(bob), error)
  })

  test('is not the same member again', () => {
    refuse(ctx, approval(alice, { timepoint: WHEN }), signed(alice), errors.AlreadyApproved)
    refuse(ctx, approvalByHash(alice, { timepoint: WHEN }), signed(alice), errors.AlreadyApproved)
  })

  test('by hash leaves the call to whoever brings it', () => {
    const { events } = succeed(ctx, approvalByHash(bob, { timepoint: WHEN }), signed(bob))
    expect(events).toEqual([
      [
        'Multisig.MultisigApproval',
        { approving: bob, timepoint: WHEN, multisig: shared, call_hash: HASH },
      ],
    ])
    expect(Multisigs.get(ctx, shared, HASH)?.approvals).toEqual([alice, bob])
    refuse(ctx, approvalByHash(carol, { timepoint: WHEN }), signed(carol), errors.AlreadyApproved)
    // Those who approved already may bring it too.
    const done = succeed(ctx, approval(alice, { timepoint: WHEN }), signed(alice)).events
    expect(done.at(-1)?.[0]).toBe('Multisig.MultisigExecuted')
  })

  test('reports the weight where the call does', () => {
    const call = batch.with({ calls: [] })
    at(ctx, 10, 4)
    const length = encode(RuntimeCall, call).length
    const first = succeed(ctx, approval(alice, { call }), signed(alice))
    const created = 29_976_762n + 2n * 144_320n + BigInt(length) * 1_819n + 125_000_000n
    expect(first.post.actualWeight).toEqual({ ref_time: created, proof_size: 6811n })
    const last = succeed(ctx, approval(bob, { call, timepoint: WHEN }), signed(bob))
    const completed = 34_745_418n + 2n * 193_313n + BigInt(length) * 2_057n + 300_000_000n
    const inner = 19_446_696n + 50_000_000n
    expect(last.post.actualWeight).toEqual({
      ref_time: completed + inner,
      proof_size: 6811n + 3983n,
    })
  })

  test('runs the call under the base filter', () => {
    const call = batch.with({ calls: [batch.with({ calls: [] })] })
    at(ctx, 10, 4)
    succeed(ctx, approval(alice, { call }), signed(alice))
    const { events } = succeed(ctx, approval(bob, { call, timepoint: WHEN }), signed(bob))
    const error = moduleError(systemErrors.CallFiltered)
    expect(events.at(-1)?.[1]).toMatchObject({ result: { ok: false, error } })
  })
})

test('approvals between the first and the last are kept in order', () => {
  const all = multisigAccount({ host }, MEMBERS, 3)
  const change = { threshold: 3, timepoint: WHEN }
  succeed(ctx, approval(carol, { threshold: 3 }), signed(carol))
  const { post } = succeed(ctx, approval(alice, change), signed(alice))
  const length = BigInt(encode(RuntimeCall, payDave).length)
  expect(post.actualWeight?.ref_time).toBe(
    14_821_348n + 2n * 127_874n + length * 1_968n + 125_000_000n,
  )
  expect(Multisigs.get(ctx, all, HASH)).toMatchObject({
    approvals: [alice, carol],
    depositor: carol,
    deposit: DEPOSIT_3,
  })
})

describe('who is a member', () => {
  const many = Array.from({ length: 100 }, (_, at) => account(100 + at))
  const calls = [
    ['as_multi', (others: readonly AccountId[]) => approval(alice, { others })],
    ['approve_as_multi', (others: readonly AccountId[]) => approvalByHash(alice, { others })],
    ['cancel_as_multi', (others: readonly AccountId[]) => cancel(alice, { others })],
    ['poke_deposit', (others: readonly AccountId[]) => poke(alice, { others })],
    [
      'as_multi_threshold_1',
      (other_signatories: readonly AccountId[]) =>
        asMultiThreshold1.with({ other_signatories, call: payDave }),
    ],
  ] as const
  const lists = [
    ['nobody else', [], errors.TooFewSignatories],
    ['a hundred others', many, errors.TooManySignatories],
    ['a list out of order', [carol, bob], errors.SignatoriesOutOfOrder],
    ['a name twice', [bob, bob], errors.SignatoriesOutOfOrder],
    ['the sender', [alice, bob], errors.SenderInSignatories],
  ] as const

  describe.each(calls)('%s', (name, call) => {
    test.each(lists)('refuses %s', (_, others, error) => {
      refuse(ctx, call(others), signed(alice), error)
    })

    test('takes 99 others', () => {
      const outcome = ctx.dispatch(call(many.slice(1)), signed(alice))
      const known = name === 'as_multi' || name === 'approve_as_multi'
      if (known) expect(outcome.ok).toBe(true)
      else expect(outcome).not.toMatchObject({ error: moduleError(errors.TooManySignatories) })
    })

    test.each([
      ['Root', ROOT],
      ['nobody', NONE],
    ] as const)('refuses %s as the sender', (__, origin: Origin) => {
      refuse(ctx, call([bob]), origin, BAD_ORIGIN)
    })
  })

  test.each([
    ['as_multi', approval],
    ['approve_as_multi', approvalByHash],
    ['cancel_as_multi', cancel],
    ['poke_deposit', poke],
  ] as const)('%s needs a threshold of two', (_, call) => {
    for (const threshold of [0, 1]) {
      refuse(ctx, call(alice, { threshold }), signed(alice), errors.MinimumThreshold)
    }
  })
})

describe('as_multi_threshold_1', () => {
  const one = multisigAccount({ host }, [alice, bob], 1)
  const as = (call: RuntimeCall): RuntimeCall =>
    asMultiThreshold1.with({ other_signatories: [bob], call })

  test('runs the call at once', () => {
    succeed(ctx, transferAllowDeath.with({ dest: addressOf(one), value: FUND }), signed(carol))
    const { events } = succeed(ctx, as(payDave), signed(alice))
    const ok = { ok: true, value: undefined }
    expect(events.slice(-2)).toEqual([
      ['Balances.Transfer', { from: one, to: dave, amount: 500_000_000n }],
      [
        'Multisig.MultisigExecuted',
        { approving: alice, timepoint: WHEN, multisig: one, call_hash: HASH, result: ok },
      ],
    ])
    expect(balance(ctx, one)).toEqual([FUND - 500_000_000n, 0n])
  })

  test('fails as the call fails', () => {
    refuse(ctx, as(payDave), signed(alice), { type: 'Token', value: 'FundsUnavailable' })
  })

  test('weighs its own, the account and the call, in the class of the call', () => {
    const light = as(remark.with({ remark: new Uint8Array(9) }))
    // The remark takes 12 bytes: two indices, a length, nine bytes.
    const own = 20_470_382n + 12n * 397n + 50_000_000n
    expect(dispatchInfo(light, config)).toEqual({
      weight: {
        ref_time: own + 125_000_000n + 1_586_000n + 9n * 10_920n,
        proof_size: 3997n,
      },
      class: 'Normal',
      paysFee: true,
    })
    expect(dispatchInfo(as(setHeapPages.with({ pages: 1n })), config).class).toBe('Operational')
    const { post } = succeed(ctx, as(batch.with({ calls: [] })), signed(alice))
    const inner = 19_446_696n + 50_000_000n
    expect(post.actualWeight?.ref_time).toBe(20_470_382n + 3n * 397n + 50_000_000n + inner)
  })
})

describe('cancel_as_multi', () => {
  beforeEach(() => {
    succeed(ctx, approval(alice), signed(alice))
  })

  test('closes the operation and gives the deposit back', () => {
    expect(succeed(ctx, cancel(alice), signed(alice)).events).toEqual([
      ['Balances.Unreserved', { who: alice, amount: DEPOSIT_2 }],
      [
        'Multisig.MultisigCancelled',
        { cancelling: alice, timepoint: WHEN, multisig: shared, call_hash: HASH },
      ],
    ])
    expect(balance(ctx, alice)).toEqual([START_RAO, 0n])
    refuse(ctx, cancel(alice), signed(alice), errors.NotFound)
  })

  test.each([
    ['another timepoint', alice, { timepoint: { height: 9, index: 4 } }, errors.WrongTimepoint],
    ['another threshold', alice, { threshold: 3 }, errors.NotFound],
    ['another member', bob, {}, errors.NotOwner],
  ] as const)('refuses %s', (_, who, change, error) => {
    refuse(ctx, cancel(who, change), signed(who), error)
  })
})

describe('poke_deposit', () => {
  beforeEach(() => {
    succeed(ctx, approval(alice), signed(alice))
  })

  const setDeposit = (deposit: bigint): void => {
    Multisigs.update(ctx, shared, HASH, (open) => open && { ...open, deposit })
  }

  test('changes nothing and costs a fee where the deposit is right', () => {
    expect(succeed(ctx, poke(alice), signed(alice))).toEqual({
      events: [],
      post: { paysFee: true },
    })
  })

  test('reserves what is missing, free', () => {
    setDeposit(DEPOSIT_2 - 50n)
    const { events, post } = succeed(ctx, poke(alice), signed(alice))
    expect(events).toEqual([
      ['Balances.Reserved', { who: alice, amount: 50n }],
      [
        'Multisig.DepositPoked',
        { who: alice, call_hash: HASH, old_deposit: DEPOSIT_2 - 50n, new_deposit: DEPOSIT_2 },
      ],
    ])
    expect(post).toEqual({ paysFee: false })
    expect(Multisigs.get(ctx, shared, HASH)?.deposit).toBe(DEPOSIT_2)
  })

  test('gives back what is too much, free', () => {
    setDeposit(DEPOSIT_2 + 50n)
    const { events, post } = succeed(ctx, poke(alice), signed(alice))
    expect(events[0]).toEqual(['Balances.Unreserved', { who: alice, amount: 50n }])
    expect(post).toEqual({ paysFee: false })
  })

  test('is for who opened it', () => {
    refuse(ctx, poke(bob), signed(bob), errors.NotOwner)
    refuse(ctx, poke(alice, { threshold: 3 }), signed(alice), errors.NotFound)
  })
})

describe('what is announced', () => {
  test('as_multi: the dearest of its ways and the weight allowed', () => {
    const call = approval(alice, { maxWeight: { ref_time: 1n, proof_size: 2n } })
    const length = BigInt(encode(RuntimeCall, payDave).length)
    expect(dispatchInfo(call, config)).toEqual({
      weight: {
        ref_time: 34_745_418n + 2n * 193_313n + length * 2_057n + 300_000_000n + 1n,
        proof_size: 6813n,
      },
      class: 'Normal',
      paysFee: true,
    })
  })

  test.each([
    ['approve_as_multi', approvalByHash(alice), 27_463_275n + 2n * 139_226n + PLENTY.ref_time],
    ['cancel_as_multi', cancel(alice), 28_623_566n + 2n * 135_351n],
    ['poke_deposit', poke(alice), 27_349_525n + 2n * 121_813n],
  ] as const)('%s', (_, call, own) => {
    expect(dispatchInfo(call, config).weight.ref_time).toBe(own + 125_000_000n)
  })

  test('constants', () => {
    const values = (multisigPallet.constants ?? []).map(({ name, valueOf }) => [
      name,
      valueOf(config),
    ])
    expect(values).toEqual([
      ['DepositBase', 132_000_000n],
      ['DepositFactor', 32_000_000n],
      ['MaxSignatories', 100],
    ])
  })
})

test('the invariant sees a deposit that is not reserved and approvals out of order', () => {
  Multisigs.set(ctx, shared, HASH, {
    when: WHEN,
    deposit: DEPOSIT_2,
    depositor: dave,
    approvals: [bob, alice],
  })
  expect(openOperationsAreSound(ctx)).toHaveLength(2)
})

describe('the length of a call', () => {
  const small = remark.with({ remark: new Uint8Array(300) })
  const one = (call: RuntimeCall): RuntimeCall =>
    asMultiThreshold1.with({ other_signatories: [bob, carol], call })

  test.each([
    ['a call', small],
    ['a batch', batch.with({ calls: [small, payDave, batch.with({ calls: [] })] })],
    ['a wrapper around a batch', one(batch.with({ calls: [one(small), payDave] }))],
    ['an approval', approval(alice, { call: one(payDave) })],
  ])('is that of its encoding: %s', (_, call) => {
    expect(encodedLength(call)).toBe(encode(RuntimeCall, call).length)
  })

  test('costs each part once, however deep it is nested', () => {
    const parts = Array.from({ length: 5_000 }, () => small)
    let call: RuntimeCall = batch.with({ calls: parts })
    let levels = 0n
    for (; levels < 200n; levels += 1n) call = one(call)
    let bytes = BigInt(encode(RuntimeCall, batch.with({ calls: parts })).length)
    let expected = dispatchInfo(batch.with({ calls: parts }), config).weight.ref_time
    for (let level = 0n; level < levels; level += 1n) {
      expected += 20_470_382n + 397n * bytes + 175_000_000n
      // Two indices, a length and two members.
      bytes += 2n + 1n + 64n
    }
    expect(dispatchInfo(call, config).weight.ref_time).toBe(expected)
  })
})
