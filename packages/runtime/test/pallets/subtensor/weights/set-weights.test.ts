import { mechId, netUid, uid } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { moduleError } from '../../../../src/frame/error.ts'
import type { ModuleError } from '../../../../src/frame/error.ts'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../../../src/frame/origin.ts'
import type { Origin } from '../../../../src/frame/origin.ts'
import type { DispatchErrorValue } from '../../../../src/frame/dispatch-error.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import * as parameters from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import * as neurons from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { storageIndex } from '../../../../src/pallets/subtensor/types.ts'
import {
  batchSetWeights,
  setMechanismWeights,
  setWeights,
} from '../../../../src/pallets/subtensor/weights/calls/set.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import {
  by,
  hotkeyOf,
  MAIN,
  NETUID,
  NOW,
  OWNER,
  SECOND,
  setLastUpdate,
  setOwnerUid,
  stranger,
  subnetContext,
} from '../subnet-kit.ts'

const BAD_ORIGIN: DispatchErrorValue = { type: 'BadOrigin' }
const NOWHERE = netUid(77)

interface Vector {
  readonly netuid?: typeof NETUID
  readonly uids?: readonly number[]
  readonly values?: readonly number[]
  readonly versionKey?: bigint
}

const set = ({ netuid = NETUID, uids = [0, 1], values = [1, 2], versionKey = 0n }: Vector = {}) =>
  setWeights.with({ netuid, dests: uids, weights: values, version_key: versionKey })

const setIn = (mecid: typeof MAIN, vector: Vector = {}): RuntimeCall => {
  const { netuid = NETUID, uids = [0, 1], values = [1, 2], versionKey = 0n } = vector
  const args = { netuid, mecid, dests: uids, weights: values, version_key: versionKey }
  return setMechanismWeights.with(args)
}

/** Why weights are refused: what is set up, what is asked, by whom. */
interface Refusal {
  readonly setUp?: (ctx: Context) => void
  readonly vector?: Vector
  readonly origin?: Origin
  readonly error: ModuleError | DispatchErrorValue
}

const requireCommits = (ctx: Context): void =>
  parameters.CommitRevealWeightsEnabled.set(ctx, NETUID, true)

/** In the order of the checks (spec: 20-calls §5.1): each row would also fail all later ones it can. */
const refusals: readonly (readonly [string, Refusal])[] = [
  [
    'where they need a commit, whoever asks',
    { setUp: requireCommits, origin: ROOT, error: errors.CommitRevealEnabled },
  ],
  ['of Root', { origin: ROOT, error: BAD_ORIGIN }],
  ['of nobody', { origin: NONE, error: BAD_ORIGIN }],
  [
    'in the root network',
    {
      setUp: (ctx) => parameters.CommitRevealWeightsEnabled.set(ctx, netUid(0), false),
      vector: { netuid: netUid(0), uids: [1] },
      error: errors.CanNotSetRootNetworkWeights,
    },
  ],
  [
    'of other number than uids',
    {
      setUp: (ctx) => parameters.CommitRevealWeightsEnabled.set(ctx, NOWHERE, false),
      vector: { netuid: NOWHERE, uids: [1] },
      error: errors.WeightVecNotEqualSize,
    },
  ],
  [
    'where there is no subnet',
    {
      setUp: (ctx) => parameters.CommitRevealWeightsEnabled.set(ctx, NOWHERE, false),
      vector: { netuid: NOWHERE },
      error: errors.MechanismDoesNotExist,
    },
  ],
  [
    'for more uids than there are',
    {
      vector: { uids: [0, 1, 2, 3, 3], values: [1, 1, 1, 1, 1] },
      origin: stranger,
      error: errors.UidsLengthExceedUidsInSubNet,
    },
  ],
  ['of a hotkey without uid', { origin: stranger, error: errors.HotKeyNotRegisteredInSubNet }],
  [
    'of a hotkey with less stake than needed',
    {
      setUp: (ctx) => parameters.StakeThreshold.set(ctx, 1001n),
      error: errors.NotEnoughStakeToSetWeights,
    },
  ],
  [
    'of an older version',
    {
      setUp(ctx) {
        parameters.WeightsVersionKey.set(ctx, NETUID, 8n)
        setLastUpdate(ctx, 1, NOW - 1)
      },
      vector: { versionKey: 7n },
      error: errors.IncorrectWeightVersionKey,
    },
  ],
  [
    'that come a block too early',
    {
      setUp(ctx) {
        setLastUpdate(ctx, 1, NOW - 99)
        neurons.ValidatorPermit.set(ctx, NETUID, [])
      },
      error: errors.SettingWeightsTooFast,
    },
  ],
  [
    'of a hotkey without permit',
    {
      setUp: (ctx) => neurons.ValidatorPermit.set(ctx, NETUID, [true, false, true, true]),
      vector: { uids: [2, 2] },
      error: errors.NeuronNoValidatorPermit,
    },
  ],
  [
    'of one for another, without permit',
    {
      setUp: (ctx) => neurons.ValidatorPermit.set(ctx, NETUID, [true]),
      vector: { uids: [2], values: [5] },
      error: errors.NeuronNoValidatorPermit,
    },
  ],
  ['for the same uid twice', { vector: { uids: [9, 9] }, error: errors.DuplicateUids }],
  [
    'for a uid that does not exist',
    { vector: { uids: [4], values: [1] }, error: errors.UidVecContainInvalidOne },
  ],
  ['that are too few', { vector: { uids: [2], values: [1] }, error: errors.WeightVecLengthIsLow }],
  ['that are none', { vector: { uids: [], values: [] }, error: errors.WeightVecLengthIsLow }],
  [
    'that are fewer than the neurons, where even more are asked for',
    {
      setUp: (ctx) => parameters.MinAllowedWeights.set(ctx, NETUID, 1024),
      vector: { uids: [0, 1, 2], values: [1, 1, 1] },
      error: errors.WeightVecLengthIsLow,
    },
  ],
]

