import { alphaRao, saturatingFromInteger, uid, U64F64 } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { changeSubnetOwnerIfNeeded } from '../../../../src/pallets/subtensor/locks/change-owner.ts'
import {
  mostConvincing,
  totalConviction,
} from '../../../../src/pallets/subtensor/locks/conviction.ts'
import { MaxAllowedUids } from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import { Owner } from '../../../../src/pallets/subtensor/storage/keys.ts'
import {
  DecayingHotkeyLock,
  DecayingOwnerLock,
  HotkeyLock,
  OwnerLock,
} from '../../../../src/pallets/subtensor/storage/locks.ts'
import {
  NetworkRegisteredAt,
  SubnetOwner,
  SubnetOwnerHotkey,
} from '../../../../src/pallets/subtensor/storage/networks.ts'
import { Keys, Uids } from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { SubnetAlphaOut } from '../../../../src/pallets/subtensor/storage/pools.ts'
import { BlockNumber } from '../../../../src/pallets/system/storage.ts'
import { account, eventsDuring } from '../../../helpers/test-context.ts'
import {
  EVEN,
  friend,
  hotkey,
  ONE,
  otherHotkey,
  owner,
  stakingWorld,
} from '../staking/staking-kit.ts'

let ctx: Context
/** A year of blocks: 7,200 a day, and a quarter of a day. */
const YEAR = 2_629_800
const NOW = BigInt(YEAR)
const ALPHA_OUT = 1_000n * ONE

const sum = (mass: bigint, conviction: bigint) => ({
  locked_mass: mass,
  conviction: saturatingFromInteger(U64F64, conviction),
  last_update: NOW,
})

/** The hotkey of `owner` owns the subnet; that of `friend` has all the conviction it takes. */
beforeEach(() => {
  ctx = stakingWorld()
  BlockNumber.set(ctx, YEAR)
  NetworkRegisteredAt.set(ctx, EVEN, 0n)
  SubnetAlphaOut.set(ctx, EVEN, alphaRao(ALPHA_OUT))
  SubnetOwner.set(ctx, EVEN, owner)
  SubnetOwnerHotkey.set(ctx, EVEN, hotkey)
  Owner.set(ctx, otherHotkey, friend)
  HotkeyLock.set(ctx, EVEN, otherHotkey, sum(300n * ONE, 90n * ONE))
  DecayingHotkeyLock.set(ctx, EVEN, otherHotkey, sum(50n * ONE, 10n * ONE))
})

const change = () => eventsDuring(ctx, () => changeSubnetOwnerIfNeeded(ctx, EVEN))

test('gives the subnet to the coldkey whose hotkey convinces most', () => {
  const events = change()
  const value = { netuid: EVEN, old_coldkey: owner, new_coldkey: friend }
  expect(events).toEqual([['SubtensorModule.SubnetOwnerChanged', value]])
  expect(SubnetOwner.get(ctx, EVEN)).toEqual(friend)
  expect(SubnetOwnerHotkey.get(ctx, EVEN)).toEqual(otherHotkey)
  expect(Uids.get(ctx, EVEN, otherHotkey)).toBe(uid(0))
  expect(Keys.get(ctx, EVEN, uid(0))).toEqual(otherHotkey)
})

test('the sums change their roles, and the new owner’s conviction is its mass', () => {
  OwnerLock.set(ctx, EVEN, sum(7n * ONE, 7n * ONE))
  DecayingOwnerLock.set(ctx, EVEN, sum(5n * ONE, 5n * ONE))
  HotkeyLock.set(ctx, EVEN, hotkey, sum(2n * ONE, ONE))
  change()
  expect(HotkeyLock.get(ctx, EVEN, hotkey)).toEqual(sum(9n * ONE, 8n * ONE))
  expect(DecayingHotkeyLock.get(ctx, EVEN, hotkey)).toEqual(sum(5n * ONE, 5n * ONE))
  expect(OwnerLock.get(ctx, EVEN)).toEqual(sum(300n * ONE, 300n * ONE))
  expect(DecayingOwnerLock.get(ctx, EVEN)).toEqual(sum(50n * ONE, 50n * ONE))
  expect(HotkeyLock.has(ctx, EVEN, otherHotkey)).toBe(false)
  expect(DecayingHotkeyLock.has(ctx, EVEN, otherHotkey)).toBe(false)
})

describe('nothing happens', () => {
  test.each<readonly [string, () => void]>([
    ['within the first year', () => NetworkRegisteredAt.set(ctx, EVEN, 1n)],
    ['without outstanding alpha', () => SubnetAlphaOut.set(ctx, EVEN, alphaRao(0n))],
    [
      'with less than a tenth of it in conviction',
      () => SubnetAlphaOut.set(ctx, EVEN, alphaRao(ALPHA_OUT + 1n)),
    ],
    ['where nobody owns the hotkey', () => Owner.remove(ctx, otherHotkey)],
    ['where the owner owns the hotkey', () => Owner.set(ctx, otherHotkey, owner)],
    ['without a seat', () => MaxAllowedUids.set(ctx, EVEN, 0)],
    ['where the owner convinces more', () => OwnerLock.set(ctx, EVEN, sum(101n * ONE, 101n * ONE))],
  ])('%s', (_, arrange) => {
    arrange()
    const before = ctx.state.changes()
    expect(change()).toEqual([])
    expect(ctx.state.changes()).toEqual(before)
  })
})

describe('conviction', () => {
  const third = account(33)

  test('is added up over all sums of a hotkey', () => {
    HotkeyLock.set(ctx, EVEN, third, sum(99n * ONE, 99n * ONE))
    expect(mostConvincing(ctx, EVEN)).toEqual(otherHotkey)
    expect(totalConviction(ctx, EVEN)).toBe(saturatingFromInteger(U64F64, 199n * ONE))
  })

  test.each<readonly [AccountId, AccountId]>([
    [third, third],
    [account(4), otherHotkey],
  ])('of equals the last by its bytes counts (%#)', (rival, winner) => {
    HotkeyLock.set(ctx, EVEN, rival, sum(100n * ONE, 100n * ONE))
    expect(mostConvincing(ctx, EVEN)).toEqual(winner)
  })
})
