import { equalBytes, hash, mechId, netUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import type { DispatchErrorValue } from '../../../../src/frame/dispatch-error.ts'
import { moduleError } from '../../../../src/frame/error.ts'
import type { ModuleError } from '../../../../src/frame/error.ts'
import { NONE, ROOT } from '../../../../src/frame/origin.ts'
import type { Origin } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import * as parameters from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import * as neurons from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { storageIndex } from '../../../../src/pallets/subtensor/types.ts'
import {
  commitCrv3MechanismWeights,
  commitTimelockedMechanismWeights,
  commitTimelockedWeights,
} from '../../../../src/pallets/subtensor/weights/calls/commit-timelocked.ts'
import {
  batchCommitWeights,
  commitMechanismWeights,
  commitWeights,
} from '../../../../src/pallets/subtensor/weights/calls/commit.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { account, host } from '../../../helpers/test-context.ts'
import { by, hotkeyOf, MAIN, NETUID, NOW, SECOND, setLastUpdate, stranger } from '../subnet-kit.ts'
import { commitContext, digestOf, EPOCH, passEpochs, reachEpoch, secret } from './commit-kit.ts'

const BAD_ORIGIN: DispatchErrorValue = { type: 'BadOrigin' }
const INDEX = storageIndex(NETUID, MAIN)
const SECOND_INDEX = storageIndex(NETUID, SECOND)
const digest = digestOf(hotkeyOf(1), secret(1))
const ciphertext = Uint8Array.of(1, 2, 3)
const sealed = { commit: ciphertext, reveal_round: 900n }
const VERSION = { commit_reveal_version: 4 }

/** All ways to commit, to a mechanism. */
const ways: readonly (readonly [
  string,
  (netuid: typeof NETUID, mecid: typeof MAIN) => RuntimeCall,
])[] = [
  [
    'commit_mechanism_weights',
    (netuid, mecid) => commitMechanismWeights.with({ netuid, mecid, commit_hash: digest }),
  ],
  [
    'commit_timelocked_mechanism_weights',
    (netuid, mecid) =>
      commitTimelockedMechanismWeights.with({ netuid, mecid, ...sealed, ...VERSION }),
  ],
  [
    'commit_crv3_mechanism_weights',
    (netuid, mecid) => commitCrv3MechanismWeights.with({ netuid, mecid, ...sealed }),
  ],
]
/** Those that say no mechanism. */
const plainWays: typeof ways = [
  ['commit_weights', (netuid) => commitWeights.with({ netuid, commit_hash: digest })],
  [
    'commit_timelocked_weights',
    (netuid) => commitTimelockedWeights.with({ netuid, ...sealed, ...VERSION }),
  ],
]

interface Refusal {
  readonly setUp?: (ctx: Context) => void
  readonly netuid?: typeof NETUID
  readonly origin?: Origin
  readonly error: ModuleError | DispatchErrorValue
}

/** In the order of the checks (spec: 20-calls §5.2, §5.4). */
const refusals: readonly (readonly [string, Refusal])[] = [
  [
    'to a subnet that does not exist, whoever asks',
    { netuid: netUid(77), origin: ROOT, error: errors.MechanismDoesNotExist },
  ],
  ['of Root', { origin: ROOT, error: BAD_ORIGIN }],
  ['of nobody', { origin: NONE, error: BAD_ORIGIN }],
  [
    'where weights need none',
    {
      setUp: (ctx) => parameters.CommitRevealWeightsEnabled.set(ctx, NETUID, false),
      origin: stranger,
      error: errors.CommitRevealDisabled,
    },
  ],
  ['of a hotkey without uid', { origin: stranger, error: errors.HotKeyNotRegisteredInSubNet }],
  [
    'a block too early',
    {
      setUp(ctx) {
        parameters.WeightsSetRateLimit.set(ctx, NETUID, 100n)
        setLastUpdate(ctx, 1, NOW - 99)
      },
      error: errors.CommittingWeightsTooFast,
    },
  ],
  [
    'of an eleventh',
    {
      setUp(ctx) {
        const digests = Array.from({ length: 10 }, () => [digest, EPOCH, 1n, 0n] as const)
        neurons.WeightCommits.set(ctx, INDEX, hotkeyOf(1), digests)
        const commits = Array.from(
          { length: 10 },
          () => [hotkeyOf(1), 1n, ciphertext, 900n] as const,
        )
        neurons.TimelockedWeightCommits.set(ctx, INDEX, EPOCH, commits)
      },
      error: errors.TooManyUnrevealedCommits,
    },
  ],
]

describe.each([...ways, ...plainWays])('%s is refused', (_name, way) => {
  test.each(refusals)('%s', (_, { setUp, netuid = NETUID, origin = by(1), error }) => {
    const ctx = commitContext()
    setUp?.(ctx)
    fails(ctx, way(netuid, MAIN), origin, error)
  })
})

describe.each(ways)('%s', (_name, way) => {
  test('is refused in a mechanism that does not exist', () => {
    fails(commitContext(), way(NETUID, SECOND), by(1), errors.MechanismDoesNotExist)
    fails(commitContext({}, 2), way(NETUID, mechId(16)), by(1), errors.MechanismDoesNotExist)
  })
})

test('a commit of another version than the chain takes is refused, before the uid is looked for', () => {
  const ctx = commitContext()
  const old = commitTimelockedWeights.with({ netuid: NETUID, ...sealed, commit_reveal_version: 3 })
  fails(ctx, old, stranger, errors.IncorrectCommitRevealVersion)
  parameters.CommitRevealWeightsVersion.set(ctx, 5)
  const crv3 = commitCrv3MechanismWeights.with({ netuid: NETUID, mecid: MAIN, ...sealed })
  fails(ctx, crv3, by(1), errors.IncorrectCommitRevealVersion)
})

describe('a commit by hash', () => {
  const commit = commitWeights.with({ netuid: NETUID, commit_hash: digest })
  const queueOf = (ctx: Context, index = INDEX): unknown =>
    neurons.WeightCommits.get(ctx, index, hotkeyOf(1))

  test('joins the queue of its hotkey with epoch and block', () => {
    const ctx = commitContext()
    expect(succeeds(ctx, commit, by(1))).toEqual([
      ['SubtensorModule.WeightsCommitted', [hotkeyOf(1), 5, digest]],
    ])
    expect(queueOf(ctx)).toEqual([[digest, 40n, 2000n, 0n]])
    expect(neurons.LastUpdate.get(ctx, INDEX)).toEqual([0n, 2000n, 0n, 0n])
  })

  test('in another mechanism has a queue of its own', () => {
    const ctx = commitContext({}, 2)
    const second = commitMechanismWeights.with({
      netuid: NETUID,
      mecid: SECOND,
      commit_hash: digest,
    })
    expect(succeeds(ctx, second, by(1))).toEqual([
      ['SubtensorModule.WeightsCommitted', [hotkeyOf(1), 4101, digest]],
    ])
    expect(queueOf(ctx)).toBeUndefined()
    expect(queueOf(ctx, SECOND_INDEX)).toEqual([[digest, 40n, 2000n, 0n]])
  })

  test('belongs to the next epoch where that is due and did not run', () => {
    const ctx = commitContext()
    reachEpoch(ctx)
    succeeds(ctx, commit, by(1))
    expect(queueOf(ctx)).toEqual([[digest, 41n, 2350n, 0n]])
  })

  test('makes room of expired ones, up to the first that has not', () => {
    const ctx = commitContext()
    const queued = [38n, 38n, 39n, 38n].map((epoch) => [digest, epoch, 1n, 0n] as const)
    neurons.WeightCommits.set(ctx, INDEX, hotkeyOf(1), queued)
    succeeds(ctx, commit, by(1))
    expect(queueOf(ctx)).toEqual([...queued.slice(2), [digest, 40n, 2000n, 0n]])
  })

  test('limits the next one', () => {
    const ctx = commitContext()
    parameters.WeightsSetRateLimit.set(ctx, NETUID, 100n)
    succeeds(ctx, commit, by(1))
    fails(ctx, commit, by(1), errors.CommittingWeightsTooFast)
    passEpochs(ctx, 1)
    succeeds(ctx, commit, by(1))
  })
})

describe('an encrypted commit', () => {
  const commit = commitTimelockedWeights.with({ netuid: NETUID, ...sealed, ...VERSION })

  test('is kept by epoch, in the order of arrival', () => {
    const ctx = commitContext()
    const before = [account(50), 7n, Uint8Array.of(9), 1n] as const
    neurons.TimelockedWeightCommits.set(ctx, INDEX, EPOCH, [before])
    const digestOfBytes = hash(host.blake2b256(ciphertext))
    expect(succeeds(ctx, commit, by(1))).toEqual([
      ['SubtensorModule.TimelockedWeightsCommitted', [hotkeyOf(1), 5, digestOfBytes, 900n]],
    ])
    expect(neurons.TimelockedWeightCommits.get(ctx, INDEX, EPOCH)).toEqual([
      before,
      [hotkeyOf(1), 2000n, ciphertext, 900n],
    ])
    expect(neurons.LastUpdate.get(ctx, INDEX)).toEqual([0n, 2000n, 0n, 0n])
  })

  test('does not mind ten of another hotkey', () => {
    const ctx = commitContext()
    const others = Array.from({ length: 10 }, () => [account(50), 7n, ciphertext, 1n] as const)
    neurons.TimelockedWeightCommits.set(ctx, INDEX, EPOCH, others)
    succeeds(ctx, commit, by(1))
  })

  test.each(ways.slice(1))('of %s goes to its mechanism', (_name, way) => {
    const ctx = commitContext({}, 2)
    succeeds(ctx, way(NETUID, SECOND), by(1))
    expect(neurons.TimelockedWeightCommits.get(ctx, INDEX, EPOCH)).toEqual([])
    expect(neurons.TimelockedWeightCommits.get(ctx, SECOND_INDEX, EPOCH)).toHaveLength(1)
  })
})

describe('a batch of commits', () => {
  const batch = (netuids: readonly (typeof NETUID)[], count = netuids.length): RuntimeCall =>
    batchCommitWeights.with({ netuids, commit_hashes: Array.from({ length: count }, () => digest) })

  test('is refused of Root and when its lists differ in length', () => {
    fails(commitContext(), batch([NETUID]), ROOT, BAD_ORIGIN)
    fails(commitContext(), batch([NETUID], 2), by(1), errors.InputLengthsUnequal)
  })

  test('goes on where it fails for a subnet', () => {
    const ctx = commitContext()
    const events = succeeds(ctx, batch([netUid(77), NETUID]), by(1))
    expect(events).toEqual([
      ['SubtensorModule.WeightsCommitted', [hotkeyOf(1), 5, digest]],
      ['SubtensorModule.BatchCompletedWithErrors', undefined],
      ['SubtensorModule.BatchWeightItemFailed', [77, moduleError(errors.MechanismDoesNotExist)]],
      ['SubtensorModule.BatchWeightsCompleted', [[77, 5], hotkeyOf(1)]],
    ])
    const [first] = neurons.WeightCommits.get(ctx, INDEX, hotkeyOf(1)) ?? []
    expect(first !== undefined && equalBytes(first[0], digest)).toBe(true)
  })
})
