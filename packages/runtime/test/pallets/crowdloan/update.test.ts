import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../src/frame/call.ts'
import {
  setMaxContribution,
  updateCap,
  updateEnd,
  updateMinContribution,
} from '../../../src/pallets/crowdloan/calls/update.ts'
import { errors } from '../../../src/pallets/crowdloan/errors.ts'
import { Contributions, MaxContributions } from '../../../src/pallets/crowdloan/storage.ts'
import { BlockNumber } from '../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import {
  ALICE,
  asAlice,
  asCreator,
  CAP,
  CREATOR,
  DEPOSIT,
  END,
  faults,
  give,
  ID,
  LEAST,
  loanOf,
  needsSignature,
  opened,
  overwrite,
  TAO,
} from './kit.ts'

const least = (new_min_contribution: bigint, crowdloan_id = ID): RuntimeCall =>
  updateMinContribution.with({ crowdloan_id, new_min_contribution })
const end = (new_end: number, crowdloan_id = ID): RuntimeCall =>
  updateEnd.with({ crowdloan_id, new_end })
const cap = (new_cap: bigint, crowdloan_id = ID): RuntimeCall =>
  updateCap.with({ crowdloan_id, new_cap })
const most = (new_max_contribution: bigint | undefined, crowdloan_id = ID): RuntimeCall =>
  setMaxContribution.with({ crowdloan_id, new_max_contribution })

/** Each of the four with a value that is fine. */
const FINE: readonly (readonly [string, (crowdloanId?: number) => RuntimeCall])[] = [
  ['update_min_contribution', (id) => least(2n * TAO, id)],
  ['update_end', (id) => end(END + 1, id)],
  ['update_cap', (id) => cap(2n * CAP, id)],
  ['set_max_contribution', (id) => most(50n * TAO, id)],
]

describe.each(FINE)('%s fails', (_, callFor) => {
  test('for who does not sign', () => {
    needsSignature(opened(), callFor())
  })

  test('for a crowdloan that does not exist', () => {
    fails(opened(), callFor(1), asCreator, errors.InvalidCrowdloanId)
  })

  test('once it has been finalised, for others too', () => {
    const ctx = opened()
    overwrite(ctx, { finalized: true })
    for (const who of [asCreator, asAlice]) fails(ctx, callFor(), who, errors.AlreadyFinalized)
  })

  test('for who is not the creator', () => {
    const ctx = opened()
    give(ctx, ALICE, TAO)
    fails(ctx, callFor(), asAlice, errors.InvalidOrigin)
  })
})

describe('the least contribution', () => {
  test('is 0.1 TAO or more', () => {
    const ctx = opened()
    fails(ctx, least(TAO / 10n - 1n), asCreator, errors.MinimumContributionTooLow)
    expect(succeeds(ctx, least(TAO / 10n), asCreator)).toEqual([
      ['Crowdloan.MinContributionUpdated', { crowdloan_id: ID, new_min_contribution: TAO / 10n }],
    ])
    expect(loanOf(ctx).min_contribution).toBe(TAO / 10n)
  })

  test('is no more than the most', () => {
    const ctx = opened()
    succeeds(ctx, most(30n * TAO), asCreator)
    fails(ctx, least(30n * TAO + 1n), asCreator, errors.MinimumContributionTooHigh)
    succeeds(ctx, least(30n * TAO), asCreator)
    expect(faults(ctx)).toEqual([])
  })
})

describe('the end', () => {
  test('is fifty to twenty thousand blocks away', () => {
    const ctx = opened()
    BlockNumber.set(ctx, 1_000)
    fails(ctx, end(1_000), asCreator, errors.CannotEndInPast)
    fails(ctx, end(1_049), asCreator, errors.BlockDurationTooShort)
    fails(ctx, end(21_001), asCreator, errors.BlockDurationTooLong)
    // The end that it had has passed.
    for (const block of [1_050, 21_000]) {
      expect(succeeds(ctx, end(block), asCreator)).toEqual([
        ['Crowdloan.EndUpdated', { crowdloan_id: ID, new_end: block }],
      ])
      expect(loanOf(ctx).end).toBe(block)
    }
  })
})

describe('the cap', () => {
  test('is what was raised, or more', () => {
    const ctx = opened()
    give(ctx, ALICE, 5n * TAO)
    const raised = DEPOSIT + 5n * TAO
    fails(ctx, cap(raised - 1n), asCreator, errors.CapTooLow)
    expect(succeeds(ctx, cap(raised), asCreator)).toEqual([
      ['Crowdloan.CapUpdated', { crowdloan_id: ID, new_cap: raised }],
    ])
    expect(loanOf(ctx).cap).toBe(raised)
    expect(faults(ctx)).toEqual([])
  })
})

describe('the most that one account may give', () => {
  test('is no less than the least, and than what the creator gave', () => {
    const ctx = opened()
    fails(ctx, most(DEPOSIT - 1n), asCreator, errors.MaximumContributionTooLow)
    Contributions.set(ctx, ID, CREATOR, LEAST - 1n)
    fails(ctx, most(LEAST - 1n), asCreator, errors.MaximumContributionTooLow)
    succeeds(ctx, most(LEAST), asCreator)
    Contributions.remove(ctx, ID, CREATOR)
    fails(ctx, most(LEAST - 1n), asCreator, errors.MaximumContributionTooLow)
  })

  test('may be less than what others gave', () => {
    const ctx = opened()
    give(ctx, ALICE, 50n * TAO)
    expect(succeeds(ctx, most(DEPOSIT), asCreator)).toEqual([
      ['Crowdloan.MaxContributionUpdated', { crowdloan_id: ID, new_max_contribution: DEPOSIT }],
    ])
    expect(MaxContributions.get(ctx, ID)).toBe(DEPOSIT)
    expect(faults(ctx)).toEqual([])
  })

  test('is taken away again, be there one or not', () => {
    const ctx = opened()
    succeeds(ctx, most(50n * TAO), asCreator)
    for (let times = 0; times < 2; times += 1) {
      expect(succeeds(ctx, most(undefined), asCreator)).toEqual([
        ['Crowdloan.MaxContributionUpdated', { crowdloan_id: ID, new_max_contribution: undefined }],
      ])
      expect(MaxContributions.has(ctx, ID)).toBe(false)
    }
  })
})
