import { describe, expect, test } from 'vitest'
import { signed } from '../../../src/frame/origin.ts'
import { freeBalance, mintInto, setLock } from '../../../src/pallets/balances/index.ts'
import { contribute } from '../../../src/pallets/crowdloan/calls/contribute.ts'
import { errors } from '../../../src/pallets/crowdloan/errors.ts'
import { Contributions, MaxContributions } from '../../../src/pallets/crowdloan/storage.ts'
import { BlockNumber } from '../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account } from '../../helpers/test-context.ts'
import {
  ALICE,
  allFaults,
  asAlice,
  asCreator,
  BOB,
  CAP,
  CREATOR,
  DEPOSIT,
  END,
  faults,
  FUNDS,
  gain,
  give,
  givenBy,
  ID,
  LEAST,
  loanOf,
  needsSignature,
  opened,
  overwrite,
  raised,
  TAO,
} from './kit.ts'

const offer = (amount: bigint, crowdloan_id = ID) => contribute.with({ crowdloan_id, amount })

describe('contribute fails', () => {
  test('for who does not sign', () => {
    needsSignature(opened(), offer(TAO))
  })

  test('for a crowdloan that does not exist', () => {
    fails(opened(), offer(TAO, 1), asAlice, errors.InvalidCrowdloanId)
  })

  test('from the end on', () => {
    const ctx = opened()
    BlockNumber.set(ctx, END)
    fails(ctx, offer(TAO), asAlice, errors.ContributionPeriodEnded)
    BlockNumber.set(ctx, END - 1)
    succeeds(ctx, offer(TAO), asAlice)
  })

  test('once the cap is reached', () => {
    fails(raised(), offer(TAO), asAlice, errors.CapRaised)
  })

  test('below the least contribution', () => {
    fails(opened(), offer(LEAST - 1n), asAlice, errors.ContributionTooLow)
  })

  test('where 500 have contributed, for these too', () => {
    const ctx = opened()
    give(ctx, ALICE, TAO)
    overwrite(ctx, { contributors_count: 500 })
    for (const who of [ALICE, BOB]) {
      fails(ctx, offer(TAO), signed(who), errors.MaxContributorsReached)
    }
    overwrite(ctx, { contributors_count: 499 })
    succeeds(ctx, offer(TAO), signed(BOB))
    expect(loanOf(ctx).contributors_count).toBe(500)
  })

  test('for who has given as much as one may, or more', () => {
    const ctx = opened()
    give(ctx, ALICE, 5n * TAO)
    for (const most of [5n, 4n]) {
      MaxContributions.set(ctx, ID, most * TAO)
      fails(ctx, offer(TAO), asAlice, errors.MaxContributionReached)
    }
  })

  test('where the sum would be too large a number', () => {
    const ctx = opened()
    Contributions.set(ctx, ID, ALICE, (1n << 64n) - TAO)
    fails(ctx, offer(TAO), asAlice, errors.Overflow)
  })

  test('for who has a rao less', () => {
    const ctx = opened()
    const poor = account(60)
    mintInto(ctx, poor, 5n * TAO - 1n)
    fails(ctx, offer(5n * TAO), signed(poor), errors.InsufficientBalance)
  })

  test('for who has locked its balance', () => {
    const ctx = opened()
    setLock(ctx, new Uint8Array(8), ALICE, 999n * TAO, 'All')
    fails(ctx, offer(2n * TAO), asAlice, { type: 'Token', value: 'Frozen' })
    succeeds(ctx, offer(TAO), asAlice)
  })

  test('with the first of several errors', () => {
    const ctx = opened()
    MaxContributions.set(ctx, ID, 0n)
    overwrite(ctx, { contributors_count: 500, raised: CAP })
    BlockNumber.set(ctx, END)
    const beggar = signed(account(60))
    fails(ctx, offer(0n), beggar, errors.ContributionPeriodEnded)
    BlockNumber.set(ctx, 1)
    fails(ctx, offer(0n), beggar, errors.CapRaised)
    overwrite(ctx, { raised: DEPOSIT })
    fails(ctx, offer(0n), beggar, errors.ContributionTooLow)
    fails(ctx, offer(TAO), beggar, errors.MaxContributorsReached)
    overwrite(ctx, { contributors_count: 1 })
    fails(ctx, offer(TAO), beggar, errors.MaxContributionReached)
    MaxContributions.remove(ctx, ID)
    fails(ctx, offer(TAO), beggar, errors.InsufficientBalance)
  })
})

