import { alphaRao, hash, mechId, uid } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { adoptHotkey } from '../../../../src/pallets/subtensor/keys/ownership.ts'
import { registrationInvariants } from '../../../../src/pallets/subtensor/registration/invariants.ts'
import {
  appendNeuron,
  isRegistered,
  isRegisteredOnAny,
  registeredNetuids,
  setLastUpdate,
  uidOf,
} from '../../../../src/pallets/subtensor/registration/neurons.ts'
import {
  immortalNeurons,
  isNeuronImmune,
  neuronToPrune,
} from '../../../../src/pallets/subtensor/registration/prune.ts'
import { replaceNeuron } from '../../../../src/pallets/subtensor/registration/replace.ts'
import {
  ImmuneOwnerUidsLimit,
  ImmunityPeriod,
  MechanismCountCurrent,
  MinNonImmuneUids,
} from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  SubnetOwner,
  SubnetOwnerHotkey,
  SubnetworkN,
} from '../../../../src/pallets/subtensor/storage/networks.ts'
import * as neurons from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { storageIndex } from '../../../../src/pallets/subtensor/types.ts'
import { account } from '../../../helpers/test-context.ts'
import { atBlock, economy, FIRST, OWNER, ROOT_NETUID } from '../economy-kit.ts'

const HOTKEY = account(1)
const NEWCOMER = account(2)
const MAIN = storageIndex(FIRST, mechId(0))
const SECOND = storageIndex(FIRST, mechId(1))

/** A local network whose first subnet has so many more neurons, registered in blocks 11, 12, … */
function withNeurons(count: number): Context {
  const ctx = economy()
  for (let at = 0; at < count; at += 1) {
    atBlock(ctx, 11 + at)
    appendNeuron(ctx, FIRST, account(1 + at))
  }
  return ctx
}

const faults = (ctx: Context): readonly string[] =>
  registrationInvariants.flatMap((check) => check(ctx))

describe('appending a neuron', () => {
  test('writes an element of every vector but the stake weights, in each mechanism', () => {
    const ctx = economy()
    MechanismCountCurrent.set(ctx, FIRST, mechId(2))
    atBlock(ctx, 9)
    expect(appendNeuron(ctx, FIRST, HOTKEY)).toBe(1)
    expect(SubnetworkN.get(ctx, FIRST)).toBe(2)
    expect(neurons.Active.get(ctx, FIRST)).toEqual([true, true])
    expect(neurons.Emission.get(ctx, FIRST)).toEqual([0n, 0n])
    expect(neurons.Consensus.get(ctx, FIRST)).toEqual([0, 0])
    expect(neurons.Dividends.get(ctx, FIRST)).toEqual([0, 0])
    expect(neurons.ValidatorTrust.get(ctx, FIRST)).toEqual([0, 0])
    expect(neurons.ValidatorPermit.get(ctx, FIRST)).toEqual([false, false])
    expect(neurons.StakeWeight.has(ctx, FIRST)).toBe(false)
    expect(neurons.Incentive.get(ctx, MAIN)).toEqual([0, 0])
    // A mechanism that came later lags behind; its times of update are filled up.
    expect(neurons.Incentive.get(ctx, SECOND)).toEqual([0])
    expect(neurons.LastUpdate.get(ctx, MAIN)).toEqual([0n, 9n])
    expect(neurons.LastUpdate.get(ctx, SECOND)).toEqual([0n, 9n])
    expect(neurons.BlockAtRegistration.get(ctx, FIRST, uid(1))).toBe(9n)
    expect(faults(ctx)).toEqual([])
  })

  test('makes uid and hotkey lead to each other', () => {
    const ctx = withNeurons(1)
    expect(uidOf(ctx, FIRST, HOTKEY)).toBe(1)
    expect(neurons.Keys.get(ctx, FIRST, uid(1))).toEqual(HOTKEY)
    expect(isRegistered(ctx, FIRST, HOTKEY)).toBe(true)
    expect(isRegistered(ctx, ROOT_NETUID, HOTKEY)).toBe(false)
    expect(registeredNetuids(ctx, HOTKEY)).toEqual([FIRST])
    expect(isRegisteredOnAny(ctx, HOTKEY)).toBe(true)
    expect(isRegisteredOnAny(ctx, NEWCOMER)).toBe(false)
    expect(uidOf(ctx, FIRST, NEWCOMER)).toBeUndefined()
  })
})