describe('weights are refused', () => {
  test.each(refusals)('%s', (_, { setUp, vector, origin = by(1), error }) => {
    const ctx = subnetContext()
    setUp?.(ctx)
    fails(ctx, set(vector), origin, error)
    fails(ctx, setIn(MAIN, vector), origin, error)
  })

  test('in a mechanism that does not exist', () => {
    fails(subnetContext(), setIn(SECOND), by(1), errors.MechanismDoesNotExist)
    fails(subnetContext({}, 2), setIn(mechId(2)), by(1), errors.MechanismDoesNotExist)
    fails(subnetContext({}, 2), setIn(mechId(255)), by(1), errors.MechanismDoesNotExist)
  })
})

describe('weights are set', () => {
  const weightsOf = (ctx: Context, of = 1, mechid = MAIN): unknown =>
    neurons.Weights.get(ctx, storageIndex(NETUID, mechid), uid(of))
  const lastUpdateOf = (ctx: Context, mechid = MAIN): readonly bigint[] =>
    neurons.LastUpdate.get(ctx, storageIndex(NETUID, mechid))

  test('in the order given, scaled up, at this block', () => {
    const ctx = subnetContext()
    const events = succeeds(ctx, set({ uids: [3, 0], values: [1, 2] }), by(1))
    expect(events).toEqual([['SubtensorModule.WeightsSet', [5, 1]]])
    // 1 · 65535 / 2 = 32767.5, rounded away from zero.
    expect(weightsOf(ctx)).toEqual([
      [3, 32_768],
      [0, 65_535],
    ])
    expect(lastUpdateOf(ctx)).toEqual([0n, 2000n, 0n, 0n])
  })

  test('in each mechanism at its own pace', () => {
    const ctx = subnetContext({}, 2)
    succeeds(ctx, set(), by(1))
    const events = succeeds(ctx, setIn(SECOND, { uids: [2, 1], values: [7, 7] }), by(1))
    expect(events).toEqual([['SubtensorModule.WeightsSet', [4101, 1]]])
    expect(weightsOf(ctx, 1, SECOND)).toEqual([
      [2, 65_535],
      [1, 65_535],
    ])
    expect(lastUpdateOf(ctx, SECOND)).toEqual([0n, 2000n, 0n, 0n])
    fails(ctx, setIn(SECOND), by(1), errors.SettingWeightsTooFast)
  })

  const accepted: readonly (readonly [string, (ctx: Context) => void, Vector])[] = [
    ['when the last are just old enough', (ctx) => setLastUpdate(ctx, 1, NOW - 100), {}],
    [
      'of the version asked for',
      (ctx) => parameters.WeightsVersionKey.set(ctx, NETUID, 8n),
      { versionKey: 8n },
    ],
    [
      'of a newer version',
      (ctx) => parameters.WeightsVersionKey.set(ctx, NETUID, 8n),
      { versionKey: 9n },
    ],
    ['with just the stake needed', (ctx) => parameters.StakeThreshold.set(ctx, 1000n), {}],
    [
      'for oneself alone, without permit and however few',
      (ctx) => neurons.ValidatorPermit.set(ctx, NETUID, []),
      { uids: [1], values: [0] },
    ],
    [
      'by the owner’s hotkey without permit or stake',
      (ctx) => {
        setOwnerUid(ctx, 1)
        neurons.ValidatorPermit.set(ctx, NETUID, [])
        parameters.StakeThreshold.set(ctx, 10n ** 18n)
      },
      {},
    ],
    ['all zero', () => {}, { values: [0, 0] }],
  ]
  test.each(accepted)('%s', (_, setUp, vector) => {
    const ctx = subnetContext()
    setUp(ctx)
    expect(succeeds(ctx, set(vector), by(1))).toHaveLength(1)
  })

  test('not at once again', () => {
    const ctx = subnetContext()
    succeeds(ctx, set(), by(1))
    fails(ctx, set(), by(1), errors.SettingWeightsTooFast)
    succeeds(ctx, set(), by(2))
  })

  test('so that only their ratios count', () => {
    const ctx = subnetContext()
    parameters.WeightsSetRateLimit.set(ctx, NETUID, 0n)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 655 }), fc.integer({ min: 1, max: 655 }), (a, b) => {
        succeeds(ctx, set({ values: [a, b] }), by(1))
        const once = weightsOf(ctx) as readonly (readonly [number, number])[]
        expect(once.some(([, value]) => value === 65_535)).toBe(true)
        succeeds(ctx, set({ values: [a * 2, b * 2] }), by(1))
        expect(weightsOf(ctx)).toEqual(once)
      }),
      { numRuns: 50 },
    )
  })

  /** Worked by hand from spec 20-calls §5.1. */
  const upscaled: readonly (readonly [readonly number[], readonly number[]])[] = [
    [
      [0, 0],
      [0, 0],
    ],
    [
      [32_768, 16_384],
      [65_535, 32_768],
    ],
    // 65535/40000 in 32 fraction bits is raw 7036767043 (of …043.58): 20000 times it is
    // 32767.4999…, which a ratio without cut-off would round up.
    [
      [40_000, 20_000],
      [65_535, 32_767],
    ],
    [
      [65_535, 1],
      [65_535, 1],
    ],
    [
      [3, 1],
      [65_535, 21_845],
    ],
  ]
  test.each(upscaled)('%j are stored as %j', (values, expected) => {
    const ctx = subnetContext()
    succeeds(ctx, set({ values }), by(1))
    expect(weightsOf(ctx)).toEqual([
      [0, expected[0]],
      [1, expected[1]],
    ])
  })
})