describe('a contribution', () => {
  test('goes to the account of the crowdloan', () => {
    const ctx = opened()
    expect(succeeds(ctx, offer(7n * TAO), asAlice)).toEqual([
      ['Balances.Transfer', { from: ALICE, to: FUNDS, amount: 7n * TAO }],
      ['Crowdloan.Contributed', { crowdloan_id: ID, contributor: ALICE, amount: 7n * TAO }],
    ])
    expect(loanOf(ctx)).toMatchObject({ raised: 27n * TAO, contributors_count: 2 })
    expect(freeBalance(ctx, FUNDS)).toBe(27n * TAO)
    expect(gain(ctx, ALICE)).toBe(-7n * TAO)
    expect(allFaults(ctx)).toEqual([])
  })

  test('adds to what the same account gave before', () => {
    const ctx = opened()
    for (const [who, amount] of [
      [ALICE, 3n],
      [ALICE, 4n],
      [CREATOR, 5n],
    ] as const) {
      give(ctx, who, amount * TAO)
    }
    expect(givenBy(ctx, ALICE)).toBe(7n * TAO)
    expect(givenBy(ctx, CREATOR)).toBe(25n * TAO)
    expect(loanOf(ctx)).toMatchObject({ raised: 32n * TAO, contributors_count: 2 })
    expect(faults(ctx)).toEqual([])
  })

  test('is no more than is missing, be that less than the least', () => {
    const ctx = opened({ cap: DEPOSIT + 2n * TAO + 1n })
    give(ctx, ALICE, 2n * TAO)
    const events = succeeds(ctx, offer(10n * TAO), signed(BOB))
    const contribution = { crowdloan_id: ID, contributor: BOB, amount: 1n }
    expect(events.at(-1)).toEqual(['Crowdloan.Contributed', contribution])
    expect(givenBy(ctx, BOB)).toBe(1n)
    expect(gain(ctx, BOB)).toBe(-1n)
    expect(loanOf(ctx).raised).toBe(loanOf(ctx).cap)
  })

  test('is no more than one account may give, be that less than the least', () => {
    const ctx = opened()
    MaxContributions.set(ctx, ID, 5n * TAO + 3n)
    give(ctx, ALICE, 5n * TAO)
    give(ctx, ALICE, 5n * TAO)
    expect(givenBy(ctx, ALICE)).toBe(5n * TAO + 3n)
    give(ctx, BOB, 50n * TAO)
    expect(givenBy(ctx, BOB)).toBe(5n * TAO + 3n)
    expect(loanOf(ctx).raised).toBe(30n * TAO + 6n)
    expect(faults(ctx)).toEqual([])
  })

  test('need not be in the balance as a whole, if less of it is taken', () => {
    const ctx = opened({ cap: DEPOSIT + TAO })
    give(ctx, ALICE, 100_000n * TAO)
    expect(gain(ctx, ALICE)).toBe(-TAO)
  })

  test('may be the last that the contributor has', () => {
    const ctx = opened()
    const events = succeeds(ctx, offer(80n * TAO), asAlice)
    expect(events.length).toBe(2)
    const last = account(60)
    const small = opened()
    mintInto(small, last, 5n * TAO)
    expect(succeeds(small, offer(5n * TAO), signed(last))).toContainEqual([
      'System.KilledAccount',
      { account: last },
    ])
    expect(allFaults(small)).toEqual([])
  })

  test('may be made by the creator like by anybody', () => {
    const ctx = opened()
    succeeds(ctx, offer(80n * TAO), asCreator)
    expect(loanOf(ctx)).toMatchObject({ raised: CAP, contributors_count: 1 })
  })
})
