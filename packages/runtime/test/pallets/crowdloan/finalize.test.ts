import { addressOf, Percent } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../src/frame/call.ts'
import { signed } from '../../../src/frame/origin.ts'
import { freeBalance, transferKeepAlive } from '../../../src/pallets/balances/index.ts'
import { finalize } from '../../../src/pallets/crowdloan/calls/finalize.ts'
import { withdraw } from '../../../src/pallets/crowdloan/calls/withdraw.ts'
import { errors } from '../../../src/pallets/crowdloan/errors.ts'
import { Crowdloans, CurrentCrowdloanId } from '../../../src/pallets/crowdloan/storage.ts'
import { PreimageFor } from '../../../src/pallets/preimage/storage.ts'
import { addProxy } from '../../../src/pallets/proxy/calls/manage.ts'
import { proxy } from '../../../src/pallets/proxy/calls/proxy.ts'
import { registerLeasedNetworkCall } from '../../../src/pallets/subtensor/subnets/calls/lease.ts'
import { setHeapPages } from '../../../src/pallets/system/calls/code.ts'
import { remark, remarkWithEvent } from '../../../src/pallets/system/calls/remark.ts'
import { errors as systemErrors } from '../../../src/pallets/system/errors.ts'
import { Account, BlockNumber } from '../../../src/pallets/system/storage.ts'
import { batchAll } from '../../../src/pallets/utility/calls/batch.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import {
  ALICE,
  allFaults,
  asAlice,
  asCreator,
  CAP,
  CAROL,
  creationFor,
  CREATOR,
  END,
  faults,
  FUNDS,
  gain,
  give,
  givenBy,
  ID,
  loanOf,
  needsSignature,
  opened,
  overwrite,
  people,
  raised,
  raisedFor,
  TAO,
  TARGET,
} from './kit.ts'

const call = finalize.with({ crowdloan_id: ID })
const FINALIZED = ['Crowdloan.Finalized', { crowdloan_id: ID }] as const
const pay = (value: bigint): RuntimeCall =>
  transferKeepAlive.with({ dest: addressOf(CAROL), value })

describe('finalize fails', () => {
  test('for who does not sign', () => {
    needsSignature(raised(), call)
  })

  test('for a crowdloan that does not exist', () => {
    fails(raised(), finalize.with({ crowdloan_id: 1 }), asCreator, errors.InvalidCrowdloanId)
  })

  test('for who is not the creator, before all else', () => {
    const ctx = opened()
    overwrite(ctx, { finalized: true })
    fails(ctx, call, asAlice, errors.InvalidOrigin)
  })

  test('below the cap, to the rao; then when it is done already', () => {
    const ctx = opened()
    give(ctx, ALICE, 80n * TAO - 1n)
    fails(ctx, call, asCreator, errors.CapNotRaised)
    overwrite(ctx, { finalized: true })
    fails(ctx, call, asCreator, errors.CapNotRaised)
    const done = raised()
    succeeds(done, call, asCreator)
    fails(done, call, asCreator, errors.AlreadyFinalized)
  })

  test('where target and call are both there, or neither is', () => {
    const ctx = raised()
    overwrite(ctx, { call: { type: 'Inline', value: Uint8Array.of(0, 0, 0) } })
    fails(ctx, call, asCreator, errors.InvalidFinalizationConfig)
    overwrite(ctx, { call: undefined, target_address: undefined })
    fails(ctx, call, asCreator, errors.InvalidFinalizationConfig)
  })

  test('when the account holds less than was raised', () => {
    const ctx = raised()
    overwrite(ctx, { raised: CAP + 1n, cap: CAP + 1n })
    fails(ctx, call, asCreator, { type: 'Token', value: 'FundsUnavailable' })
  })

  test('when the call is gone, or is none', () => {
    const ctx = raisedFor(remark.with({ remark: new Uint8Array(200) }))
    const [entry] = [...PreimageFor.entries(ctx)]
    if (entry === undefined) throw new Error('there is no preimage')
    const [[key]] = entry
    PreimageFor.set(ctx, key, new Uint8Array(key[1]).fill(0xff))
    fails(ctx, call, asCreator, errors.CallUnavailable)
    PreimageFor.remove(ctx, key)
    fails(ctx, call, asCreator, errors.CallUnavailable)
  })

  test('as the call fails', () => {
    const poor = raisedFor(pay(1_000n * TAO))
    fails(poor, call, asCreator, { type: 'Token', value: 'FundsUnavailable' })
    expect(CurrentCrowdloanId.has(poor)).toBe(false)
    // The creator is no more than a signer.
    const rootOnly = raisedFor(setHeapPages.with({ pages: 1n }))
    fails(rootOnly, call, asCreator, { type: 'BadOrigin' })
  })

  test('when a filter refuses the call', () => {
    const ctx = raisedFor(pay(TAO), { filter: (value) => !transferKeepAlive.is(value) })
    fails(ctx, call, asCreator, systemErrors.CallFiltered)
  })

  test('when its call is itself', () => {
    const error = { type: 'Transactional', value: 'LimitReached' } as const
    fails(raisedFor(call), call, asCreator, error)
  })
})

