import { alphaRao, mechId, netUid, uid } from '@plexus/primitives'
import type { MechId } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { Pulses } from '../../../../src/pallets/drand/storage.ts'
import { deferredEpochs } from '../../../../src/pallets/subtensor/coinbase/deferred-epochs.ts'
import { revealTimelockedWeights } from '../../../../src/pallets/subtensor/coinbase/reveal-weights.ts'
import * as parameters from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import { NetworksAdded } from '../../../../src/pallets/subtensor/storage/networks.ts'
import * as neurons from '../../../../src/pallets/subtensor/storage/neurons.ts'
import {
  LastEpochBlock,
  MaxEpochsPerBlock,
  SubnetEpochIndex,
  Tempo,
} from '../../../../src/pallets/subtensor/storage/schedule.ts'
import { TotalHotkeyAlpha } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { storageIndex } from '../../../../src/pallets/subtensor/types.ts'
import { commitTimelockedMechanismWeights } from '../../../../src/pallets/subtensor/weights/calls/commit-timelocked.ts'
import { BlockNumber } from '../../../../src/pallets/system/storage.ts'
import { lockUntil, pulseOf, storeRounds } from '../../../helpers/beacon.ts'
import { succeeds } from '../../../helpers/expect-call.ts'
import { account, eventsDuring, eventsOf, testContext } from '../../../helpers/test-context.ts'
import { by, hotkeyOf, MAIN, NETUID, SECOND } from '../subnet-kit.ts'
import { commitContext, EPOCH, passEpochs, reachEpoch } from '../weights/commit-kit.ts'
import { legacyPayload, payloadOf } from '../weights/reveal-kit.ts'
import { addRoot, seat, startSubnet, step } from './kit.ts'

const INDEX = storageIndex(NETUID, MAIN)
const ROUND = 900n
const STORED = [
  [0, 65_535],
  [2, 65_535],
]

interface Lock {
  readonly mechid?: MechId
  readonly round?: bigint
  /** The round that it is locked until; `round` by default. */
  readonly until?: bigint
  readonly message?: Uint8Array
  readonly commit?: Uint8Array
}

interface Dropped extends Lock {
  readonly setUp?: (ctx: Context) => void
  readonly left: readonly unknown[]
}

/** PERF: locking takes some 50 ms. */
const SEALED = [1, 2, 3].map((who) => lockUntil(ROUND, payloadOf(hotkeyOf(who))))

/** The usual weights of a neuron, or what a test wants locked instead. */
function sealed(who: number, { message, until, round = ROUND }: Lock): Uint8Array {
  const usual = message === undefined && until === undefined && round === ROUND
  const found = usual ? SEALED[who - 1] : undefined
  return found ?? lockUntil(until ?? round, message ?? payloadOf(hotkeyOf(who)))
}

/** A neuron commits to weights that it locks. */
function commit(ctx: Context, who: number, lock: Lock = {}): void {
  const { mechid = MAIN, round = ROUND } = lock
  const call = commitTimelockedMechanismWeights.with({
    ...{ netuid: NETUID, mecid: mechid, reveal_round: round, commit_reveal_version: 4 },
    commit: lock.commit ?? sealed(who, lock),
  })
  succeeds(ctx, call, by(who))
}

const reveal = (ctx: Context) =>
  eventsDuring(ctx, () => revealTimelockedWeights(ctx, BigInt(BlockNumber.get(ctx))))
const weightsOf = (ctx: Context, who: number, mechid = MAIN) =>
  neurons.Weights.get(ctx, storageIndex(NETUID, mechid), uid(who))
const queue = (ctx: Context, epoch = EPOCH, index = INDEX) =>
  neurons.TimelockedWeightCommits.get(ctx, index, epoch).map(([hotkey, , , round]) => [
    hotkey,
    round,
  ])
const revealed = (who: number, index: number = INDEX) => [
  ['SubtensorModule.WeightsSet', [index, who]],
  ['SubtensorModule.TimelockedWeightsRevealed', [index, hotkeyOf(who)]],
]

