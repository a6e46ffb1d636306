import { alphaRao, netUid, uid } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { drainPending } from '../../../../src/pallets/subtensor/coinbase/drain.ts'
import {
  PendingOwnerCut,
  PendingRootAlphaDivs,
  PendingServerEmission,
  PendingValidatorEmission,
} from '../../../../src/pallets/subtensor/storage/emission.ts'
import { Keys } from '../../../../src/pallets/subtensor/storage/neurons.ts'
import {
  BlocksSinceLastStep,
  LastEpochBlock,
  MaxEpochsPerBlock,
  PendingEpochAt,
  SubnetEpochIndex,
  Tempo,
} from '../../../../src/pallets/subtensor/storage/schedule.ts'
import { account, eventsOf, testContext } from '../../../helpers/test-context.ts'

const BLOCK = 100n

/** A subnet whose epoch is due, unless it has another tempo. */
function addSubnet(ctx: Context, id: number, tempo = 10): NetUid {
  const netuid = netUid(id)
  Tempo.set(ctx, netuid, tempo)
  LastEpochBlock.set(ctx, netuid, BLOCK - 10n)
  PendingServerEmission.set(ctx, netuid, alphaRao(1n))
  PendingValidatorEmission.set(ctx, netuid, alphaRao(2n))
  PendingRootAlphaDivs.set(ctx, netuid, alphaRao(3n))
  PendingOwnerCut.set(ctx, netuid, alphaRao(4n))
  return netuid
}

const drained = (ctx: Context, netuids: readonly NetUid[], block = BLOCK): readonly number[] =>
  drainPending(ctx, netuids, block).map(({ netuid }) => netuid)

describe('draining what is pending', () => {
  test('takes all four amounts of a subnet whose epoch is due and uses its slot', () => {
    const ctx = testContext()
    const netuid = addSubnet(ctx, 1)
    BlocksSinceLastStep.set(ctx, netuid, 9n)
    expect(drainPending(ctx, [netuid], BLOCK)).toEqual([
      { netuid, server: 1n, validator: 2n, root: 3n, ownerCut: 4n },
    ])
    expect(PendingServerEmission.get(ctx, netuid)).toBe(0n)
    expect(PendingServerEmission.has(ctx, netuid)).toBe(true)
    expect(PendingOwnerCut.get(ctx, netuid)).toBe(0n)
    expect(BlocksSinceLastStep.get(ctx, netuid)).toBe(0n)
    expect(LastEpochBlock.get(ctx, netuid)).toBe(BLOCK)
    expect(PendingEpochAt.has(ctx, netuid)).toBe(true)
    expect(SubnetEpochIndex.get(ctx, netuid)).toBe(1n)
  })

  test('only counts the block of a subnet whose epoch is not due', () => {
    const ctx = testContext()
    const netuid = addSubnet(ctx, 1, 11)
    expect(drained(ctx, [netuid])).toEqual([])
    expect(BlocksSinceLastStep.get(ctx, netuid)).toBe(1n)
    expect(LastEpochBlock.get(ctx, netuid)).toBe(BLOCK - 10n)
    expect(SubnetEpochIndex.has(ctx, netuid)).toBe(false)
  })

  test('defers epochs beyond the cap to the next block, in the order of the list', () => {
    const ctx = testContext()
    MaxEpochsPerBlock.set(ctx, 2)
    const netuids = [5, 3, 4].map((id) => addSubnet(ctx, id))
    expect(drained(ctx, netuids)).toEqual([3, 5])
    const deferred = netUid(4)
    expect(PendingEpochAt.get(ctx, deferred)).toBe(BLOCK + 1n)
    expect(LastEpochBlock.get(ctx, deferred)).toBe(BLOCK - 10n)
    expect(PendingServerEmission.get(ctx, deferred)).toBe(1n)
    expect(eventsOf(ctx)).toEqual([
      [
        'SubtensorModule.EpochDeferred',
        { netuid: deferred, from_block: BLOCK, to_block: BLOCK + 1n },
      ],
    ])
    expect(drained(ctx, netuids, BLOCK + 1n)).toEqual([4])
  })

  test('skips a subnet in which a hotkey has two uids, keeps its emission and uses the slot', () => {
    const ctx = testContext()
    MaxEpochsPerBlock.set(ctx, 1)
    const broken = addSubnet(ctx, 1)
    const whole = addSubnet(ctx, 2)
    Keys.set(ctx, broken, uid(0), account(1))
    Keys.set(ctx, broken, uid(1), account(1))
    // A skipped epoch does not count towards the cap.
    expect(drained(ctx, [broken, whole])).toEqual([2])
    expect(PendingServerEmission.get(ctx, broken)).toBe(1n)
    expect(BlocksSinceLastStep.get(ctx, broken)).toBe(1n)
    expect(LastEpochBlock.get(ctx, broken)).toBe(BLOCK)
    expect(SubnetEpochIndex.get(ctx, broken)).toBe(1n)
    expect(eventsOf(ctx)).toEqual([
      ['SubtensorModule.EpochSkipped', { netuid: broken, block: BLOCK }],
    ])
  })

  test('runs no epoch where none are allowed', () => {
    const ctx = testContext()
    MaxEpochsPerBlock.set(ctx, 0)
    expect(drained(ctx, [addSubnet(ctx, 1)])).toEqual([])
  })
})
