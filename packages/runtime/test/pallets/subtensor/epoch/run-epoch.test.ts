import { alphaRao, compareBytes, mechId, uid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { isEpochStateConsistent } from '../../../../src/pallets/subtensor/epoch/consistency.ts'
import { epochInput } from '../../../../src/pallets/subtensor/epoch/input.ts'
import {
  epochInvariants,
  epochTransitions,
} from '../../../../src/pallets/subtensor/epoch/invariants.ts'
import { mechanismEmissions, runEpoch } from '../../../../src/pallets/subtensor/epoch/run-epoch.ts'
import * as parameters from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import { NetworksAdded } from '../../../../src/pallets/subtensor/storage/networks.ts'
import * as neurons from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { SubnetEpochIndex } from '../../../../src/pallets/subtensor/storage/schedule.ts'
import { storageIndex } from '../../../../src/pallets/subtensor/types.ts'
import { eventsOf } from '../../../helpers/test-context.ts'
import { epochVectors, hotkeyOf, loadEpoch, NETUID } from './epoch-vectors.ts'
import type { EpochVector } from './epoch-vectors.ts'

/** Every kind of epoch; the largest are run by the tests of the maths alone. */
const cases = epochVectors.filter(({ in: { n } }) => n <= 64)

const vectorOf = (id: string): EpochVector => {
  const found = epochVectors.find((each) => each.class === id)
  if (found === undefined) throw new Error(`no recorded epoch is of class ${id}`)
  return found
}

describe('a recorded epoch, loaded into storage and run', () => {
  test.each(cases.map((each) => [each.id, each] as const))('%s', (_, vector) => {
    const ctx = loadEpoch(vector)
    const paid = runEpoch(ctx, NETUID, alphaRao(BigInt(vector.in.emission)))
    expect(storedVectors(ctx)).toEqual(expectedVectors(vector))
    expect(storedMechanisms(ctx, vector)).toEqual(expectedMechanisms(vector))
    expect(paid).toEqual(expectedPay(vector))
    const keys = expectedKeys(ctx, vector)
    expect(keys.filter((key) => ctx.state.get(key) === undefined)).toEqual([])
    expect([...ctx.state.changes().keys()].filter((key) => !keys.includes(key))).toEqual([])
    expect(eventsOf(ctx)).toEqual(expectedEvents(vector))
  })
})

describe('an epoch', () => {
  test('reads the same input from the same state again', () => {
    const vector = vectorOf('small')
    const emission = alphaRao(BigInt(vector.in.emission))
    const read = (ctx: Context): unknown => epochInput(ctx, NETUID, mechId(0), emission)
    expect(read(loadEpoch(vector))).toEqual(read(loadEpoch(vector)))
    expect(read(loadEpoch(vector))).toMatchObject({ n: vector.in.n, emission })
  })

  test('splits its emission by parts of 65,535, the rest to the first mechanism', () => {
    const ctx = loadEpoch(vectorOf('small'))
    const parts = (): readonly bigint[] => mechanismEmissions(ctx, NETUID, alphaRao(100n))
    parameters.MechanismCountCurrent.set(ctx, NETUID, mechId(3))
    expect(parts()).toEqual([34n, 33n, 33n])
    // floor(100 · 32767 / 65535) = 49, and 100 − 49 for the first.
    parameters.MechanismEmissionSplit.set(ctx, NETUID, [32_768, 32_767])
    expect(parts()).toEqual([51n, 49n, 0n])
  })

  test('of a subnet without mechanisms, which only Root can write, gives nothing', () => {
    const ctx = loadEpoch(vectorOf('small'))
    parameters.MechanismCountCurrent.set(ctx, NETUID, mechId(0))
    expect(runEpoch(ctx, NETUID, alphaRao(100n))).toEqual([])
    expect(neurons.Active.get(ctx, NETUID)).toEqual([])
  })

  test('takes rows that Root wrote: cut off where too long, left out where they are none', () => {
    const vector = vectorOf('healthy')
    const plain = loadEpoch(vector)
    const written = loadEpoch(vector)
    const index = storageIndex(NETUID, mechId(0))
    const key = neurons.Weights.key(written, index, uid(0))
    const bytes = written.state.get(key)
    if (bytes === undefined) throw new Error('the first neuron sets no weights')
    written.state.set(key, Uint8Array.of(...bytes, 1, 2, 3))
    const read = (ctx: Context): unknown => epochInput(ctx, NETUID, mechId(0), alphaRao(1n))
    expect(read(written)).toEqual(read(plain))
    for (const garbage of [[], [3], [8, 1, 0]]) {
      written.state.set(key, Uint8Array.from(garbage))
      expect(epochInput(written, NETUID, mechId(0), alphaRao(1n)).weights[0]).toEqual(
        Uint8Array.of(0),
      )
    }
  })

  test('is not run where two uids have one hotkey', () => {
    const ctx = loadEpoch(vectorOf('small'))
    expect(isEpochStateConsistent(ctx, NETUID)).toBe(true)
    neurons.Keys.set(ctx, NETUID, uid(1), hotkeyOf(0))
    expect(isEpochStateConsistent(ctx, NETUID)).toBe(false)
  })

  test('leaves vectors of the right length and no surplus of permits', () => {
    for (const vector of [vectorOf('healthy'), vectorOf('degenerate/topk-ties')]) {
      const ctx = loadEpoch(vector)
      NetworksAdded.set(ctx, NETUID, true)
      runEpoch(ctx, NETUID, alphaRao(BigInt(vector.in.emission)))
      expect(faults(ctx), vector.id).toEqual([])
    }
  })
})

test('the invariants tell of vectors of the wrong length', () => {
  const ctx = loadEpoch(vectorOf('healthy'))
  NetworksAdded.set(ctx, NETUID, true)
  runEpoch(ctx, NETUID, alphaRao(1n))
  const n = neurons.Active.get(ctx, NETUID).length
  neurons.Active.set(ctx, NETUID, [])
  neurons.StakeWeight.set(
    ctx,
    NETUID,
    Array.from({ length: n + 1 }, () => 0),
  )
  neurons.Incentive.set(
    ctx,
    storageIndex(NETUID, mechId(0)),
    Array.from({ length: n + 2 }, () => 0),
  )
  expect(faults(ctx)).toEqual([
    `subnet 5 has ${n} neurons, and 0 elements in Active`,
    `subnet 5 has ${n} neurons, and ${n + 2} elements in Incentive of 5`,
    `subnet 5 has ${n} neurons, and ${n + 1} elements in StakeWeight`,
  ])
})

test('the invariants tell of an epoch that gives too many permits', () => {
  const [before, after] = [loadEpoch(vectorOf('healthy')), loadEpoch(vectorOf('healthy'))]
  for (const ctx of [before, after]) NetworksAdded.set(ctx, NETUID, true)
  SubnetEpochIndex.set(after, NETUID, SubnetEpochIndex.get(before, NETUID) + 1n)
  const told = (): readonly string[] =>
    epochTransitions.flatMap((check) => check({ before, after }))
  const allow = (count: number): void => parameters.MaxAllowedValidators.set(before, NETUID, count)
  const permits = [true, true, true]
  neurons.ValidatorPermit.set(before, NETUID, [])
  neurons.ValidatorPermit.set(after, NETUID, permits)
  // One more than allowed may be the owner's.
  allow(2)
  expect(told()).toEqual([])
  allow(1)
  expect(told()).toEqual(['subnet 5 has 3 validators of at most 2, 0 before'])
})

const faults = (ctx: Context): readonly string[] => epochInvariants.flatMap((check) => check(ctx))

const flags = (values: readonly number[]): readonly boolean[] => values.map((each) => each === 1)

function storedVectors(ctx: Context): Readonly<Record<string, unknown>> {
  return {
    active: neurons.Active.get(ctx, NETUID),
    validatorPermit: neurons.ValidatorPermit.get(ctx, NETUID),
    stakeWeight: neurons.StakeWeight.get(ctx, NETUID),
    consensus: neurons.Consensus.get(ctx, NETUID),
    validatorTrust: neurons.ValidatorTrust.get(ctx, NETUID),
    dividends: neurons.Dividends.get(ctx, NETUID),
    emission: neurons.Emission.get(ctx, NETUID).map(String),
  }
}

function expectedVectors({ out: { final } }: EpochVector): Readonly<Record<string, unknown>> {
  const { active, validatorPermit, stakeWeight, consensus, validatorTrust, dividends } = final
  return {
    active: flags(active),
    validatorPermit: flags(validatorPermit),
    stakeWeight,
    consensus,
    validatorTrust,
    dividends,
    emission: final.emission,
  }
}

function storedMechanisms(ctx: Context, vector: EpochVector): unknown {
  return vector.in.mechanisms.map((_, mechanism) => {
    const index = storageIndex(NETUID, mechId(mechanism))
    const bonds = [...neurons.Bonds.entries(ctx, index)]
      .map(([[, of], row]) => [of, row.flat()] as const)
      .filter(([, flat]) => flat.length > 0)
      .sort(([a], [b]) => a - b)
    return { incentive: neurons.Incentive.get(ctx, index), bonds }
  })
}

const expectedMechanisms = ({ out }: EpochVector): unknown =>
  out.mechanisms.map(({ incentive, bonds }) => ({ incentive, bonds }))

/** The hotkeys behind the positions of the stored vectors. */
const heldUids = ({ in: { n }, out: { final } }: EpochVector): readonly number[] =>
  final.uids ?? Array.from({ length: n }, (_, each) => each)

function expectedPay(vector: EpochVector): unknown {
  const { serverEmission, validatorEmission } = vector.out.final
  return heldUids(vector)
    .map((each, position) => ({
      hotkey: hotkeyOf(each),
      incentive: BigInt(serverEmission[position] ?? ''),
      dividend: BigInt(validatorEmission[position] ?? ''),
    }))
    .sort((a, b) => compareBytes(a.hotkey, b.hotkey))
}

/** The seven vectors of the subnet; for each mechanism its incentive and a row of bonds for each uid. */
/** What an epoch writes, be it as it was before. */
function expectedKeys(ctx: Context, vector: EpochVector): readonly string[] {
  const { Active, Consensus, Dividends, Emission, StakeWeight } = neurons
  const { ValidatorPermit, ValidatorTrust, Incentive, Bonds } = neurons
  const shared = [Active, Consensus, Dividends, Emission, StakeWeight].map((each) =>
    each.key(ctx, NETUID),
  )
  const permits = [ValidatorPermit, ValidatorTrust].map((each) => each.key(ctx, NETUID))
  const own = vector.in.mechanisms.flatMap((_, mechanism) => {
    const index = storageIndex(NETUID, mechId(mechanism))
    const rows = heldUids(vector).map((__, position) => Bonds.key(ctx, index, uid(position)))
    return [Incentive.key(ctx, index), ...rows]
  })
  return [...shared, ...permits, ...own]
}

function expectedEvents({ in: { mechanisms }, out }: EpochVector): unknown {
  return mechanisms.map((_, mechanism) => {
    const own = out.mechanisms[mechanism]?.serverEmission ?? out.final.serverEmission
    const index = storageIndex(NETUID, mechId(mechanism))
    const value = { netuid: index, emissions: own.map(BigInt) }
    return ['SubtensorModule.IncentiveAlphaEmittedToMiners', value]
  })
}
