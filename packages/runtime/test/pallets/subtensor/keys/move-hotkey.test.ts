import { alphaRao, fixedFromRaw, hash, I96F32, mechId, U64F64, uid } from '@plexus/primitives'
import type { AccountId, Hash } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { swapVotingPower } from '../../../../src/pallets/subtensor/epoch/voting-power.ts'
import { adoptHotkey } from '../../../../src/pallets/subtensor/keys/ownership.ts'
import { appendNeuron } from '../../../../src/pallets/subtensor/registration/neurons.ts'
import { moveRootClaims } from '../../../../src/pallets/subtensor/root/move-claims.ts'
import {
  AlphaDividendsPerSubnet,
  TotalHotkeyAlphaLastEpoch,
} from '../../../../src/pallets/subtensor/storage/emission.ts'
import { MechanismCountCurrent } from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  AutoParentDelegationEnabled,
  AutoStakeDestination,
  AutoStakeDestinationColdkeys,
  ChildkeyTake,
} from '../../../../src/pallets/subtensor/storage/keys.ts'
import { LoadedEmission } from '../../../../src/pallets/subtensor/storage/legacy.ts'
import { SubnetOwnerHotkey } from '../../../../src/pallets/subtensor/storage/networks.ts'
import * as neurons from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { RootClaimable, RootClaimed } from '../../../../src/pallets/subtensor/storage/root-claim.ts'
import { Alpha, AlphaV2 } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { storageIndex } from '../../../../src/pallets/subtensor/types.ts'
import { succeeds } from '../../../helpers/expect-call.ts'
import { account } from '../../../helpers/test-context.ts'
import { asOwner, FIRST, OWNER, RIVAL, ROOT_NETUID } from '../economy-kit.ts'
import {
  accesses,
  expectSound,
  keysWorld,
  NEW,
  OLD,
  SECOND,
  stake,
  stakeIn,
  swapOn,
} from './keys-kit.ts'

const MECHANISMS = [0, 1].map((mechanism) => storageIndex(FIRST, mechId(mechanism)))
const AXON = {
  ...{ block: 7n, version: 1, ip: 2n, port: 3, ip_type: 4 },
  ...{ protocol: 5, placeholder1: 6, placeholder2: 7 },
}
const PROMETHEUS = { block: 8n, version: 1, ip: 2n, port: 3, ip_type: 4 }
const CERTIFICATE = { public_key: Uint8Array.of(1, 2), algorithm: 3 }
const commits = (byte: number): readonly (readonly [Hash, bigint, bigint, bigint])[] => [
  [hash(new Uint8Array(32).fill(byte)), 1n, 2n, 0n],
]

let ctx: Context
beforeEach(() => {
  ctx = keysWorld()
})

/** Everything that a subnet keeps of a neuron by its hotkey. */
function furnish(hotkey: AccountId): void {
  MechanismCountCurrent.set(ctx, FIRST, mechId(MECHANISMS.length))
  neurons.Axons.set(ctx, FIRST, hotkey, AXON)
  neurons.Prometheus.set(ctx, FIRST, hotkey, PROMETHEUS)
  neurons.NeuronCertificates.set(ctx, FIRST, hotkey, CERTIFICATE)
  for (const [at, index] of MECHANISMS.entries()) {
    neurons.WeightCommits.set(ctx, index, hotkey, commits(at))
  }
  LoadedEmission.set(ctx, FIRST, [
    [account(5), 1n, 2n],
    [hotkey, 3n, 4n],
  ])
}

/** What a subnet knows of a hotkey by name. */
const known = (hotkey: AccountId) => ({
  uid: neurons.Uids.get(ctx, FIRST, hotkey),
  axon: neurons.Axons.get(ctx, FIRST, hotkey),
  prometheus: neurons.Prometheus.get(ctx, FIRST, hotkey),
  certificate: neurons.NeuronCertificates.get(ctx, FIRST, hotkey),
  commits: MECHANISMS.map((index) => neurons.WeightCommits.get(ctx, index, hotkey)),
})
const NOTHING = {
  uid: undefined,
  axon: undefined,
  prometheus: undefined,
  certificate: undefined,
  commits: [undefined, undefined],
}

