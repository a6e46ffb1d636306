import { hash, mechId, uid } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import type { DispatchErrorValue } from '../../../../src/frame/dispatch-error.ts'
import { NONE, ROOT } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import * as parameters from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import * as neurons from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { storageIndex } from '../../../../src/pallets/subtensor/types.ts'
import {
  commitMechanismWeights,
  commitWeights,
} from '../../../../src/pallets/subtensor/weights/calls/commit.ts'
import {
  batchRevealWeights,
  revealMechanismWeights,
  revealWeights,
} from '../../../../src/pallets/subtensor/weights/calls/reveal.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { by, hotkeyOf, MAIN, NETUID, SECOND, stranger } from '../subnet-kit.ts'
import { commitContext, digestOf, passEpochs, reachEpoch, secret } from './commit-kit.ts'
import type { Secret } from './commit-kit.ts'

const BAD_ORIGIN: DispatchErrorValue = { type: 'BadOrigin' }
const INDEX = storageIndex(NETUID, MAIN)
const commit = (salt: number): RuntimeCall =>
  commitWeights.with({ netuid: NETUID, commit_hash: digestOf(hotkeyOf(1), secret(salt)) })
const reveal = (salt: number): RuntimeCall =>
  revealWeights.with({ netuid: NETUID, ...secret(salt) })
const queueOf = (ctx: Context, index = INDEX): readonly Uint8Array[] =>
  (neurons.WeightCommits.get(ctx, index, hotkeyOf(1)) ?? []).map(([digest]) => digest)
const digests = (...salts: readonly number[]): readonly Uint8Array[] =>
  salts.map((salt) => digestOf(hotkeyOf(1), secret(salt)))
/** 3 and 6 of the secrets, scaled up. */
const STORED = [
  [0, 32_768],
  [2, 65_535],
]

let ctx: Context
beforeEach(() => {
  ctx = commitContext()
})

describe('a reveal', () => {
  test('sets the weights, one epoch after the commit, and keeps the block of the commit', () => {
    succeeds(ctx, commit(1), by(1))
    passEpochs(ctx, 1)
    expect(succeeds(ctx, reveal(1), by(1))).toEqual([
      ['SubtensorModule.WeightsSet', [5, 1]],
      ['SubtensorModule.WeightsRevealed', [hotkeyOf(1), 5, digests(1)[0]]],
    ])
    expect(neurons.Weights.get(ctx, INDEX, uid(1))).toEqual(STORED)
    expect(neurons.LastUpdate.get(ctx, INDEX)).toEqual([0n, 2000n, 0n, 0n])
    expect(neurons.WeightCommits.has(ctx, INDEX, hotkeyOf(1))).toBe(false)
  })

  test('of a later commit makes older ones void, and not newer ones', () => {
    for (const salt of [1, 2, 3]) succeeds(ctx, commit(salt), by(1))
    passEpochs(ctx, 1)
    succeeds(ctx, reveal(2), by(1))
    expect(queueOf(ctx)).toEqual(digests(3))
    fails(ctx, reveal(1), by(1), errors.InvalidRevealCommitHashNotMatch)
  })

  test('waits for as many epochs as the subnet says', () => {
    parameters.RevealPeriodEpochs.set(ctx, NETUID, 3n)
    succeeds(ctx, commit(1), by(1))
    for (const _ of [0, 1, 2]) {
      fails(ctx, reveal(1), by(1), errors.RevealTooEarly)
      passEpochs(ctx, 1)
    }
    succeeds(ctx, reveal(1), by(1))
  })

  test('comes early enough in the block of the epoch itself', () => {
    succeeds(ctx, commit(1), by(1))
    reachEpoch(ctx)
    succeeds(ctx, reveal(1), by(1))
  })

  test('in another mechanism is of that one’s commits', () => {
    ctx = commitContext({}, 2)
    const digest = digestOf(hotkeyOf(1), secret(1), SECOND)
    const inSecond = { netuid: NETUID, mecid: SECOND }
    succeeds(ctx, commitMechanismWeights.with({ ...inSecond, commit_hash: digest }), by(1))
    passEpochs(ctx, 1)
    fails(ctx, reveal(1), by(1), errors.NoWeightsCommitFound)
    const events = succeeds(ctx, revealMechanismWeights.with({ ...inSecond, ...secret(1) }), by(1))
    expect(events).toEqual([
      ['SubtensorModule.WeightsSet', [4101, 1]],
      ['SubtensorModule.WeightsRevealed', [hotkeyOf(1), 4101, digest]],
    ])
  })
})