describe('a batch of weights', () => {
  const FINE = [
    [0, 5],
    [1, 10],
  ] as const
  const batch = (
    netuids: readonly (typeof NETUID)[],
    weights: readonly (readonly (readonly [number, number])[])[],
    versionKeys = netuids.map(() => 0n),
  ): RuntimeCall => batchSetWeights.with({ netuids, weights, version_keys: versionKeys })

  test('is refused of Root and when its lists differ in length', () => {
    const ctx = subnetContext()
    fails(ctx, batch([NETUID], [FINE]), ROOT, BAD_ORIGIN)
    fails(ctx, batch([NETUID], []), by(1), errors.InputLengthsUnequal)
    fails(ctx, batch([NETUID], [FINE], []), by(1), errors.InputLengthsUnequal)
  })

  test('goes on where it fails for a subnet', () => {
    const ctx = subnetContext()
    const closed = netUid(6)
    parameters.CommitRevealWeightsEnabled.set(ctx, NOWHERE, false)
    const events = succeeds(
      ctx,
      batch([NOWHERE, NETUID, closed, NETUID], [FINE, FINE, FINE, FINE]),
      by(1),
    )
    const failed = (netuid: number, error: ModuleError): unknown => [
      'SubtensorModule.BatchWeightItemFailed',
      [netuid, moduleError(error)],
    ]
    expect(events).toEqual([
      ['SubtensorModule.WeightsSet', [5, 1]],
      ['SubtensorModule.BatchCompletedWithErrors', undefined],
      failed(77, errors.MechanismDoesNotExist),
      failed(6, errors.CommitRevealEnabled),
      failed(5, errors.SettingWeightsTooFast),
      ['SubtensorModule.BatchWeightsCompleted', [[77, 5, 6, 5], hotkeyOf(1)]],
    ])
    expect(neurons.Weights.get(ctx, storageIndex(NETUID, MAIN), uid(1))).toEqual([
      [0, 32_768],
      [1, 65_535],
    ])
  })

  test('of nothing is complete', () => {
    const events = succeeds(subnetContext(), batch([], []), signed(OWNER))
    expect(events).toEqual([['SubtensorModule.BatchWeightsCompleted', [[], OWNER]]])
  })
})