describe.each([undefined, FIRST])('a swap on %s of a neuron', (netuid) => {
  test('gives its uid and its data to the new hotkey', () => {
    appendNeuron(ctx, FIRST, OLD)
    furnish(OLD)
    succeeds(ctx, swapOn(netuid, { keepStake: true }), asOwner)
    expect(known(OLD)).toEqual(NOTHING)
    expect(known(NEW)).toEqual({
      uid: 1,
      axon: AXON,
      prometheus: PROMETHEUS,
      certificate: CERTIFICATE,
      commits: [commits(0), commits(1)],
    })
    expect(neurons.Keys.get(ctx, FIRST, uid(1))).toEqual(NEW)
    expect(neurons.IsNetworkMember.has(ctx, OLD, FIRST)).toBe(false)
    expect(neurons.IsNetworkMember.get(ctx, NEW, FIRST)).toBe(true)
    expect(LoadedEmission.get(ctx, FIRST)).toEqual([
      [account(5), 1n, 2n],
      [NEW, 3n, 4n],
    ])
    expectSound(ctx)
  })

  test('leaves data of a hotkey without uid where it is', () => {
    furnish(OLD)
    succeeds(ctx, swapOn(netuid), asOwner)
    expect(known(OLD).axon).toEqual(AXON)
    expect(known(NEW)).toEqual(NOTHING)
    expect(LoadedEmission.get(ctx, FIRST)?.[1]?.[0]).toEqual(OLD)
    expect(neurons.IsNetworkMember.has(ctx, NEW, FIRST)).toBe(true)
    expect(neurons.IsNetworkMember.get(ctx, NEW, FIRST)).toBe(false)
  })

  test('makes it the owner’s hotkey', () => {
    SubnetOwnerHotkey.set(ctx, FIRST, OLD)
    SubnetOwnerHotkey.set(ctx, SECOND, account(5))
    const events = succeeds(ctx, swapOn(netuid), asOwner)
    expect(events).toContainEqual(['SubtensorModule.SubnetOwnerHotkeySet', [FIRST, NEW]])
    expect(SubnetOwnerHotkey.get(ctx, FIRST)).toEqual(NEW)
    expect(SubnetOwnerHotkey.get(ctx, SECOND)).toEqual(account(5))
  })

  test('moves a childkey take that was set, and no other', () => {
    ChildkeyTake.set(ctx, OLD, FIRST, 99)
    succeeds(ctx, swapOn(netuid), asOwner)
    expect(ChildkeyTake.has(ctx, OLD, FIRST)).toBe(false)
    expect(ChildkeyTake.get(ctx, NEW, FIRST)).toBe(99)
    expect(ChildkeyTake.has(ctx, NEW, SECOND)).toBe(false)
  })

  test('lets coldkeys stake by themselves with the new hotkey; its own list is lost', () => {
    AutoStakeDestinationColdkeys.set(ctx, OLD, FIRST, [RIVAL, account(5)])
    AutoStakeDestination.set(ctx, RIVAL, FIRST, OLD)
    AutoStakeDestination.set(ctx, account(5), FIRST, OLD)
    AutoStakeDestinationColdkeys.set(ctx, NEW, FIRST, [account(6)])
    succeeds(ctx, swapOn(netuid), asOwner)
    expect(AutoStakeDestinationColdkeys.has(ctx, OLD, FIRST)).toBe(false)
    expect(AutoStakeDestinationColdkeys.get(ctx, NEW, FIRST)).toEqual([RIVAL, account(5)])
    for (const coldkey of [RIVAL, account(5)]) {
      expect(AutoStakeDestination.get(ctx, coldkey, FIRST)).toEqual(NEW)
    }
  })
})

describe('what is counted by stake', () => {
  const setUp = (): void => {
    TotalHotkeyAlphaLastEpoch.set(ctx, OLD, FIRST, alphaRao(10n))
    TotalHotkeyAlphaLastEpoch.set(ctx, NEW, FIRST, alphaRao(5n))
    AlphaDividendsPerSubnet.set(ctx, FIRST, OLD, alphaRao(20n))
    AlphaDividendsPerSubnet.set(ctx, FIRST, NEW, alphaRao(6n))
    neurons.VotingPower.set(ctx, FIRST, OLD, 30n)
    neurons.VotingPower.set(ctx, FIRST, NEW, 7n)
  }
  const counted = (hotkey: AccountId) => [
    TotalHotkeyAlphaLastEpoch.get(ctx, hotkey, FIRST),
    AlphaDividendsPerSubnet.get(ctx, FIRST, hotkey),
    neurons.VotingPower.get(ctx, FIRST, hotkey),
  ]

  test('is added to what the new hotkey has', () => {
    setUp()
    succeeds(ctx, swapOn(FIRST), asOwner)
    expect(counted(NEW)).toEqual([15n, 26n, 37n])
    expect(TotalHotkeyAlphaLastEpoch.has(ctx, OLD, FIRST)).toBe(false)
    expect(AlphaDividendsPerSubnet.has(ctx, FIRST, OLD)).toBe(false)
    expect(neurons.VotingPower.has(ctx, FIRST, OLD)).toBe(false)
  })

  test('is written also where it is nothing, but for voting power', () => {
    succeeds(ctx, swapOn(FIRST), asOwner)
    expect(TotalHotkeyAlphaLastEpoch.has(ctx, NEW, FIRST)).toBe(true)
    expect(AlphaDividendsPerSubnet.has(ctx, FIRST, NEW)).toBe(true)
    expect(neurons.VotingPower.has(ctx, FIRST, NEW)).toBe(false)
  })

  test('stays with the old hotkey when its stake stays', () => {
    setUp()
    succeeds(ctx, swapOn(FIRST, { keepStake: true }), asOwner)
    expect([counted(OLD), counted(NEW)]).toEqual([
      [10n, 20n, 30n],
      [5n, 6n, 7n],
    ])
  })

  test('stops at what a number can hold', () => {
    setUp()
    const most = 2n ** 64n - 1n
    neurons.VotingPower.set(ctx, FIRST, NEW, most)
    swapVotingPower(ctx, FIRST, OLD, NEW)
    expect(neurons.VotingPower.get(ctx, FIRST, NEW)).toBe(most)
  })
})

