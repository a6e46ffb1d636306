import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import type { DispatchErrorValue } from '../../../../src/frame/dispatch-error.ts'
import type { ModuleError } from '../../../../src/frame/error.ts'
import { NONE, ROOT, signed } from '../../../../src/frame/origin.ts'
import type { Origin } from '../../../../src/frame/origin.ts'
import {
  setActivityCutoffFactor,
  setTempo,
  triggerEpoch,
} from '../../../../src/pallets/subtensor/epoch/calls/tempo.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import {
  ActivityCutoffFactorMilli,
  CommitRevealWeightsEnabled,
} from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  LastRateLimitedBlock,
  TransactionKeyLastBlock,
} from '../../../../src/pallets/subtensor/storage/limits.ts'
import {
  AdminFreezeWindow,
  LastEpochBlock,
  PendingEpochAt,
  Tempo,
} from '../../../../src/pallets/subtensor/storage/schedule.ts'
import { BlockNumber } from '../../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { NETUID, NOW, OWNER, stranger, subnetContext } from '../subnet-kit.ts'

const BAD_ORIGIN: DispatchErrorValue = { type: 'BadOrigin' }
const owner = signed(OWNER)
const tempo = (blocks: number): RuntimeCall => setTempo.with({ netuid: NETUID, tempo: blocks })
const factor = (milli: number): RuntimeCall =>
  setActivityCutoffFactor.with({ netuid: NETUID, factor_milli: milli })
const trigger = triggerEpoch.with({ netuid: NETUID })

/** The epoch is nine blocks away: owners must wait. */
const nearEpoch = (ctx: Context): void => LastEpochBlock.set(ctx, NETUID, BigInt(NOW - 351))
const limitParameter =
  (parameter: 'ActivityCutoffFactorMilli' | 'TriggerEpoch') =>
  (ctx: Context): void => {
    const key = { type: 'OwnerHyperparamUpdate', value: [NETUID, parameter] } as const
    // Two tempos of 360 blocks have to pass.
    LastRateLimitedBlock.set(ctx, key, BigInt(NOW - 719))
  }
const limitTempo = (ctx: Context): void =>
  TransactionKeyLastBlock.set(ctx, OWNER, NETUID, 11, BigInt(NOW - 359))
const both =
  (...parts: readonly ((ctx: Context) => void)[]) =>
  (ctx: Context): void => {
    for (const part of parts) part(ctx)
  }

interface Refusal {
  readonly call: RuntimeCall
  readonly origin?: Origin
  readonly setUp?: (ctx: Context) => void
  readonly error: ModuleError | DispatchErrorValue
}

/** In the order of the checks (spec: 20-calls §12). */
const refusals: readonly (readonly [string, Refusal])[] = [
  ['a tempo of Root', { call: tempo(0), origin: ROOT, error: BAD_ORIGIN }],
  ['a tempo of nobody', { call: tempo(0), origin: NONE, error: BAD_ORIGIN }],
  ['a tempo of a stranger', { call: tempo(0), origin: stranger, error: BAD_ORIGIN }],
  ['a tempo of 359', { call: tempo(359), setUp: nearEpoch, error: errors.TempoOutOfBounds }],
  ['a tempo of 50,401', { call: tempo(50_401), setUp: nearEpoch, error: errors.TempoOutOfBounds }],
  [
    'a tempo just before the epoch',
    {
      call: tempo(360),
      setUp: both(nearEpoch, limitTempo),
      error: errors.AdminActionProhibitedDuringWeightsWindow,
    },
  ],
  [
    'a tempo too soon again',
    { call: tempo(360), setUp: limitTempo, error: errors.TxRateLimitExceeded },
  ],
  ['a factor of a stranger', { call: factor(0), origin: stranger, error: BAD_ORIGIN }],
  ['a factor of nobody', { call: factor(0), origin: NONE, error: BAD_ORIGIN }],
  [
    'a factor of 999',
    { call: factor(999), setUp: nearEpoch, error: errors.ActivityCutoffFactorMilliOutOfBounds },
  ],
  [
    'a factor of 50,001, of Root too',
    { call: factor(50_001), origin: ROOT, error: errors.ActivityCutoffFactorMilliOutOfBounds },
  ],
  [
    'a factor just before the epoch',
    {
      call: factor(1000),
      setUp: both(nearEpoch, limitParameter('ActivityCutoffFactorMilli')),
      error: errors.AdminActionProhibitedDuringWeightsWindow,
    },
  ],
  [
    'a factor too soon again',
    {
      call: factor(1000),
      setUp: limitParameter('ActivityCutoffFactorMilli'),
      error: errors.TxRateLimitExceeded,
    },
  ],
  ['a trigger of Root', { call: trigger, origin: ROOT, error: BAD_ORIGIN }],
  ['a trigger of a stranger', { call: trigger, origin: stranger, error: BAD_ORIGIN }],
  [
    'a trigger where commits wait for epochs',
    {
      call: trigger,
      setUp: both(
        (ctx) => CommitRevealWeightsEnabled.set(ctx, NETUID, true),
        (ctx) => PendingEpochAt.set(ctx, NETUID, 5n),
      ),
      error: errors.DynamicTempoBlockedByCommitReveal,
    },
  ],
  [
    'a second trigger',
    {
      call: trigger,
      setUp: both(nearEpoch, (ctx) => PendingEpochAt.set(ctx, NETUID, 5n)),
      error: errors.EpochTriggerAlreadyPending,
    },
  ],
  [
    'a trigger just before the epoch',
    {
      call: trigger,
      setUp: both(nearEpoch, limitParameter('TriggerEpoch')),
      error: errors.AutoEpochAlreadyImminent,
    },
  ],
  [
    'a trigger too soon again',
    { call: trigger, setUp: limitParameter('TriggerEpoch'), error: errors.TxRateLimitExceeded },
  ],
]

