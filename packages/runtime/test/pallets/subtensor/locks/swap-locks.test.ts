import { alphaRao, fixedFromRaw, saturatingFromInteger, U64F64 } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { moduleError } from '../../../../src/frame/error.ts'
import { signed } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { lockStake } from '../../../../src/pallets/subtensor/locks/calls/lock.ts'
import { setPerpetualLock } from '../../../../src/pallets/subtensor/locks/calls/settings.ts'
import { swapColdkeyLocks } from '../../../../src/pallets/subtensor/locks/swap-coldkey-locks.ts'
import { swapHotkeyLocks } from '../../../../src/pallets/subtensor/locks/swap-hotkey-locks.ts'
import { locksAreListed } from '../../../../src/pallets/subtensor/staking/invariants.ts'
import {
  AccountFlags,
  DecayingHotkeyLock,
  DecayingLock,
  DecayingOwnerLock,
  HotkeyLock,
  Lock,
  LockingColdkeys,
  OwnerLock,
} from '../../../../src/pallets/subtensor/storage/locks.ts'
import { SubnetOwnerHotkey } from '../../../../src/pallets/subtensor/storage/networks.ts'
import { succeeds } from '../../../helpers/expect-call.ts'
import { accesses } from '../keys/keys-kit.ts'
import {
  EVEN,
  friend,
  giveStake,
  HALF_PRICE,
  hotkey,
  ONE,
  otherHotkey,
  skipBlocks,
  staker,
  stakingWorld,
  stray,
} from '../staking/staking-kit.ts'

let ctx: Context
const NOW = 1_000n
const MASS = 1_000n * ONE
const DAY = 7_200
/** After a day, from 1,000 alpha (see roll-forward.test.ts). */
const LATER = { mass: 992_327_943_103n, conviction: 140_980_184_482_105_274_000_000_000_000n }
/** Blocks after which less than dust is left of 1,000 alpha: e^-33 of 10^12 is below 100. */
const AGES = 934_866 * 33

const state = (locked_mass: bigint, conviction = 0n, last_update = NOW) => ({
  locked_mass,
  conviction: fixedFromRaw(U64F64, conviction),
  last_update,
})
const convinced = (mass: bigint, last_update = NOW) =>
  state(mass, saturatingFromInteger(U64F64, mass), last_update)

const lock = (amount: bigint, who: AccountId = staker, on: AccountId = hotkey, netuid = EVEN) =>
  succeeds(ctx, lockStake.with({ hotkey: on, netuid, amount: alphaRao(amount) }), signed(who))
const keep = (who: AccountId, netuid: NetUid = EVEN) =>
  succeeds(ctx, setPerpetualLock.with({ netuid, enabled: true }), signed(who))

beforeEach(() => {
  ctx = stakingWorld()
  giveStake(ctx, EVEN, MASS)
  SubnetOwnerHotkey.set(ctx, EVEN, stray)
})