test('shares of the old kind move as those of the new kind', () => {
  stake(ctx, OLD, RIVAL, FIRST, 1_000n)
  // The same share as the map of old has it: 1,000 with 64 fraction bits.
  AlphaV2.remove(ctx, OLD, RIVAL, FIRST)
  Alpha.set(ctx, OLD, RIVAL, FIRST, fixedFromRaw(U64F64, 1_000n << 64n))
  expect(stakeIn(ctx, OLD, RIVAL, FIRST)).toBe(1_000n)
  succeeds(ctx, swapOn(FIRST), asOwner)
  expect(stakeIn(ctx, NEW, RIVAL, FIRST)).toBe(1_000n)
  expect(Alpha.has(ctx, OLD, RIVAL, FIRST)).toBe(false)
  expectSound(ctx)
})

describe('root claims', () => {
  const [half, one] = [fixedFromRaw(I96F32, I96F32.one / 2n), I96F32.one]
  const setUp = (): void => {
    stake(ctx, OLD, RIVAL, ROOT_NETUID, 1_000n)
    RootClaimable.set(ctx, OLD, [
      [FIRST, half],
      [SECOND, one],
    ])
    RootClaimed.set(ctx, FIRST, OLD, RIVAL, 7n)
    RootClaimed.set(ctx, SECOND, OLD, OWNER, 9n)
    AutoParentDelegationEnabled.set(ctx, OLD, false)
  }

  test.each([undefined, ROOT_NETUID])('follow the root stake in a swap on %s', (netuid) => {
    setUp()
    succeeds(ctx, swapOn(netuid), asOwner)
    expect(RootClaimable.has(ctx, OLD)).toBe(false)
    expect(RootClaimable.get(ctx, NEW)).toEqual([
      [FIRST, half],
      [SECOND, one],
    ])
    expect([...RootClaimed.entries(ctx)]).toHaveLength(2)
    expect(RootClaimed.get(ctx, FIRST, NEW, RIVAL)).toBe(7n)
    expect(RootClaimed.get(ctx, SECOND, NEW, OWNER)).toBe(9n)
    expect(AutoParentDelegationEnabled.has(ctx, OLD)).toBe(false)
    expect(AutoParentDelegationEnabled.get(ctx, NEW)).toBe(false)
    expect(stakeIn(ctx, NEW, RIVAL, ROOT_NETUID)).toBe(1_000n)
    expectSound(ctx)
  })

  test('stay in a swap on another subnet, and where the stake stays', () => {
    setUp()
    succeeds(ctx, swapOn(FIRST), asOwner)
    expect(RootClaimable.get(ctx, OLD)).toHaveLength(2)
    ctx = keysWorld()
    setUp()
    succeeds(ctx, swapOn(ROOT_NETUID, { keepStake: true }), asOwner)
    expect(RootClaimable.get(ctx, OLD)).toHaveLength(2)
    expect(RootClaimed.get(ctx, FIRST, OLD, RIVAL)).toBe(7n)
    expect(AutoParentDelegationEnabled.has(ctx, NEW)).toBe(false)
  })

  test('of two hotkeys are added up, by subnet', () => {
    setUp()
    RootClaimable.set(ctx, NEW, [
      [ROOT_NETUID, one],
      [FIRST, half],
    ])
    RootClaimed.set(ctx, FIRST, NEW, RIVAL, 2n ** 128n - 1n)
    expect(moveRootClaims(ctx, OLD, NEW)).toBe(2)
    expect(RootClaimable.get(ctx, NEW)).toEqual([
      [ROOT_NETUID, one],
      [FIRST, one],
      [SECOND, one],
    ])
    expect(RootClaimed.get(ctx, FIRST, NEW, RIVAL)).toBe(2n ** 128n - 1n)
  })

  test('an opt-out that was never said is not written', () => {
    succeeds(ctx, swapOn(ROOT_NETUID), asOwner)
    expect(AutoParentDelegationEnabled.has(ctx, NEW)).toBe(false)
    // The map of rates is, though empty.
    expect(RootClaimable.has(ctx, NEW)).toBe(true)
  })
})

test('the reference counts what there is to move', () => {
  adoptHotkey(ctx, OWNER, NEW)
  appendNeuron(ctx, FIRST, OLD)
  furnish(OLD)
  ChildkeyTake.set(ctx, OLD, FIRST, 99)
  SubnetOwnerHotkey.set(ctx, FIRST, OLD)
  const outcome = ctx.dispatch(swapOn(FIRST, { keepStake: true }), asOwner)
  // A swap without anything: 23 and 12. Six writes for the sums of the owner's locks. The uid 1 and
  // 3; metrics, axon, two commits, emission, certificate, take: 1 and 2 each; the owner 1 and 1.
  const [reads, writes] = [23n + 1n + 7n + 1n, 12n + 6n + 3n + 14n + 1n]
  expect(outcome.post.actualWeight).toEqual(accesses(reads, writes))
})
