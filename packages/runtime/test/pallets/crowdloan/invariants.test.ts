import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../src/frame/call.ts'
import type { Context } from '../../../src/frame/context.ts'
import { signed } from '../../../src/frame/origin.ts'
import { freeBalance } from '../../../src/pallets/balances/index.ts'
import { contribute } from '../../../src/pallets/crowdloan/calls/contribute.ts'
import { dissolve } from '../../../src/pallets/crowdloan/calls/dissolve.ts'
import { finalize } from '../../../src/pallets/crowdloan/calls/finalize.ts'
import { refund } from '../../../src/pallets/crowdloan/calls/refund.ts'
import {
  setMaxContribution,
  updateCap,
  updateMinContribution,
} from '../../../src/pallets/crowdloan/calls/update.ts'
import { withdraw } from '../../../src/pallets/crowdloan/calls/withdraw.ts'
import { fundsAccount } from '../../../src/pallets/crowdloan/funds-account.ts'
import {
  Contributions,
  Crowdloans,
  CurrentCrowdloanId,
  MaxContributions,
} from '../../../src/pallets/crowdloan/storage.ts'
import { invariants as balancesInvariants } from '../../../src/pallets/balances/invariants.ts'
import { Account } from '../../../src/pallets/system/storage.ts'
import { succeeds } from '../../helpers/expect-call.ts'
import {
  ALICE,
  BOB,
  CAP,
  CAROL,
  creation,
  CREATOR,
  DEPOSIT,
  faults,
  FUNDS,
  give,
  ID,
  opened,
  overwrite,
  people,
  raised,
  START,
  TAO,
  TARGET,
} from './kit.ts'

describe('the invariants find', () => {
  const PLANTED: readonly (readonly [string, (ctx: Context) => void, readonly string[]])[] = [
    [
      'a rao that is missing in the account',
      (ctx) => {
        const info = Account.get(ctx, FUNDS)
        Account.set(ctx, FUNDS, { ...info, data: { ...info.data, free: CAP - 1n } })
      },
      [`crowdloan 0 holds ${CAP - 1n} rao of the ${CAP} that it raised`],
    ],
    [
      'a contribution that was not raised',
      (ctx) => Contributions.set(ctx, ID, ALICE, 50n * TAO + 1n),
      [`crowdloan 0 has raised ${CAP} rao, contributors gave ${CAP + 1n}`],
    ],
    [
      'a contributor that is not counted',
      (ctx) => Contributions.set(ctx, ID, CAROL, 0n),
      ['crowdloan 0 counts 3 contributors of 4'],
    ],
    [
      'a cap that was passed',
      (ctx) => overwrite(ctx, { cap: CAP - 1n }),
      [`crowdloan 0 has raised ${CAP} rao of ${CAP - 1n}`],
    ],
    [
      'a deposit that was taken back',
      (ctx) => overwrite(ctx, { deposit: DEPOSIT + 1n }),
      [`crowdloan 0 has ${DEPOSIT} rao of a deposit of ${DEPOSIT + 1n}`],
    ],
    [
      'what a crowdloan left that is gone',
      (ctx) => {
        Contributions.set(ctx, 1, ALICE, 1n)
        MaxContributions.set(ctx, 2, 1n)
      },
      [
        'Contributions has an entry of crowdloan 1, which is gone',
        'MaxContributions has an entry of crowdloan 2, which is gone',
      ],
    ],
    [
      'a number that was not given out, and one that is kept',
      (ctx) => {
        const loan = Crowdloans.get(ctx, ID)
        if (loan !== undefined) Crowdloans.set(ctx, 1, { ...loan, finalized: true })
        CurrentCrowdloanId.set(ctx, 1)
      },
      ['crowdloan 1 is there, and the next is 1', 'crowdloan 1 is being finalised'],
    ],
  ]

  test.each(PLANTED)('%s', (_, plant, found) => {
    const ctx = raised()
    expect(faults(ctx)).toEqual([])
    plant(ctx)
    expect(faults(ctx)).toEqual(found)
  })

  test('nothing where a finalised crowdloan has spent its funds', () => {
    const ctx = opened()
    give(ctx, ALICE, TAO)
    overwrite(ctx, { finalized: true, raised: 5n, contributors_count: 9 })
    expect(faults(ctx)).toEqual([])
  })
})

const PEOPLE = [ALICE, BOB, CAROL, CREATOR]

/** A call of somebody on one of two crowdloans, or one that makes another. */
const arbitraryStep = fc
  .record({
    kind: fc.nat(11),
    // Most calls are the creator's.
    who: fc.constantFrom(...PEOPLE, CREATOR, CREATOR),
    crowdloan_id: fc.constantFrom(0, 0, 0, 1),
    amount: fc.bigInt({ min: 0n, max: 120n * TAO }),
  })
  .map(({ kind, who, crowdloan_id, amount }) => {
    const id = { crowdloan_id }
    const calls: readonly RuntimeCall[] = [
      creation({ deposit: amount }),
      contribute.with({ ...id, amount }),
      contribute.with({ ...id, amount: 2n * amount }),
      contribute.with({ ...id, amount: 2n * amount }),
      withdraw.with(id),
      withdraw.with(id),
      finalize.with(id),
      refund.with(id),
      dissolve.with(id),
      updateMinContribution.with({ ...id, new_min_contribution: amount / 10n }),
      updateCap.with({ ...id, new_cap: amount }),
      setMaxContribution.with({
        ...id,
        new_max_contribution: amount > 100n * TAO ? undefined : amount,
      }),
    ]
    return { call: calls[kind] ?? withdraw.with(id), who }
  })

test('whatever people do, accounts cover what was raised and nothing is lost', () => {
  fc.assert(
    fc.property(fc.array(arbitraryStep, { minLength: 30, maxLength: 50 }), (steps) => {
      const ctx = people()
      for (const who of [CREATOR, ALICE]) succeeds(ctx, creation(), signed(who))
      for (const { call, who } of steps) {
        ctx.dispatch(call, signed(who))
        expect(faults(ctx), call.call.name).toEqual([])
      }
      expect(balancesInvariants.flatMap((check) => check(ctx))).toEqual([])
      const held = [...PEOPLE, TARGET].map((who) => freeBalance(ctx, who))
      const funds = Array.from({ length: 70 }, (_, id) => freeBalance(ctx, fundsAccount(id)))
      const sum = [...held, ...funds].reduce((total, free) => total + free, 0n)
      expect(sum).toBe(4n * START)
    }),
    { seed: 27, numRuns: 15 },
  )
})