describe('the time of the last update', () => {
  test('is not written for a uid that the subnet does not have', () => {
    const ctx = economy()
    setLastUpdate(ctx, FIRST, MAIN, uid(1), 5n)
    expect(neurons.LastUpdate.get(ctx, MAIN)).toEqual([0n])
  })

  test('stays where the list is longer than the subnet', () => {
    const ctx = economy()
    neurons.LastUpdate.set(ctx, MAIN, [1n, 2n, 3n])
    setLastUpdate(ctx, FIRST, MAIN, uid(1), 5n)
    expect(neurons.LastUpdate.get(ctx, MAIN)).toEqual([1n, 5n, 3n])
  })
})

describe('replacing a neuron', () => {
  /** Everything that a neuron can have, at uid 1 and 2. */
  function seasoned(): Context {
    const ctx = withNeurons(2)
    MechanismCountCurrent.set(ctx, FIRST, mechId(2))
    neurons.Active.set(ctx, FIRST, [true, false, false])
    neurons.Emission.set(ctx, FIRST, [alphaRao(1n), alphaRao(2n), alphaRao(3n)])
    neurons.Consensus.set(ctx, FIRST, [1, 2, 3])
    neurons.Dividends.set(ctx, FIRST, [1, 2, 3])
    neurons.ValidatorTrust.set(ctx, FIRST, [1, 2, 3])
    neurons.ValidatorPermit.set(ctx, FIRST, [true, true, true])
    neurons.StakeWeight.set(ctx, FIRST, [1])
    for (const index of [MAIN, SECOND]) {
      neurons.Incentive.set(ctx, index, [1, 2, 3])
      neurons.LastUpdate.set(ctx, index, [1n, 2n, 3n])
      for (const at of [0, 1, 2]) {
        neurons.Weights.set(ctx, index, uid(at), [
          [1, 10],
          [2, 20],
        ])
        neurons.Bonds.set(ctx, index, uid(at), [[1, 10]])
      }
    }
    const endpoint = { block: 1n, version: 1, ip: 1n, port: 1, ip_type: 4 }
    const rest = { protocol: 0, placeholder1: 0, placeholder2: 0 }
    neurons.Axons.set(ctx, FIRST, HOTKEY, { ...endpoint, ...rest })
    neurons.Prometheus.set(ctx, FIRST, HOTKEY, endpoint)
    const public_key = Uint8Array.of(1)
    neurons.NeuronCertificates.set(ctx, FIRST, HOTKEY, { algorithm: 1, public_key })
    neurons.AssociatedEvmAddress.set(ctx, FIRST, uid(1), [
      hash(new Uint8Array(32)).slice(0, 20),
      1n,
    ])
    return ctx
  }

  test('leaves nothing of the old one, nor of what others thought of it', () => {
    const ctx = seasoned()
    atBlock(ctx, 50)
    replaceNeuron(ctx, FIRST, uid(1), account(9))
    expect(neurons.Active.get(ctx, FIRST)).toEqual([true, true, false])
    expect(neurons.Emission.get(ctx, FIRST)).toEqual([1n, 0n, 3n])
    expect(neurons.Consensus.get(ctx, FIRST)).toEqual([1, 0, 3])
    expect(neurons.Dividends.get(ctx, FIRST)).toEqual([1, 0, 3])
    expect(neurons.ValidatorTrust.get(ctx, FIRST)).toEqual([1, 0, 3])
    expect(neurons.ValidatorPermit.get(ctx, FIRST)).toEqual([true, false, true])
    expect(neurons.StakeWeight.get(ctx, FIRST), 'too short to have one').toEqual([1])
    for (const index of [MAIN, SECOND]) {
      expect(neurons.Incentive.get(ctx, index)).toEqual([1, 0, 3])
      expect(neurons.LastUpdate.get(ctx, index)).toEqual([1n, 50n, 3n])
      expect(neurons.Weights.has(ctx, index, uid(1))).toBe(false)
      expect(neurons.Bonds.has(ctx, index, uid(1))).toBe(false)
      for (const at of [0, 2]) {
        const row = [
          [1, 0],
          [2, 20],
        ]
        expect(neurons.Weights.get(ctx, index, uid(at))).toEqual(row)
        // Bonds to the old neuron stay until the next epoch.
        expect(neurons.Bonds.get(ctx, index, uid(at))).toEqual([[1, 10]])
      }
    }
    expect(neurons.Axons.has(ctx, FIRST, HOTKEY)).toBe(false)
    expect(neurons.Prometheus.has(ctx, FIRST, HOTKEY)).toBe(false)
    expect(neurons.NeuronCertificates.has(ctx, FIRST, HOTKEY)).toBe(false)
    expect(neurons.AssociatedEvmAddress.has(ctx, FIRST, uid(1))).toBe(false)
    expect(neurons.BlockAtRegistration.get(ctx, FIRST, uid(1))).toBe(50n)
    expect([uidOf(ctx, FIRST, HOTKEY), uidOf(ctx, FIRST, account(9))]).toEqual([undefined, 1])
    expect(isRegisteredOnAny(ctx, HOTKEY)).toBe(false)
    expect(SubnetworkN.get(ctx, FIRST)).toBe(3)
    expect(faults(ctx)).toEqual([])
  })

  test('does nothing where the old one is the hotkey of the owner', () => {
    const ctx = seasoned()
    SubnetOwnerHotkey.set(ctx, FIRST, HOTKEY)
    const before = ctx.state.changes()
    replaceNeuron(ctx, FIRST, uid(1), account(9))
    expect(ctx.state.changes()).toEqual(before)
  })
})