describe('the locks on a hotkey that is swapped', () => {
  const swap = (netuids: readonly NetUid[] = [EVEN]) =>
    swapHotkeyLocks(ctx, netuids, hotkey, otherHotkey)

  test('go to the other as they are now, with their conviction, and so does their sum', () => {
    lock(MASS)
    skipBlocks(ctx, DAY)
    swap()
    const moved = state(LATER.mass, LATER.conviction, NOW + BigInt(DAY))
    expect(Lock.get(ctx, staker, EVEN, otherHotkey)).toEqual(moved)
    expect(Lock.has(ctx, staker, EVEN, hotkey)).toBe(false)
    expect(DecayingHotkeyLock.get(ctx, EVEN, otherHotkey)).toEqual(moved)
    expect(DecayingHotkeyLock.has(ctx, EVEN, hotkey)).toBe(false)
    expect(LockingColdkeys.has(ctx, EVEN, otherHotkey, staker)).toBe(true)
    expect(locksAreListed(ctx)).toEqual([])
  })

  test('of both kinds move, each with its sum', () => {
    giveStake(ctx, EVEN, ONE, friend)
    keep(friend)
    lock(ONE, friend)
    lock(MASS)
    swap()
    expect(HotkeyLock.get(ctx, EVEN, otherHotkey)).toEqual(state(ONE))
    expect(DecayingHotkeyLock.get(ctx, EVEN, otherHotkey)).toEqual(state(MASS))
    expect(Lock.get(ctx, friend, EVEN, otherHotkey)).toEqual(state(ONE))
    expect(locksAreListed(ctx)).toEqual([])
  })

  test('take the place of the sum that the other had', () => {
    giveStake(ctx, EVEN, ONE, friend, otherHotkey)
    lock(ONE, friend, otherHotkey)
    lock(MASS)
    swap()
    expect(DecayingHotkeyLock.get(ctx, EVEN, otherHotkey)).toEqual(state(MASS))
    expect(Lock.get(ctx, friend, EVEN, otherHotkey)).toEqual(state(ONE))
  })

  test('of the subnet’s owner stay those of the owner', () => {
    SubnetOwnerHotkey.set(ctx, EVEN, hotkey)
    lock(MASS)
    giveStake(ctx, EVEN, ONE, friend)
    keep(friend)
    lock(ONE, friend)
    skipBlocks(ctx, DAY)
    swap()
    const now = NOW + BigInt(DAY)
    expect(Lock.get(ctx, staker, EVEN, otherHotkey)).toEqual(convinced(LATER.mass, now))
    expect(DecayingOwnerLock.get(ctx, EVEN)).toEqual(convinced(LATER.mass, now))
    expect(OwnerLock.get(ctx, EVEN)).toEqual(convinced(ONE, now))
    expect([...DecayingHotkeyLock.entries(ctx), ...HotkeyLock.entries(ctx)]).toEqual([])
  })

  test('become those of the owner where the other is the owner’s hotkey', () => {
    SubnetOwnerHotkey.set(ctx, EVEN, otherHotkey)
    lock(MASS)
    swap()
    expect(Lock.get(ctx, staker, EVEN, otherHotkey)).toEqual(convinced(MASS))
    expect(DecayingOwnerLock.get(ctx, EVEN)).toEqual(convinced(MASS))
    expect(DecayingHotkeyLock.has(ctx, EVEN, hotkey)).toBe(false)
  })

  test('that have decayed to dust are gone', () => {
    lock(MASS)
    skipBlocks(ctx, AGES)
    swap()
    for (const item of [Lock, LockingColdkeys, DecayingHotkeyLock]) {
      expect([...item.entries(ctx)], item.name).toEqual([])
    }
  })

  test('move on the subnets that are named', () => {
    giveStake(ctx, HALF_PRICE, MASS)
    lock(MASS)
    lock(ONE, staker, hotkey, HALF_PRICE)
    swap()
    expect(Lock.has(ctx, staker, HALF_PRICE, hotkey)).toBe(true)
    swap([HALF_PRICE])
    expect(Lock.has(ctx, staker, HALF_PRICE, otherHotkey)).toBe(true)
  })

  test('are found by their sums: without one a lock stays', () => {
    lock(MASS)
    DecayingHotkeyLock.remove(ctx, EVEN, hotkey)
    expect(swap()).toEqual(accesses(5n, 0n))
    expect(Lock.has(ctx, staker, EVEN, hotkey)).toBe(true)
  })

  test('are counted, and who is listed without a lock is no longer', () => {
    lock(MASS)
    LockingColdkeys.set(ctx, EVEN, hotkey, friend, undefined)
    // Five reads for each subnet, one for who is listed; two writes for the lock, one for who has
    // none, six for the sums.
    expect(swap([EVEN, HALF_PRICE])).toEqual(accesses(10n + 2n, 2n + 1n + 6n))
    expect([...LockingColdkeys.entries(ctx)].map(([keys]) => keys)).toEqual([
      [EVEN, otherHotkey, staker],
    ])
  })
})

describe('the locks of a coldkey that is swapped', () => {
  const swap = (): void => swapColdkeyLocks(ctx, staker, friend)

  test('go to the other as they are now; the sum is the same', () => {
    lock(MASS)
    skipBlocks(ctx, DAY)
    swap()
    const moved = state(LATER.mass, LATER.conviction, NOW + BigInt(DAY))
    expect(Lock.get(ctx, friend, EVEN, hotkey)).toEqual(moved)
    expect([...Lock.entries(ctx, staker)]).toEqual([])
    expect(DecayingHotkeyLock.get(ctx, EVEN, hotkey)).toEqual(moved)
    expect(LockingColdkeys.has(ctx, EVEN, hotkey, friend)).toBe(true)
    expect(locksAreListed(ctx)).toEqual([])
  })

  test('keep their mass where they did, in the sum of their kind', () => {
    keep(staker)
    lock(MASS)
    swap()
    expect(DecayingLock.has(ctx, staker, EVEN)).toBe(false)
    expect(DecayingLock.get(ctx, friend, EVEN)).toBe(false)
    expect(HotkeyLock.get(ctx, EVEN, hotkey)).toEqual(state(MASS))
    expect(DecayingHotkeyLock.has(ctx, EVEN, hotkey)).toBe(false)
  })

  test('change their kind where only the other had said something', () => {
    keep(friend)
    lock(MASS)
    swap()
    expect(HotkeyLock.get(ctx, EVEN, hotkey)).toEqual(state(MASS))
    expect(DecayingHotkeyLock.has(ctx, EVEN, hotkey)).toBe(false)
  })

  test('on the owner’s hotkey are still convinced', () => {
    SubnetOwnerHotkey.set(ctx, EVEN, hotkey)
    lock(MASS)
    swap()
    expect(Lock.get(ctx, friend, EVEN, hotkey)).toEqual(convinced(MASS))
    expect(DecayingOwnerLock.get(ctx, EVEN)).toEqual(convinced(MASS))
  })

  test('do not go to who has locked something, until that has decayed', () => {
    giveStake(ctx, EVEN, ONE, friend)
    lock(MASS)
    lock(ONE, friend)
    expect(swap).toThrow(expect.objectContaining({ error: moduleError(errors.ActiveLockExists) }))
    skipBlocks(ctx, AGES)
    swap()
  })

  test.each([
    [0n, 1n, undefined],
    [6n, 1n, 6n],
    [0n, 0n, undefined],
  ])('flags of %s take the place of %s', (from, to, expected) => {
    if (from > 0n) AccountFlags.set(ctx, staker, from)
    if (to > 0n) AccountFlags.set(ctx, friend, to)
    swap()
    expect(AccountFlags.has(ctx, staker)).toBe(false)
    expect(AccountFlags.has(ctx, friend) ? AccountFlags.get(ctx, friend) : undefined).toBe(expected)
  })
})