describe('an epoch after the commit', () => {
  test('weights are set, and the block of the commit stays', () => {
    const ctx = commitContext()
    commit(ctx, 1)
    const before = neurons.LastUpdate.get(ctx, INDEX)
    passEpochs(ctx, 1)
    storeRounds(ctx, ROUND)
    expect(reveal(ctx)).toEqual(revealed(1))
    expect(weightsOf(ctx, 1)).toEqual(STORED)
    expect(neurons.LastUpdate.get(ctx, INDEX)).toEqual(before)
    expect(neurons.TimelockedWeightCommits.has(ctx, INDEX, EPOCH)).toBe(false)
    expect(reveal(ctx)).toEqual([])
  })

  test('in the block in which the epoch is due, before it runs', () => {
    const ctx = commitContext()
    commit(ctx, 1)
    storeRounds(ctx, ROUND)
    expect(reveal(ctx)).toEqual([])
    reachEpoch(ctx)
    expect(reveal(ctx)).toEqual(revealed(1))
  })

  test('in the order of the commits; the last of a hotkey stays', () => {
    const ctx = commitContext()
    const other = { uids: [1, 2], values: [5, 5], version_key: 0n }
    commit(ctx, 2)
    commit(ctx, 1)
    commit(ctx, 2, { message: payloadOf(hotkeyOf(2), other) })
    passEpochs(ctx, 1)
    storeRounds(ctx, ROUND)
    expect(reveal(ctx)).toEqual([...revealed(2), ...revealed(1), ...revealed(2)])
    expect(weightsOf(ctx, 2)).toEqual([
      [1, 65_535],
      [2, 65_535],
    ])
  })

  test('in each mechanism', () => {
    const ctx = commitContext({}, 2)
    commit(ctx, 1, { mechid: SECOND })
    commit(ctx, 1)
    passEpochs(ctx, 1)
    storeRounds(ctx, ROUND)
    expect(reveal(ctx)).toEqual([...revealed(1), ...revealed(1, 4096 + NETUID)])
    expect(weightsOf(ctx, 1, SECOND)).toEqual(STORED)
  })

  test('what older clients locked, too', () => {
    const ctx = commitContext()
    commit(ctx, 1, { message: legacyPayload() })
    passEpochs(ctx, 1)
    storeRounds(ctx, ROUND)
    expect(reveal(ctx)).toEqual(revealed(1))
  })
})

describe('a commit whose round is not known', () => {
  test('waits, and others are revealed', () => {
    const ctx = commitContext()
    commit(ctx, 1, { round: ROUND + 1n })
    commit(ctx, 2)
    commit(ctx, 3, { round: ROUND + 2n })
    passEpochs(ctx, 1)
    storeRounds(ctx, ROUND)
    expect(reveal(ctx)).toEqual(revealed(2))
    expect(queue(ctx)).toEqual([
      [hotkeyOf(1), ROUND + 1n],
      [hotkeyOf(3), ROUND + 2n],
    ])
    storeRounds(ctx, ROUND + 1n, ROUND + 2n)
    expect(reveal(ctx)).toEqual([...revealed(1), ...revealed(3)])
    expect(queue(ctx)).toEqual([])
  })

  test('is not rewritten while it waits', () => {
    const ctx = commitContext()
    commit(ctx, 1)
    passEpochs(ctx, 1)
    const before = ctx.state.changes()
    expect(reveal(ctx)).toEqual([])
    expect(ctx.state.changes()).toEqual(before)
  })

  test('is forgotten when its epoch has passed, with all that are older', () => {
    const ctx = commitContext({}, 2)
    commit(ctx, 1, { mechid: SECOND })
    passEpochs(ctx, 1)
    commit(ctx, 1)
    passEpochs(ctx, 1)
    commit(ctx, 1)
    storeRounds(ctx, 1n)
    expect(reveal(ctx)).toEqual([])
    expect(queue(ctx, EPOCH, storageIndex(NETUID, SECOND))).toEqual([])
    expect(queue(ctx, EPOCH + 1n)).toHaveLength(1)
    expect(queue(ctx, EPOCH + 2n)).toHaveLength(1)
    passEpochs(ctx, 5)
    reveal(ctx)
    expect([...neurons.TimelockedWeightCommits.entries(ctx)]).toEqual([])
  })
})

test('nothing is revealed before the first epochs have passed', () => {
  const ctx = commitContext({}, 2)
  SubnetEpochIndex.set(ctx, NETUID, 0n)
  parameters.RevealPeriodEpochs.set(ctx, NETUID, 2n)
  commit(ctx, 1)
  passEpochs(ctx, 1)
  storeRounds(ctx, ROUND)
  expect(reveal(ctx)).toEqual([])
  expect(queue(ctx, 0n)).toHaveLength(1)
  passEpochs(ctx, 1)
  expect(reveal(ctx)).toEqual(revealed(1))
})

