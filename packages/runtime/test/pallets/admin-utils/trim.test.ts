import { alphaRao, decode, H160, mechId, uid } from '@plexus/primitives'
import type { AccountId, NetUid, ValueOf } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../src/frame/call.ts'
import type { Context } from '../../../src/frame/context.ts'
import { ROOT } from '../../../src/frame/origin.ts'
import { errors } from '../../../src/pallets/subtensor/errors.ts'
import { AlphaDividendsPerSubnet } from '../../../src/pallets/subtensor/storage/emission.ts'
import {
  ImmunityPeriod,
  MaxAllowedUids,
  MechanismCountCurrent,
  MinAllowedUids,
} from '../../../src/pallets/subtensor/storage/hyperparameters.ts'
import { OwnedHotkeys } from '../../../src/pallets/subtensor/storage/keys.ts'
import { TransactionKeyLastBlock } from '../../../src/pallets/subtensor/storage/limits.ts'
import { SubnetworkN } from '../../../src/pallets/subtensor/storage/networks.ts'
import {
  Active,
  AssociatedEvmAddress,
  BlockAtRegistration,
  Bonds,
  Consensus,
  Emission,
  Incentive,
  IsNetworkMember,
  Keys,
  LastUpdate,
  Uids,
  ValidatorPermit,
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

const trim = (max_n: number, netuid: NetUid = NET): RuntimeCall =>
  admin('sudo_trim_to_max_allowed_uids', { netuid, max_n })
/** The hotkey that starts on a uid. */
const hotkeyOf = (at: number): AccountId => account(100 + at)

/** A subnet of neurons with these emissions, none immune, that may be trimmed to nothing. */
function subnet(...emissions: readonly number[]): Context {
  const ctx = world()
  MinAllowedUids.set(ctx, NET, 0)
  ImmunityPeriod.set(ctx, NET, 100)
  SubnetworkN.set(ctx, NET, emissions.length)
  Emission.set(
    ctx,
    NET,
    emissions.map((emission) => alphaRao(BigInt(emission))),
  )
  for (const at of emissions.keys()) {
    Keys.set(ctx, NET, uid(at), hotkeyOf(at))
    Uids.set(ctx, NET, hotkeyOf(at), at)
    IsNetworkMember.set(ctx, hotkeyOf(at), NET, true)
    BlockAtRegistration.set(ctx, NET, uid(at), BigInt(at))
  }
  return ctx
}

const h160 = (at: number): ValueOf<typeof H160> => decode(H160, new Uint8Array(20).fill(at))

const young = (ctx: Context, at: number): void =>
  BlockAtRegistration.set(ctx, NET, uid(at), BigInt(BLOCK - 99))

/** Where the neurons started that are left, by their new uids. */
function left(ctx: Context): readonly number[] {
  const size = SubnetworkN.get(ctx, NET)
  return Array.from({ length: size }, (_, at) => (Keys.get(ctx, NET, uid(at))[0] ?? 0) - 100)
}

describe('who goes', () => {
  test.each([
    // By emission, highest first and then by uid: 0, 4, 2, 5, 1, 3.
    ['those that earn least, the later of equals first', 4, () => {}, [0, 2, 4, 5]],
    ['one', 5, () => {}, [0, 1, 2, 4, 5]],
    ['nobody', 6, () => {}, [0, 1, 2, 3, 4, 5]],
    ['not the young', 4, (ctx: Context) => young(ctx, 3), [0, 2, 3, 4]],
    [
      "not the owner's",
      4,
      (ctx: Context) => OwnedHotkeys.set(ctx, OWNER, [hotkeyOf(1)]),
      [0, 1, 2, 4],
    ],
  ])('%s', (_title, max, given, kept) => {
    const ctx = subnet(50, 10, 30, 10, 40, 20)
    given(ctx)
    expect(succeeds(ctx, trim(max), ROOT)).toEqual([])
    expect(MaxAllowedUids.get(ctx, NET)).toBe(max)
    expect(left(ctx)).toEqual(kept)
    expect(Emission.get(ctx, NET)).toEqual(kept.map((at) => [50n, 10n, 30n, 10n, 40n, 20n][at]))
    for (const [at, from] of kept.entries()) expect(Uids.get(ctx, NET, hotkeyOf(from))).toBe(at)
    expect([...Uids.entries(ctx, NET)]).toHaveLength(max)
  })
})

test('the case of the reference: sixteen neurons to eight, one of them young', () => {
  const emissions = [17, 42, 8, 56, 23, 91, 34, 77, 12, 65, 3, 88, 29, 51, 74, 39]
  const ctx = subnet(...emissions)
  young(ctx, 6)
  for (const at of [6, 10, 12, 14]) {
    AssociatedEvmAddress.set(ctx, NET, uid(at), [h160(at), 1n])
  }
  succeeds(ctx, trim(8), ROOT)
  expect(Emission.get(ctx, NET)).toEqual([56n, 91n, 34n, 77n, 65n, 88n, 51n, 74n])
  expect(left(ctx)).toEqual([3, 5, 6, 7, 9, 11, 13, 14])
  expect([...AssociatedEvmAddress.entries(ctx, NET)]).toEqual([
    [
      [NET, 2],
      [h160(6), 1n],
    ],
    [
      [NET, 7],
      [h160(14), 1n],
    ],
  ])
})

test('neurons that stay take everything along, under new uids', () => {
  const ctx = subnet(50, 10, 30, 10)
  MechanismCountCurrent.set(ctx, NET, mechId(2))
  const [first, second] = [storageIndex(NET, mechId(0)), storageIndex(NET, mechId(1))]
  Active.set(ctx, NET, [true, false, true, false])
  Consensus.set(ctx, NET, [1, 2, 3, 4])
  // A list that is too short is filled up.
  ValidatorPermit.set(ctx, NET, [true])
  Incentive.set(ctx, first, [1, 2, 3, 4])
  LastUpdate.set(ctx, second, [10n, 20n, 30n, 40n])
  Weights.set(ctx, first, uid(2), [
    [0, 7],
    [1, 8],
    [2, 9],
  ])
  Bonds.set(ctx, second, uid(0), [
    [3, 1],
    [2, 2],
  ])
  AlphaDividendsPerSubnet.set(ctx, NET, hotkeyOf(1), alphaRao(5n))
  succeeds(ctx, trim(2), ROOT)

  expect(left(ctx)).toEqual([0, 2])
  expect(Active.get(ctx, NET)).toEqual([true, true])
  expect(Consensus.get(ctx, NET)).toEqual([1, 3])
  expect(ValidatorPermit.get(ctx, NET)).toEqual([true, false])
  expect(Incentive.get(ctx, first)).toEqual([1, 3])
  expect(Incentive.get(ctx, second)).toEqual([0, 0])
  expect(LastUpdate.get(ctx, second)).toEqual([10n, 30n])
  expect(BlockAtRegistration.get(ctx, NET, uid(1))).toBe(2n)
  expect([...Weights.entries(ctx, first)]).toEqual([
    [[first, 0], []],
    [
      [first, 1],
      [
        [0, 7],
        [1, 9],
      ],
    ],
  ])
  expect([...Bonds.entries(ctx, second)]).toEqual([
    [[second, 0], [[1, 2]]],
    [[second, 1], []],
  ])
  expect(AlphaDividendsPerSubnet.has(ctx, NET, hotkeyOf(1))).toBe(false)
  expect(IsNetworkMember.has(ctx, hotkeyOf(1), NET)).toBe(false)
  expect(IsNetworkMember.get(ctx, hotkeyOf(2), NET)).toBe(true)
  expect(Keys.has(ctx, NET, uid(2))).toBe(false)
  expect(BlockAtRegistration.has(ctx, NET, uid(2))).toBe(false)
})

describe('bounds', () => {
  test.each([
    ['below the least', 3, 'InvalidValue'],
    ['above the most', 257, 'InvalidValue'],
  ] as const)('%s', (_title, max, error) => {
    const ctx = subnet(1, 2, 3, 4, 5)
    MinAllowedUids.set(ctx, NET, 4)
    fails(ctx, trim(max), ROOT, errors[error])
  })

  test('fewer than four fifths of those left may be immune', () => {
    const ctx = subnet(1, 2, 3, 4, 5, 6, 7)
    for (const at of [0, 1, 2, 3]) young(ctx, at)
    // 4 of 5 are 80 %, 4 of 6 are 66 %.
    fails(ctx, trim(5), ROOT, errors.TrimmingWouldExceedMaxImmunePercentage)
    succeeds(ctx, trim(6), ROOT)
  })

  test('to nothing is refused, for nothing divided by nothing counts as all', () => {
    fails(subnet(1), trim(0), ROOT, errors.TrimmingWouldExceedMaxImmunePercentage)
  })

  test('origin, window, existence and rate limit', () => {
    const ctx = subnet(1, 2, 3)
    fails(ctx, trim(3), asStranger, { type: 'BadOrigin' })
    succeeds(ctx, trim(3), asOwner)
    expect(TransactionKeyLastBlock.get(ctx, OWNER, NET, 9)).toBe(BigInt(BLOCK))
    fails(ctx, trim(2), asOwner, errors.TxRateLimitExceeded)
    goTo(ctx, BLOCK + 1)
    succeeds(ctx, trim(2), asOwner)
    freeze(ctx, NET)
    fails(ctx, trim(2), ROOT, errors.AdminActionProhibitedDuringWeightsWindow)
    unfreeze(ctx)
    fails(ctx, trim(2, NO_NET), ROOT, errors.SubnetNotExists)
  })
})