describe('who gives way in a full subnet', () => {
  /** Uids 0 to 3, registered in blocks 0, 11, 12, 13; now is block 100, and nobody is immune. */
  function full(): Context {
    const ctx = withNeurons(3)
    atBlock(ctx, 100)
    ImmunityPeriod.set(ctx, FIRST, 50)
    MinNonImmuneUids.set(ctx, FIRST, 0)
    SubnetOwner.set(ctx, FIRST, OWNER)
    return ctx
  }
  const emit = (ctx: Context, ...amounts: readonly bigint[]): void =>
    neurons.Emission.set(ctx, FIRST, amounts.map(alphaRao))

  test('the least emission, then the longest registered, then the lowest uid', () => {
    const ctx = full()
    emit(ctx, 5n, 3n, 2n, 4n)
    expect(neuronToPrune(ctx, FIRST)).toBe(2)
    emit(ctx, 5n, 3n, 3n, 4n)
    expect(neuronToPrune(ctx, FIRST)).toBe(1)
    neurons.BlockAtRegistration.set(ctx, FIRST, uid(1), 12n)
    expect(neuronToPrune(ctx, FIRST)).toBe(1)
    neurons.BlockAtRegistration.set(ctx, FIRST, uid(1), 13n)
    expect(neuronToPrune(ctx, FIRST)).toBe(2)
    // What has no emission on record has none.
    emit(ctx, 5n, 3n)
    expect(neuronToPrune(ctx, FIRST)).toBe(2)
  })

  test('an immune one only where too few others would remain', () => {
    const ctx = full()
    emit(ctx, 5n, 3n, 2n, 1n)
    neurons.BlockAtRegistration.set(ctx, FIRST, uid(3), 51n)
    expect(isNeuronImmune(ctx, FIRST, uid(3))).toBe(true)
    expect(neuronToPrune(ctx, FIRST)).toBe(2)
    MinNonImmuneUids.set(ctx, FIRST, 2)
    expect(neuronToPrune(ctx, FIRST), 'three are more than two').toBe(2)
    MinNonImmuneUids.set(ctx, FIRST, 3)
    expect(neuronToPrune(ctx, FIRST), 'three are not more than three').toBe(3)
    neurons.BlockAtRegistration.set(ctx, FIRST, uid(3), 50n)
    expect(isNeuronImmune(ctx, FIRST, uid(3)), 'fifty blocks have passed').toBe(false)
    MinNonImmuneUids.set(ctx, FIRST, 4)
    expect(neuronToPrune(ctx, FIRST), 'nobody is immune').toBeUndefined()
  })

  test('nobody in an empty network', () => {
    expect(neuronToPrune(full(), ROOT_NETUID)).toBeUndefined()
  })

  test('never the hotkey of the owner, nor as many of its oldest as the subnet says', () => {
    const ctx = full()
    for (const byte of [1, 2, 3]) adoptHotkey(ctx, OWNER, account(byte))
    emit(ctx, 9n, 1n, 2n, 3n)
    const uids = (): readonly number[] =>
      immortalNeurons(ctx, FIRST, OWNER).map((neuron) => neuron.uid)
    expect(uids(), 'one by default, the oldest').toEqual([1])
    expect(neuronToPrune(ctx, FIRST)).toBe(2)
    ImmuneOwnerUidsLimit.set(ctx, FIRST, 2)
    expect(uids()).toEqual([1, 2])
    expect(neuronToPrune(ctx, FIRST)).toBe(3)
    SubnetOwnerHotkey.set(ctx, FIRST, account(3))
    expect(uids(), "the owner's hotkey comes first").toEqual([3, 1])
    expect(neuronToPrune(ctx, FIRST)).toBe(2)
    SubnetOwnerHotkey.set(ctx, FIRST, account(2))
    expect(uids(), 'it is on the list already').toEqual([1, 2])
    ImmuneOwnerUidsLimit.set(ctx, FIRST, 0)
    expect(uids()).toEqual([])
    expect(neuronToPrune(ctx, FIRST)).toBe(1)
  })

  test('hotkeys of the owner without a uid do not count', () => {
    const ctx = full()
    const stranger: AccountId = account(40)
    adoptHotkey(ctx, OWNER, stranger)
    SubnetOwnerHotkey.set(ctx, FIRST, stranger)
    expect(immortalNeurons(ctx, FIRST, OWNER)).toEqual([])
  })
})