test.each(refusals)('%s is refused', (_, { call, origin = owner, setUp, error }) => {
  const ctx = subnetContext()
  setUp?.(ctx)
  fails(ctx, call, origin, error)
})

describe('the owner', () => {
  test.each([360, 50_400])('sets the tempo to %i, counted from now', (blocks) => {
    const ctx = subnetContext()
    expect(succeeds(ctx, tempo(blocks), owner)).toEqual([['SubtensorModule.TempoSet', [5, blocks]]])
    expect(Tempo.get(ctx, NETUID)).toBe(blocks)
    expect(LastEpochBlock.get(ctx, NETUID)).toBe(2000n)
    fails(ctx, tempo(400), owner, errors.TxRateLimitExceeded)
    BlockNumber.set(ctx, NOW + 360)
    AdminFreezeWindow.set(ctx, 0)
    succeeds(ctx, tempo(400), owner)
  })

  test.each([1000, 50_000])('sets the activity cutoff to %i thousandths of a tempo', (milli) => {
    const ctx = subnetContext()
    expect(succeeds(ctx, factor(milli), owner)).toEqual([
      ['SubtensorModule.ActivityCutoffFactorMilliSet', { netuid: 5, factor_milli: milli }],
    ])
    expect(ActivityCutoffFactorMilli.get(ctx, NETUID)).toBe(milli)
    fails(ctx, factor(milli), owner, errors.TxRateLimitExceeded)
  })

  test('triggers an epoch that comes when the freeze window has passed', () => {
    const ctx = subnetContext()
    expect(succeeds(ctx, trigger, owner)).toEqual([
      ['SubtensorModule.EpochTriggered', { netuid: 5, by: OWNER, fires_at: 2010n }],
    ])
    expect(PendingEpochAt.get(ctx, NETUID)).toBe(2010n)
    fails(ctx, tempo(400), owner, errors.AdminActionProhibitedDuringWeightsWindow)
    PendingEpochAt.set(ctx, NETUID, 0n)
    fails(ctx, trigger, owner, errors.TxRateLimitExceeded)
  })

  test('triggers an epoch that comes ten blocks before it would anyway', () => {
    const ctx = subnetContext()
    LastEpochBlock.set(ctx, NETUID, BigInt(NOW - 350))
    succeeds(ctx, trigger, owner)
  })

  test('triggers an epoch of a subnet whose tempo is 0', () => {
    const ctx = subnetContext()
    Tempo.set(ctx, NETUID, 0)
    succeeds(ctx, trigger, owner)
  })
})

test('Root sets the activity cutoff at any time, without counting as the owner', () => {
  const ctx = subnetContext()
  nearEpoch(ctx)
  limitParameter('ActivityCutoffFactorMilli')(ctx)
  const before = [...LastRateLimitedBlock.entries(ctx)]
  succeeds(ctx, factor(2000), ROOT)
  expect([...LastRateLimitedBlock.entries(ctx)]).toEqual(before)
})
