import type { AccountId } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../src/frame/call.ts'
import type { Context } from '../../../src/frame/context.ts'
import { signed } from '../../../src/frame/origin.ts'
import { freeBalance, mintInto } from '../../../src/pallets/balances/index.ts'
import { dissolve } from '../../../src/pallets/crowdloan/calls/dissolve.ts'
import { finalize } from '../../../src/pallets/crowdloan/calls/finalize.ts'
import { refund } from '../../../src/pallets/crowdloan/calls/refund.ts'
import { withdraw } from '../../../src/pallets/crowdloan/calls/withdraw.ts'
import { errors } from '../../../src/pallets/crowdloan/errors.ts'
import {
  Contributions,
  Crowdloans,
  MaxContributions,
  NextCrowdloanId,
} from '../../../src/pallets/crowdloan/storage.ts'
import { PreimageFor } from '../../../src/pallets/preimage/storage.ts'
import { remark } from '../../../src/pallets/system/calls/remark.ts'
import { Account, BlockNumber } from '../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account } from '../../helpers/test-context.ts'
import {
  ALICE,
  allFaults,
  asAlice,
  asCreator,
  BOB,
  CAROL,
  creationFor,
  CREATOR,
  DEPOSIT,
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
  TAO,
} from './kit.ts'

const id = { crowdloan_id: ID }
const GONE = { crowdloan_id: 7 }

/** What `finalize` leaves. */
function finalized(): Context {
  const ctx = raised()
  succeeds(ctx, finalize.with(id), asCreator)
  return ctx
}

const actualWeight = (ctx: Context, call: RuntimeCall): unknown =>
  ctx.dispatch(call, asCreator).post.actualWeight

describe('withdraw', () => {
  test('fails for who does not sign', () => {
    needsSignature(raised(), withdraw.with(id))
  })

  test('fails for a crowdloan that does not exist or has been finalised', () => {
    fails(raised(), withdraw.with(GONE), asAlice, errors.InvalidCrowdloanId)
    fails(finalized(), withdraw.with(id), asAlice, errors.AlreadyFinalized)
    fails(finalized(), withdraw.with(id), signed(CAROL), errors.AlreadyFinalized)
  })

  test('fails for who gave nothing, or has it back', () => {
    const ctx = raised()
    fails(ctx, withdraw.with(id), signed(CAROL), errors.NoContribution)
    succeeds(ctx, withdraw.with(id), asAlice)
    fails(ctx, withdraw.with(id), asAlice, errors.NoContribution)
  })

  test('fails for the creator who gave no more than the deposit', () => {
    const ctx = raised()
    fails(ctx, withdraw.with(id), asCreator, errors.DepositCannotBeWithdrawn)
    Contributions.set(ctx, ID, CREATOR, DEPOSIT - 1n)
    fails(ctx, withdraw.with(id), asCreator, errors.DepositCannotBeWithdrawn)
  })

  test('fails where nobody is counted', () => {
    const ctx = raised()
    overwrite(ctx, { contributors_count: 0 })
    fails(ctx, withdraw.with(id), asAlice, errors.Underflow)
  })

  test('gives all back, before the end and after it', () => {
    const ctx = raised()
    expect(succeeds(ctx, withdraw.with(id), asAlice)).toEqual([
      ['Balances.Transfer', { from: FUNDS, to: ALICE, amount: 50n * TAO }],
      ['Crowdloan.Withdrew', { crowdloan_id: ID, contributor: ALICE, amount: 50n * TAO }],
    ])
    expect(loanOf(ctx)).toMatchObject({ raised: 50n * TAO, contributors_count: 2 })
    expect(givenBy(ctx, ALICE)).toBeUndefined()
    expect(gain(ctx, ALICE)).toBe(0n)
    BlockNumber.set(ctx, END + 1)
    succeeds(ctx, withdraw.with(id), signed(BOB))
    expect(loanOf(ctx)).toMatchObject({ raised: DEPOSIT, contributors_count: 1 })
    expect(allFaults(ctx)).toEqual([])
  })

  test('gives the creator what is above the deposit, who stays a contributor', () => {
    const ctx = opened()
    give(ctx, CREATOR, 5n * TAO)
    const events = succeeds(ctx, withdraw.with(id), asCreator)
    const value = { crowdloan_id: ID, contributor: CREATOR, amount: 5n * TAO }
    expect(events.at(-1)).toEqual(['Crowdloan.Withdrew', value])
    expect(loanOf(ctx)).toMatchObject({ raised: DEPOSIT, contributors_count: 1 })
    expect(givenBy(ctx, CREATOR)).toBe(DEPOSIT)
    expect(faults(ctx)).toEqual([])
  })

  test('fails for who no longer lives and gave less than lets it live', () => {
    const ctx = opened({ cap: DEPOSIT + 499n })
    const dying = account(60)
    mintInto(ctx, dying, 500n)
    give(ctx, dying, TAO)
    // The rao that was left is dust.
    expect(Account.has(ctx, dying)).toBe(false)
    const below = { type: 'Token', value: 'BelowMinimum' } as const
    fails(ctx, withdraw.with(id), signed(dying), below)
    fails(ctx, refund.with(id), asCreator, below)
    mintInto(ctx, dying, 500n)
    succeeds(ctx, withdraw.with(id), signed(dying))
    expect(freeBalance(ctx, dying)).toBe(999n)
  })
})