describe('a crowdloan is finalised', () => {
  test('by sending all that was raised to the target', () => {
    const ctx = raised()
    expect(succeeds(ctx, call, asCreator)).toEqual([
      ['System.NewAccount', { account: TARGET }],
      ['Balances.Endowed', { account: TARGET, free_balance: CAP }],
      ['Balances.Transfer', { from: FUNDS, to: TARGET, amount: CAP }],
      FINALIZED,
    ])
    expect(freeBalance(ctx, TARGET)).toBe(CAP)
    // The account stays, and so do the contributions.
    expect(Account.get(ctx, FUNDS)).toMatchObject({ providers: 1, data: { free: 0n } })
    expect(givenBy(ctx, ALICE)).toBe(50n * TAO)
    expect(loanOf(ctx)).toMatchObject({ finalized: true, raised: CAP, contributors_count: 3 })
    expect(allFaults(ctx)).toEqual([])
  })

  test('before the end and after it', () => {
    for (const block of [2, END, END + 1_000]) {
      const ctx = raised()
      BlockNumber.set(ctx, block)
      succeeds(ctx, call, asCreator)
    }
  })

  test('by the call, which the creator signs and which finds the number', () => {
    const seen: unknown[] = []
    const ctx = raisedFor(pay(TAO), {
      guards: [
        (at, origin, { call: { name } }) =>
          void seen.push([name, origin, CurrentCrowdloanId.get(at)]),
      ],
    })
    seen.length = 0
    expect(succeeds(ctx, call, asCreator)).toEqual([
      ['Balances.Transfer', { from: CREATOR, to: CAROL, amount: TAO }],
      FINALIZED,
    ])
    expect(seen).toEqual([
      ['finalize', asCreator, undefined],
      ['transfer_keep_alive', asCreator, ID],
    ])
    expect(CurrentCrowdloanId.has(ctx)).toBe(false)
    // What becomes of the funds is the call's business.
    expect(freeBalance(ctx, FUNDS)).toBe(CAP)
    expect(loanOf(ctx).finalized).toBe(true)
    expect(allFaults(ctx)).toEqual([])
  })

  test('by a long call, whose preimage stays', () => {
    const inner = remarkWithEvent.with({ remark: new Uint8Array(200) })
    const ctx = raisedFor(inner)
    const events = succeeds(ctx, call, asCreator)
    expect(events.map(([name]) => name)).toEqual(['System.Remarked', 'Crowdloan.Finalized'])
    expect([...PreimageFor.entries(ctx)].length).toBe(1)
  })

  test('for the weight of a finalisation, whatever the call reports', () => {
    const weight = finalize.info({ crowdloan_id: ID }, raised().config).weight
    // 31,507,000 ps, four reads and two writes.
    expect(weight).toEqual({ ref_time: 331_507_000n, proof_size: 4_197_809n })
    const ctx = raisedFor(batchAll.with({ calls: [pay(TAO)] }))
    expect(ctx.dispatch(call, asCreator)).toEqual({ ok: true, post: {} })
  })

  test('past the filters of the proxy that asks for it', () => {
    const ctx = raisedFor(pay(TAO))
    const delegate = addressOf(ALICE)
    const add = addProxy.with({ delegate, proxy_type: 'NonTransfer', delay: 0 })
    succeeds(ctx, add, asCreator)
    const real = addressOf(CREATOR)
    const asProxy = (inner: RuntimeCall): RuntimeCall =>
      proxy.with({ real, force_proxy_type: undefined, call: inner })
    const lastOf = (inner: RuntimeCall): unknown => succeeds(ctx, asProxy(inner), asAlice).at(-1)
    expect(lastOf(pay(TAO))).toMatchObject(['Proxy.ProxyExecuted', { result: { ok: false } }])
    expect(lastOf(call)).toMatchObject(['Proxy.ProxyExecuted', { result: { ok: true } }])
    expect(gain(ctx, CAROL)).toBe(TAO)
  })

  test('as it was before its call changed it', () => {
    const ctx = people()
    succeeds(ctx, creationFor(withdraw.with({ crowdloan_id: ID })), asCreator)
    give(ctx, CREATOR, 80n * TAO)
    const events = succeeds(ctx, call, asCreator)
    expect(events.map(([name]) => name)).toEqual([
      'Balances.Transfer',
      'Crowdloan.Withdrew',
      'Crowdloan.Finalized',
    ])
    // The creator has the 80 TAO back, and the crowdloan has raised them all the same.
    expect(gain(ctx, CREATOR)).toBe(-20n * TAO)
    expect(loanOf(ctx)).toMatchObject({ finalized: true, raised: CAP })
    expect(faults(ctx)).toEqual([])
  })

  test('only while it is: no other call is its call', () => {
    const ctx = raised()
    const lease = registerLeasedNetworkCall.with({
      emissions_share: Percent.fromParts(5n),
      end_block: undefined,
    })
    for (const who of [asCreator, signed(ALICE)]) {
      fails(ctx, lease, who, errors.InvalidCrowdloanId)
    }
    expect(Crowdloans.get(ctx, ID)?.finalized).toBe(false)
  })
})