describe('the invariants', () => {
  const BREAKS: Readonly<Record<string, (ctx: Context) => void>> = {
    'a uid that leads to another hotkey': (ctx) => neurons.Uids.set(ctx, FIRST, HOTKEY, 0),
    'a hotkey that is gone': (ctx) => neurons.Keys.remove(ctx, FIRST, uid(1)),
    'a uid too many': (ctx) => neurons.Uids.set(ctx, FIRST, account(7), 7),
    'a member without a uid': (ctx) => neurons.IsNetworkMember.set(ctx, account(7), FIRST, true),
    'a size that does not fit': (ctx) => SubnetworkN.set(ctx, FIRST, 1),
    'a vector that is short': (ctx) => neurons.Active.set(ctx, FIRST, [true]),
    'an incentive too many': (ctx) => neurons.Incentive.set(ctx, MAIN, [0, 0, 0]),
    'a stake weight too many': (ctx) => neurons.StakeWeight.set(ctx, FIRST, [0, 0, 0]),
    'no block of registration': (ctx) => neurons.BlockAtRegistration.remove(ctx, FIRST, uid(1)),
  }

  test('hold in a new network', () => {
    expect(faults(withNeurons(1))).toEqual([])
  })

  test.each(Object.entries(BREAKS))('find %s', (_, breakIt) => {
    const ctx = withNeurons(1)
    breakIt(ctx)
    expect(faults(ctx)).not.toEqual([])
  })
})
