import { hash, mechId, uid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../src/frame/call.ts'
import { ROOT } from '../../../src/frame/origin.ts'
import { errors } from '../../../src/pallets/subtensor/errors.ts'
import {
  MaxAllowedUids,
  MaxMechanismCount,
  MechanismCountCurrent,
  MechanismEmissionSplit,
} from '../../../src/pallets/subtensor/storage/hyperparameters.ts'
import { TransactionKeyLastBlock } from '../../../src/pallets/subtensor/storage/limits.ts'
import {
  Bonds,
  Incentive,
  LastUpdate,
  TimelockedWeightCommits,
  WeightCommits,
  Weights,
} from '../../../src/pallets/subtensor/storage/neurons.ts'
import { storageIndex } from '../../../src/pallets/subtensor/types.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account } from '../../helpers/test-context.ts'
import {
  admin,
  asOwner,
  asStranger,
  BLOCK,
  freeze,
  goTo,
  NET,
  NO_NET,
  OWNER,
  unfreeze,
  world,
} from './kit.ts'

const count = (mechanism_count: number, netuid = NET): RuntimeCall =>
  admin('sudo_set_mechanism_count', { netuid, mechanism_count: mechId(mechanism_count) })
const split = (maybe_split: readonly number[] | undefined, netuid = NET): RuntimeCall =>
  admin('sudo_set_mechanism_emission_split', { netuid, maybe_split })

/** A subnet that may have 16 mechanisms of up to 16 neurons. */
function roomy(): ReturnType<typeof world> {
  const ctx = world()
  MaxAllowedUids.set(ctx, NET, 16)
  MaxMechanismCount.set(ctx, mechId(16))
  return ctx
}

describe('the number of mechanisms', () => {
  test.each([1, 2, 16])('%i is set by Root and owner, without an event', (many) => {
    for (const origin of [ROOT, asOwner]) {
      const ctx = roomy()
      expect(succeeds(ctx, count(many), origin)).toEqual([])
      expect(MechanismCountCurrent.get(ctx, NET)).toBe(many)
    }
  })

  test.each([
    ['none', 0, 'InvalidValue'],
    ['more than the chain allows', 17, 'InvalidValue'],
  ] as const)('%s is refused', (_title, many, error) => {
    fails(roomy(), count(many), ROOT, errors[error])
  })

  test('more neurons than 256 in all are refused, but after the chain has its say', () => {
    const ctx = roomy()
    MaxAllowedUids.set(ctx, NET, 17)
    // 15 · 17 = 255, 16 · 17 = 272
    succeeds(ctx, count(15), ROOT)
    fails(ctx, count(16), ROOT, errors.TooManyUIDsPerMechanism)
    MaxMechanismCount.set(ctx, mechId(15))
    fails(ctx, count(16), ROOT, errors.InvalidValue)
  })

  test('sixteen is the end whatever the chain allows', () => {
    const ctx = roomy()
    MaxMechanismCount.set(ctx, mechId(255))
    MaxAllowedUids.set(ctx, NET, 1)
    fails(ctx, count(17), ROOT, errors.InvalidValue)
  })

  test('origin, window and existence come first', () => {
    const ctx = roomy()
    fails(ctx, count(0), asStranger, { type: 'BadOrigin' })
    freeze(ctx, NET)
    fails(ctx, count(0), ROOT, errors.AdminActionProhibitedDuringWeightsWindow)
    unfreeze(ctx)
    fails(ctx, count(0, NO_NET), ROOT, errors.MechanismDoesNotExist)
  })

  test('mechanisms that go take with them what they hold', () => {
    const ctx = roomy()
    MechanismCountCurrent.set(ctx, NET, mechId(3))
    for (const mechanism of [0, 1, 2]) {
      const index = storageIndex(NET, mechId(mechanism))
      Weights.set(ctx, index, uid(1), [[2, 3]])
      Bonds.set(ctx, index, uid(1), [[2, 3]])
      Incentive.set(ctx, index, [1])
      LastUpdate.set(ctx, index, [1n])
      WeightCommits.set(ctx, index, account(7), [[hash(new Uint8Array(32)), 1n, 2n, 3n]])
      TimelockedWeightCommits.set(ctx, index, 1n, [[account(7), 1n, new Uint8Array(), 9n]])
    }
    MechanismEmissionSplit.set(ctx, NET, [1, 2, 65_532])
    succeeds(ctx, count(1), ROOT)
    const left = [0, 1, 2].map((mechanism) => {
      const index = storageIndex(NET, mechId(mechanism))
      return [
        Weights.has(ctx, index, uid(1)),
        Bonds.has(ctx, index, uid(1)),
        Incentive.has(ctx, index),
        LastUpdate.has(ctx, index),
        WeightCommits.has(ctx, index, account(7)),
        TimelockedWeightCommits.has(ctx, index, 1n),
      ]
    })
    expect(left).toEqual([Array(6).fill(true), Array(6).fill(false), Array(6).fill(false)])
    expect(MechanismEmissionSplit.has(ctx, NET)).toBe(false)
  })

  test('the same number again keeps the split', () => {
    const ctx = roomy()
    MechanismCountCurrent.set(ctx, NET, mechId(2))
    MechanismEmissionSplit.set(ctx, NET, [65_535])
    succeeds(ctx, count(2), ROOT)
    expect(MechanismEmissionSplit.has(ctx, NET)).toBe(true)
  })

  test('the owner waits a day of blocks, one in the fast build', () => {
    const ctx = roomy()
    succeeds(ctx, count(2), asOwner)
    expect(TransactionKeyLastBlock.get(ctx, OWNER, NET, 7)).toBe(BigInt(BLOCK))
    fails(ctx, count(1), asOwner, errors.TxRateLimitExceeded)
    goTo(ctx, BLOCK + 1)
    succeeds(ctx, count(1), asOwner)
  })
})

describe('how emission is shared among mechanisms', () => {
  const three = (): ReturnType<typeof world> => {
    const ctx = world()
    MechanismCountCurrent.set(ctx, NET, mechId(3))
    return ctx
  }

  test.each([[[65_535]], [[1, 65_534]], [[0, 0, 65_535]]])('%j is set', (parts) => {
    const ctx = three()
    expect(succeeds(ctx, split(parts), asOwner)).toEqual([])
    expect(MechanismEmissionSplit.get(ctx, NET)).toEqual(parts)
    expect(TransactionKeyLastBlock.get(ctx, OWNER, NET, 8)).toBe(BigInt(BLOCK))
  })

  test.each([
    ['nothing', []],
    ['too little', [65_534]],
    ['too much', [65_535, 1]],
    ['more parts than mechanisms', [65_535, 0, 0, 0]],
  ])('%s is refused', (_title, parts) => {
    fails(three(), split(parts), ROOT, errors.InvalidValue)
  })

  test('none means even parts', () => {
    const ctx = three()
    MechanismEmissionSplit.set(ctx, NET, [65_535])
    succeeds(ctx, split(undefined), ROOT)
    expect(MechanismEmissionSplit.has(ctx, NET)).toBe(false)
  })

  test('origin, window, existence and rate limit', () => {
    const ctx = three()
    fails(ctx, split([]), asStranger, { type: 'BadOrigin' })
    succeeds(ctx, split(undefined), asOwner)
    fails(ctx, split(undefined), asOwner, errors.TxRateLimitExceeded)
    freeze(ctx, NET)
    fails(ctx, split([]), ROOT, errors.AdminActionProhibitedDuringWeightsWindow)
    unfreeze(ctx)
    fails(ctx, split([], NO_NET), ROOT, errors.MechanismDoesNotExist)
  })
})

test('only Root says how many mechanisms a subnet may have', () => {
  const ctx = world()
  const call = admin('sudo_set_max_mechanism_count', { max_mechanism_count: mechId(5) })
  fails(ctx, call, asOwner, { type: 'BadOrigin' })
  expect(succeeds(ctx, call, ROOT)).toEqual([])
  expect(MaxMechanismCount.get(ctx)).toBe(5)
})