describe('a reveal is refused', () => {
  const inMain = revealMechanismWeights.with({ netuid: NETUID, mecid: MAIN, ...secret(1) })

  test.each([
    ['reveal_weights', reveal(1)],
    ['reveal_mechanism_weights', inMain],
  ])('by %s, in the order of the checks', (_, call) => {
    fails(ctx, call, ROOT, BAD_ORIGIN)
    fails(ctx, call, NONE, BAD_ORIGIN)
    fails(ctx, call, by(1), errors.NoWeightsCommitFound)
    fails(ctx, call, stranger, errors.NoWeightsCommitFound)
    succeeds(ctx, commit(1), by(1))
    fails(ctx, call, by(1), errors.RevealTooEarly)
    fails(ctx, reveal(2), by(1), errors.InvalidRevealCommitHashNotMatch)
    parameters.CommitRevealWeightsEnabled.set(ctx, NETUID, false)
    fails(ctx, call, by(1), errors.CommitRevealDisabled)
  })

  test('in a mechanism that cannot exist, though the first one has the commit', () => {
    succeeds(ctx, commit(1), by(1))
    passEpochs(ctx, 1)
    const call = revealMechanismWeights.with({ netuid: NETUID, mecid: mechId(16), ...secret(1) })
    fails(ctx, call, by(1), errors.NoWeightsCommitFound)
  })

  test('two epochs after the commit', () => {
    succeeds(ctx, commit(1), by(1))
    passEpochs(ctx, 2)
    fails(ctx, reveal(1), by(1), errors.ExpiredWeightCommit)
    fails(ctx, reveal(2), by(1), errors.NoWeightsCommitFound)
    succeeds(ctx, commit(3), by(1))
    expect(queueOf(ctx)).toEqual(digests(3))
  })

  test('when it has expired and a newer commit has not', () => {
    succeeds(ctx, commit(1), by(1))
    passEpochs(ctx, 1)
    succeeds(ctx, commit(2), by(1))
    passEpochs(ctx, 1)
    fails(ctx, reveal(1), by(1), errors.ExpiredWeightCommit)
    fails(ctx, reveal(9), by(1), errors.InvalidRevealCommitHashNotMatch)
    succeeds(ctx, reveal(2), by(1))
  })

  test('when its weights are; the commit waits on', () => {
    succeeds(ctx, commit(1), by(1))
    passEpochs(ctx, 1)
    neurons.ValidatorPermit.set(ctx, NETUID, [])
    fails(ctx, reveal(1), by(1), errors.NeuronNoValidatorPermit)
    expect(queueOf(ctx)).toEqual(digests(1))
  })

  test('of the same commit again', () => {
    succeeds(ctx, commit(1), by(1))
    passEpochs(ctx, 1)
    succeeds(ctx, reveal(1), by(1))
    fails(ctx, reveal(1), by(1), errors.NoWeightsCommitFound)
  })
})