describe('refund', () => {
  test('fails for who does not sign', () => {
    needsSignature(raised(), refund.with(id))
  })

  test('fails for a crowdloan that does not exist or has been finalised, and for others', () => {
    fails(raised(), refund.with(GONE), asCreator, errors.InvalidCrowdloanId)
    fails(finalized(), refund.with(id), asAlice, errors.AlreadyFinalized)
    fails(raised(), refund.with(id), asAlice, errors.InvalidOrigin)
  })

  test('fails where fewer are counted than gave', () => {
    const ctx = raised()
    overwrite(ctx, { contributors_count: 1 })
    fails(ctx, refund.with(id), asCreator, errors.Underflow)
  })

  test('gives all but the creator their part, in the order of accounts', () => {
    const ctx = opened()
    for (const who of [CAROL, BOB, CREATOR, ALICE]) give(ctx, who, 3n * TAO)
    const payment = (to: AccountId) => ['Balances.Transfer', { from: FUNDS, to, amount: 3n * TAO }]
    expect(succeeds(ctx, refund.with(id), asCreator)).toEqual([
      payment(ALICE),
      payment(BOB),
      payment(CAROL),
      ['Crowdloan.AllRefunded', { crowdloan_id: ID }],
    ])
    expect(loanOf(ctx)).toMatchObject({ raised: 23n * TAO, contributors_count: 1 })
    expect([...Contributions.entries(ctx, ID)]).toEqual([[[ID, CREATOR], 23n * TAO]])
    for (const who of [ALICE, BOB, CAROL]) expect(gain(ctx, who)).toBe(0n)
    expect(allFaults(ctx)).toEqual([])
  })

  /** The crowdloan with so many contributors of 1 TAO beside the creator. */
  function crowd(count: number): Context {
    const ctx = opened()
    for (let at = 0; at < count; at += 1) {
      const who = account(100 + at)
      mintInto(ctx, who, 2n * TAO)
      give(ctx, who, TAO)
    }
    return ctx
  }
  // 110,703,000 ps and two reads; 39,503,253 ps, two reads and two writes for each.
  const weightOf = (count: bigint) => ({
    ref_time: 160_703_000n + count * (39_503_253n + 250_000_000n),
    proof_size: 3747n + count * 2579n,
  })

  test('gives fifty at a time, and weighs what it gave when nothing is left', () => {
    const ctx = crowd(53)
    expect(succeeds(ctx, refund.with(id), asCreator).at(-1)).toEqual([
      'Crowdloan.PartiallyRefunded',
      { crowdloan_id: ID },
    ])
    const left = [...Contributions.entries(ctx, ID)].map(([[, who]]) => who)
    expect(left).toEqual([CREATOR, account(150), account(151), account(152)])
    expect(loanOf(ctx)).toMatchObject({ raised: DEPOSIT + 3n * TAO, contributors_count: 4 })
    expect(faults(ctx)).toEqual([])
    expect(actualWeight(ctx, refund.with(id))).toEqual(weightOf(3n))
    expect(loanOf(ctx)).toMatchObject({ raised: DEPOSIT, contributors_count: 1 })
    expect(actualWeight(ctx, refund.with(id))).toEqual(weightOf(0n))
  })

  test('is done at once with fifty, and is not with fifty-one', () => {
    expect(actualWeight(crowd(50), refund.with(id))).toEqual(weightOf(50n))
    const announced = refund.info({ crowdloan_id: ID }, crowd(0).config).weight
    expect(announced).toEqual(weightOf(50n))
    const more = crowd(51)
    expect(more.dispatch(refund.with(id), asCreator)).toEqual({ ok: true, post: {} })
  })
})