describe('a commit is dropped', () => {
  const unread = { ...pulseOf(ROUND), signature: new Uint8Array(48) }
  /** What is revealed: of neither hotkey, or of the other, which commits as it should. */
  const [none, one] = [[], revealed(2)] as const
  const rows: readonly (readonly [string, Dropped])[] = [
    ['that is no ciphertext', { commit: Uint8Array.of(1, 2, 3), left: one }],
    ['that was locked until another round', { until: 7n, left: one }],
    ['that another hotkey locked', { message: payloadOf(hotkeyOf(2)), left: one }],
    ['that holds no weights', { message: Uint8Array.of(1), left: one }],
    ['that holds nothing', { message: new Uint8Array(), left: one }],
    [
      'of a round whose signature is no point',
      { setUp: (ctx) => Pulses.set(ctx, ROUND, unread), left: none },
    ],
    [
      'of a validator without a permit',
      {
        setUp: (ctx) => neurons.ValidatorPermit.set(ctx, NETUID, [true, false, true, true]),
        left: one,
      },
    ],
    [
      'of a hotkey that has left',
      { setUp: (ctx) => neurons.Uids.remove(ctx, NETUID, hotkeyOf(1)), left: one },
    ],
    [
      'of an older version',
      { setUp: (ctx) => parameters.WeightsVersionKey.set(ctx, NETUID, 1n), left: none },
    ],
  ]
  test.each(rows)('%s', (_title, { setUp, left, ...lock }) => {
    const ctx = commitContext()
    commit(ctx, 1, lock)
    commit(ctx, 2)
    passEpochs(ctx, 1)
    storeRounds(ctx, ROUND)
    setUp?.(ctx)
    expect(reveal(ctx)).toEqual(left)
    expect(weightsOf(ctx, 1)).toEqual([])
    expect(queue(ctx)).toEqual([])
  })
})

describe('a subnet whose epoch waits for the next block', () => {
  const BLOCK = 100n
  function subnets(): readonly [Context, ReturnType<typeof netUid>[]] {
    const ctx = testContext()
    const netuids = [1, 2, 3].map((id) => netUid(id))
    for (const netuid of netuids) {
      NetworksAdded.set(ctx, netuid, true)
      Tempo.set(ctx, netuid, 10)
      LastEpochBlock.set(ctx, netuid, BLOCK - 10n)
    }
    return [ctx, netuids]
  }
  const deferred = (ctx: Context, netuids: readonly ReturnType<typeof netUid>[]) => [
    ...deferredEpochs(ctx, netuids, BLOCK),
  ]

  test('is one beyond the cap, in the order of the list', () => {
    const [ctx, netuids] = subnets()
    MaxEpochsPerBlock.set(ctx, 1)
    expect(deferred(ctx, netuids)).toEqual([2, 3])
    LastEpochBlock.set(ctx, netUid(1), BLOCK)
    expect(deferred(ctx, netuids)).toEqual([3])
  })

  test('is not one after another that is skipped', () => {
    const [ctx, netuids] = subnets()
    MaxEpochsPerBlock.set(ctx, 1)
    neurons.Keys.set(ctx, netUid(1), uid(0), account(1))
    neurons.Keys.set(ctx, netUid(1), uid(1), account(1))
    expect(deferred(ctx, netuids)).toEqual([3])
  })

  test('reveals in the next', () => {
    const ctx = commitContext()
    commit(ctx, 1)
    storeRounds(ctx, ROUND)
    reachEpoch(ctx)
    MaxEpochsPerBlock.set(ctx, 0)
    expect(reveal(ctx)).toEqual([])
    expect(queue(ctx)).toHaveLength(1)
    MaxEpochsPerBlock.set(ctx, 1)
    expect(reveal(ctx)).toEqual(revealed(1))
  })
})

test('in a block, weights are revealed just before the epoch that they feed', () => {
  const ctx = testContext()
  addRoot(ctx)
  const netuid = startSubnet(ctx, 2)
  const [validator, miner] = [account(11), account(12)]
  for (const hotkey of [validator, miner]) seat(ctx, netuid, account(1), hotkey)
  TotalHotkeyAlpha.set(ctx, validator, netuid, alphaRao(1_000_000_000n))
  neurons.ValidatorPermit.set(ctx, netuid, [true, false])
  parameters.CommitRevealWeightsEnabled.set(ctx, netuid, true)
  parameters.MinAllowedWeights.set(ctx, netuid, 1)
  const index = storageIndex(netuid, mechId(0))
  const message = payloadOf(validator, { uids: [1], values: [5], version_key: 0n })
  neurons.TimelockedWeightCommits.set(ctx, index, 0n, [
    [validator, 1n, lockUntil(ROUND, message), ROUND],
  ])
  neurons.LastUpdate.set(ctx, index, [1n, 1n])
  storeRounds(ctx, ROUND)
  step(ctx, 359)
  expect(queue(ctx, 0n, index)).toHaveLength(1)
  step(ctx, 360)
  expect(neurons.Weights.get(ctx, index, uid(0))).toEqual([[1, 65_535]])
  expect(queue(ctx, 0n, index)).toEqual([])
  const names = eventsOf(ctx).map(([name]) => name)
  expect(names).toContain('SubtensorModule.TimelockedWeightsRevealed')
  expect(SubnetEpochIndex.get(ctx, netuid)).toBe(1n)
  // The only miner that anybody rates earns all.
  expect(neurons.Incentive.get(ctx, index)).toEqual([0, 65_535])
})