describe('a batch of reveals', () => {
  const batchOf = (all: readonly Secret[]): Parameters<typeof batchRevealWeights.with>[0] => ({
    netuid: NETUID,
    uids_list: all.map(({ uids }) => uids),
    values_list: all.map(({ values }) => values),
    salts_list: all.map(({ salt }) => salt),
    version_keys: all.map(({ version_key }) => version_key),
  })
  const batch = (...salts: readonly number[]): RuntimeCall =>
    batchRevealWeights.with(batchOf(salts.map(secret)))

  test.each(['uids_list', 'values_list', 'salts_list', 'version_keys'] as const)(
    'is refused when %s differs in length, whoever asks',
    (list) => {
      const call = batchRevealWeights.with({ ...batchOf([secret(1)]), [list]: [] })
      fails(ctx, call, ROOT, errors.InputLengthsUnequal)
    },
  )

  test('is refused in the order of the checks', () => {
    fails(ctx, batch(1), ROOT, BAD_ORIGIN)
    fails(ctx, batch(1), by(1), errors.NoWeightsCommitFound)
    succeeds(ctx, commit(1), by(1))
    fails(ctx, batch(1), by(1), errors.RevealTooEarly)
    fails(ctx, batch(1, 2), by(1), errors.RevealTooEarly)
    fails(ctx, batch(2, 1), by(1), errors.InvalidRevealCommitHashNotMatch)
    passEpochs(ctx, 1)
    fails(ctx, batch(1, 1), by(1), errors.InvalidRevealCommitHashNotMatch)
    passEpochs(ctx, 1)
    fails(ctx, batch(1), by(1), errors.ExpiredWeightCommit)
    fails(ctx, batch(2), by(1), errors.InvalidRevealCommitHashNotMatch)
    parameters.CommitRevealWeightsEnabled.set(ctx, NETUID, false)
    fails(ctx, batch(1), by(1), errors.CommitRevealDisabled)
  })

  test('is all or nothing', () => {
    const bad: Secret = { ...secret(2), uids: [0, 9] }
    succeeds(ctx, commit(1), by(1))
    const digest = digestOf(hotkeyOf(1), bad)
    succeeds(ctx, commitWeights.with({ netuid: NETUID, commit_hash: digest }), by(1))
    passEpochs(ctx, 1)
    const call = batchRevealWeights.with(batchOf([secret(1), bad]))
    fails(ctx, call, by(1), errors.UidVecContainInvalidOne)
  })

  test('takes its commits out of the queue, and no others', () => {
    for (const salt of [1, 2, 3]) succeeds(ctx, commit(salt), by(1))
    passEpochs(ctx, 1)
    expect(succeeds(ctx, batch(3, 1), by(1))).toEqual([
      ['SubtensorModule.WeightsSet', [5, 1]],
      ['SubtensorModule.WeightsSet', [5, 1]],
      ['SubtensorModule.WeightsBatchRevealed', [hotkeyOf(1), 5, digests(3, 1)]],
    ])
    expect(queueOf(ctx)).toEqual(digests(2))
    succeeds(ctx, batch(2), by(1))
    expect(neurons.WeightCommits.has(ctx, INDEX, hotkeyOf(1))).toBe(false)
  })

  test('of nothing forgets what has expired', () => {
    succeeds(ctx, commit(1), by(1))
    passEpochs(ctx, 2)
    expect(succeeds(ctx, batch(), by(1))).toEqual([
      ['SubtensorModule.WeightsBatchRevealed', [hotkeyOf(1), 5, []]],
    ])
    expect(neurons.WeightCommits.has(ctx, INDEX, hotkeyOf(1))).toBe(false)
  })
})

test('the hash of a commit is that of a worked example', () => {
  // blake2b-256 of 32 × 0x02, then 05 00 | 04 01 00 | 04 02 00 | 04 03 00 | 04 00 00 00 00 00 00 00.
  const expected = 'c10f9a3f8614a0a28b8d150fb9315087223fb89581bf9c93d645a6e87ef314f2'
  const one: Secret = { uids: [1], values: [2], salt: [3], version_key: 4n }
  const raw = Uint8Array.from(expected.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
  succeeds(ctx, commitWeights.with({ netuid: NETUID, commit_hash: hash(raw) }), by(1))
  passEpochs(ctx, 1)
  parameters.MinAllowedWeights.set(ctx, NETUID, 1)
  succeeds(ctx, revealWeights.with({ netuid: NETUID, ...one }), by(1))
})
