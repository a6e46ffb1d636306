import { addressOf, rao } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { signed } from '../../src/frame/origin.ts'
import { setLock, transferKeepAlive } from '../../src/pallets/balances/index.ts'
import { errors } from '../../src/pallets/crowdloan/errors.ts'
import {
  Contributions,
  MaxContributions,
  NextCrowdloanId,
} from '../../src/pallets/crowdloan/storage.ts'
import { PreimageFor } from '../../src/pallets/preimage/storage.ts'
import { remark } from '../../src/pallets/system/calls/remark.ts'
import { setHeapPages } from '../../src/pallets/system/calls/code.ts'
import { Account, BlockNumber } from '../../src/pallets/system/storage.ts'
import {
  ALICE,
  asAlice,
  asCreator,
  BOB,
  CAP,
  CAROL,
  CREATOR,
  creation,
  DEPOSIT,
  END,
  FUNDS,
  give,
  ID,
  LEAST,
  opened,
  overwrite,
  people,
  raised,
  raisedFor,
  START,
  TAO,
  TARGET,
} from '../pallets/crowdloan/kit.ts'
import { breach, SIGNED } from './precondition.ts'
import type { Args, Breach, Precondition } from './precondition.ts'

const by = asCreator
const NOBODY = 7
const noLoan: Breach = breach(errors.InvalidCrowdloanId, { args: { crowdloan_id: NOBODY } })
const done: Breach = breach(errors.AlreadyFinalized, {
  given: (ctx) => overwrite(ctx, { finalized: true }),
})
const others = breach(errors.InvalidOrigin, { by: signed(CAROL) })
const owned: readonly Breach[] = [...SIGNED, noLoan, done, others]
const poor = (who = CREATOR): Breach =>
  breach(errors.InsufficientBalance, {
    given: (ctx) =>
      Account.update(ctx, who, (it) => ({ ...it, data: { ...it.data, free: rao(TAO) } })),
    spoils: ['balance'],
  })
const frozen = (who = CREATOR): Breach =>
  breach(
    { type: 'Token', value: 'Frozen' },
    {
      given: (ctx) => setLock(ctx, new Uint8Array(8), who, START, 'All'),
      spoils: ['balance'],
    },
  )
/** The fast build: a crowdloan lasts 50 to 20,000 blocks. */
const durations = (name: string): readonly Breach[] => [
  breach(errors.CannotEndInPast, { args: { [name]: 1 } }),
  breach(errors.BlockDurationTooShort, { args: { [name]: 50 } }),
  breach(errors.BlockDurationTooLong, { args: { [name]: 20_002 } }),
]
const id: Args = { crowdloan_id: ID }
/** Alice gets too little back to begin an account, which hers has ended as. */
const nothingLeft = (amount: bigint): Breach =>
  breach(
    { type: 'Token', value: 'BelowMinimum' },
    {
      given(ctx) {
        Account.remove(ctx, ALICE)
        Contributions.set(ctx, ID, ALICE, rao(amount))
      },
      alone: true,
    },
  )

const aliceGave = (): Context => {
  const ctx = opened()
  give(ctx, ALICE, 10n * TAO)
  return ctx
}
const long = remark.with({ remark: new Uint8Array(200) })
const overdrawn = transferKeepAlive.with({ dest: addressOf(BOB), value: rao(START) })
const underflow = transferKeepAlive.with({ dest: addressOf(BOB), value: rao(10n ** 15n) })