describe('dissolve', () => {
  test('fails for who does not sign', () => {
    needsSignature(opened(), dissolve.with(id))
  })

  test('fails for a crowdloan that does not exist or has been finalised, and for others', () => {
    fails(opened(), dissolve.with(GONE), asCreator, errors.InvalidCrowdloanId)
    fails(finalized(), dissolve.with(id), asAlice, errors.AlreadyFinalized)
    fails(opened(), dissolve.with(id), asAlice, errors.InvalidOrigin)
  })

  test('fails where the creator gave nothing', () => {
    const ctx = opened()
    Contributions.remove(ctx, ID, CREATOR)
    fails(ctx, dissolve.with(id), asCreator, errors.NoContribution)
  })

  test('fails while others have something in it', () => {
    const ctx = opened()
    give(ctx, ALICE, TAO)
    fails(ctx, dissolve.with(id), asCreator, errors.NotReadyToDissolve)
    succeeds(ctx, refund.with(id), asCreator)
    succeeds(ctx, dissolve.with(id), asCreator)
    expect(allFaults(ctx)).toEqual([])
  })

  test('gives the creator all back and leaves nothing', () => {
    const ctx = opened()
    MaxContributions.set(ctx, ID, 50n * TAO)
    give(ctx, CREATOR, 5n * TAO)
    expect(succeeds(ctx, dissolve.with(id), asCreator)).toEqual([
      ['Balances.Transfer', { from: FUNDS, to: CREATOR, amount: 25n * TAO }],
      ['System.KilledAccount', { account: FUNDS }],
      ['Crowdloan.Dissolved', { crowdloan_id: ID }],
    ])
    expect(gain(ctx, CREATOR)).toBe(0n)
    expect(Crowdloans.has(ctx, ID)).toBe(false)
    expect(MaxContributions.has(ctx, ID)).toBe(false)
    expect(givenBy(ctx, CREATOR)).toBeUndefined()
    expect(Account.has(ctx, FUNDS)).toBe(false)
    expect(NextCrowdloanId.get(ctx)).toBe(1)
    fails(ctx, dissolve.with(id), asCreator, errors.InvalidCrowdloanId)
    expect(allFaults(ctx)).toEqual([])
  })

  test('gives up the call', () => {
    const ctx = people()
    const call = creationFor(remark.with({ remark: new Uint8Array(200) }))
    succeeds(ctx, call, asCreator)
    const events = succeeds(ctx, dissolve.with(id), asCreator)
    expect(events.map(([name]) => name)).toEqual([
      'Balances.Transfer',
      'Preimage.Cleared',
      'System.KilledAccount',
      'Crowdloan.Dissolved',
    ])
    expect([...PreimageFor.entries(ctx)]).toEqual([])
    expect(allFaults(ctx)).toEqual([])
  })

  test('leaves what somebody sent to the account beside', () => {
    const ctx = opened()
    mintInto(ctx, FUNDS, TAO)
    succeeds(ctx, dissolve.with(id), asCreator)
    expect(Account.get(ctx, FUNDS)).toMatchObject({ providers: 1, data: { free: TAO } })
    expect(gain(ctx, CREATOR)).toBe(0n)
    expect(allFaults(ctx)).toEqual([])
  })
})