export const crowdloan: readonly Precondition[] = [
  {
    call: 'Crowdloan.create',
    world: () => people(),
    by,
    args: creation().args,
    breaches: [
      ...SIGNED,
      breach(errors.DepositTooLow, { args: { deposit: 10n * TAO - 1n } }),
      breach(errors.CapTooLow, { args: { cap: DEPOSIT }, spoils: ['deposit'] }),
      breach(errors.MinimumContributionTooLow, { args: { min_contribution: TAO / 10n - 1n } }),
      breach(errors.InvalidFinalizationConfig, {
        args: { target_address: undefined },
        spoils: ['goal'],
      }),
      breach(errors.InvalidFinalizationConfig, { args: { call: long }, spoils: ['goal'] }),
      ...durations('end'),
      poor(),
      breach(errors.Overflow, { given: (ctx) => NextCrowdloanId.set(ctx, 0xffff_ffff) }),
      // More than a preimage may be.
      breach(
        { type: 'Exhausted' },
        {
          args: {
            call: remark.with({ remark: new Uint8Array(4 * 1024 * 1024) }),
            target_address: undefined,
          },
          alone: true,
        },
      ),
      frozen(),
    ],
  },
  {
    call: 'Crowdloan.contribute',
    world: () => opened(),
    by: asAlice,
    args: { ...id, amount: 10n * TAO },
    breaches: [
      ...SIGNED,
      noLoan,
      breach(errors.ContributionPeriodEnded, { given: (ctx) => BlockNumber.set(ctx, END) }),
      breach(errors.CapRaised, { given: (ctx) => overwrite(ctx, { raised: rao(CAP) }) }),
      breach(errors.ContributionTooLow, { args: { amount: LEAST - 1n } }),
      breach(errors.MaxContributorsReached, {
        given: (ctx) => overwrite(ctx, { contributors_count: 500 }),
        spoils: ['count'],
      }),
      breach(errors.MaxContributionReached, {
        given(ctx) {
          Contributions.set(ctx, ID, ALICE, rao(5n * TAO))
          MaxContributions.set(ctx, ID, rao(5n * TAO))
        },
        spoils: ['given'],
      }),
      breach(errors.Overflow, {
        given: (ctx) => Contributions.set(ctx, ID, ALICE, rao(2n ** 64n - 1n)),
        spoils: ['given'],
      }),
      poor(ALICE),
      frozen(ALICE),
    ],
  },
  {
    call: 'Crowdloan.withdraw',
    world: aliceGave,
    by: asAlice,
    args: id,
    breaches: [
      ...SIGNED,
      noLoan,
      done,
      breach(errors.NoContribution, { by: signed(CAROL) }),
      breach(errors.DepositCannotBeWithdrawn, { by: asCreator }),
      breach(errors.Underflow, { given: (ctx) => overwrite(ctx, { contributors_count: 0 }) }),
      nothingLeft(499n),
    ],
  },
  {
    call: 'Crowdloan.finalize',
    world: () => raised(),
    by,
    args: id,
    breaches: [
      ...SIGNED,
      noLoan,
      others,
      breach(errors.CapNotRaised, {
        given: (ctx) => overwrite(ctx, { raised: rao(CAP - 1n) }),
        spoils: ['loan'],
      }),
      done,
      breach(errors.InvalidFinalizationConfig, {
        given: (ctx) => overwrite(ctx, { target_address: undefined }),
      }),
      breach(
        { type: 'Token', value: 'FundsUnavailable' },
        {
          given: (ctx) => overwrite(ctx, { raised: rao(CAP + 1n), cap: rao(CAP + 1n) }),
          spoils: ['loan'],
        },
      ),
    ],
  },
  {
    call: 'Crowdloan.finalize',
    world: () => raisedFor(long),
    by,
    args: id,
    breaches: [
      breach(errors.InvalidFinalizationConfig, {
        given: (ctx) => overwrite(ctx, { target_address: TARGET }),
      }),
      breach(errors.CallUnavailable, {
        given(ctx) {
          for (const [key] of PreimageFor.entries(ctx)) PreimageFor.remove(ctx, ...key)
        },
      }),
    ],
  },
  ...[
    [overdrawn, { type: 'Token', value: 'FundsUnavailable' }] as const,
    [underflow, { type: 'Arithmetic', value: 'Underflow' }] as const,
    [setHeapPages.with({ pages: 1n }), { type: 'BadOrigin' }] as const,
  ].map(([call, error]) => ({
    // What the call says is said.
    call: 'Crowdloan.finalize',
    world: () => raisedFor(call),
    by,
    args: id,
    neverSucceeds: true,
    breaches: [breach(error, {})],
  })),
  {
    call: 'Crowdloan.refund',
    world: aliceGave,
    by,
    args: id,
    breaches: [
      ...owned,
      breach(errors.Underflow, { given: (ctx) => overwrite(ctx, { contributors_count: 0 }) }),
      nothingLeft(499n),
    ],
  },
  {
    call: 'Crowdloan.dissolve',
    world: () => opened(),
    by,
    args: id,
    breaches: [
      ...owned,
      breach(errors.NoContribution, {
        given: (ctx) => Contributions.remove(ctx, ID, CREATOR),
      }),
      breach(errors.NotReadyToDissolve, {
        given: (ctx) => overwrite(ctx, { raised: rao(DEPOSIT + 1n) }),
      }),
      breach(
        { type: 'Token', value: 'FundsUnavailable' },
        {
          given: (ctx) =>
            Account.update(ctx, FUNDS, (it) => ({ ...it, data: { ...it.data, free: rao(TAO) } })),
        },
      ),
    ],
  },
  {
    call: 'Crowdloan.update_min_contribution',
    world() {
      const ctx = opened()
      MaxContributions.set(ctx, ID, rao(50n * TAO))
      return ctx
    },
    by,
    args: { ...id, new_min_contribution: 50n * TAO },
    breaches: [
      ...owned,
      breach(errors.MinimumContributionTooLow, { args: { new_min_contribution: TAO / 10n - 1n } }),
      breach(errors.MinimumContributionTooHigh, { args: { new_min_contribution: 50n * TAO + 1n } }),
    ],
  },
  {
    call: 'Crowdloan.update_end',
    world: () => opened(),
    by,
    args: { ...id, new_end: 20_001 },
    breaches: [...owned, ...durations('new_end')],
  },
  {
    call: 'Crowdloan.update_cap',
    world: () => opened(),
    by,
    args: { ...id, new_cap: DEPOSIT },
    breaches: [...owned, breach(errors.CapTooLow, { args: { new_cap: DEPOSIT - 1n } })],
  },
  {
    call: 'Crowdloan.set_max_contribution',
    world: () => opened(),
    by,
    args: { ...id, new_max_contribution: DEPOSIT },
    breaches: [
      ...owned,
      breach(errors.MaximumContributionTooLow, { args: { new_max_contribution: LEAST - 1n } }),
      breach(errors.MaximumContributionTooLow, { args: { new_max_contribution: DEPOSIT - 1n } }),
    ],
  },
]
