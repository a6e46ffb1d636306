import { alphaRao, fixedFromRaw, saturatingFromInteger, U64F64 } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { ROOT, signed } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import {
  coldkeyLock,
  refreshLock,
  stakeAvailability,
} from '../../../../src/pallets/subtensor/locks/available.ts'
import { lockStake, moveLock } from '../../../../src/pallets/subtensor/locks/calls/lock.ts'
import {
  setPerpetualLock,
  setRejectLockedAlpha,
} from '../../../../src/pallets/subtensor/locks/calls/settings.ts'
import { hotkeyConviction } from '../../../../src/pallets/subtensor/locks/conviction.ts'
import { destroyLocks } from '../../../../src/pallets/subtensor/locks/destroy.ts'
import { autoLockOwnerCut } from '../../../../src/pallets/subtensor/locks/owner-cut.ts'
import { forceReduceLock } from '../../../../src/pallets/subtensor/locks/reduce.ts'
import { transferStake } from '../../../../src/pallets/subtensor/staking/calls/move-stake.ts'
import { locksAreListed } from '../../../../src/pallets/subtensor/staking/invariants.ts'
import { OwnerCutAutoLockEnabled } from '../../../../src/pallets/subtensor/storage/emission.ts'
import { Owner } from '../../../../src/pallets/subtensor/storage/keys.ts'
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
import {
  SubnetOwner,
  SubnetOwnerHotkey,
} from '../../../../src/pallets/subtensor/storage/networks.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import {
  EVEN,
  friend,
  giveStake,
  hotkey,
  NOWHERE,
  ONE,
  otherHotkey,
  owner,
  skipBlocks,
  STABLE,
  stakeIn,
  staker,
  stakingWorld,
  stray,
} from '../staking/staking-kit.ts'

let ctx: Context
const by = signed(staker)
const NOW = 1_000n
/** After 7,200 blocks, from 1,000 alpha (see roll-forward.test.ts). */
const LATER = { mass: 992_327_943_103n, conviction: 140_980_184_482_105_274_000_000_000_000n }
const MASS = 1_000n * ONE

const whole = (integer: bigint): bigint => saturatingFromInteger(U64F64, integer)
const state = (locked_mass: bigint, conviction = 0n, last_update = NOW) => ({
  locked_mass,
  conviction: fixedFromRaw(U64F64, conviction),
  last_update,
})

const lock = (amount: bigint, on: AccountId = hotkey, netuid: NetUid = EVEN) =>
  lockStake.with({ hotkey: on, netuid, amount: alphaRao(amount) })
const move = (destination_hotkey: AccountId, netuid: NetUid = EVEN) =>
  moveLock.with({ destination_hotkey, netuid })
const perpetual = (enabled: boolean) => setPerpetualLock.with({ netuid: EVEN, enabled })
const give = (amount: bigint, destination_coldkey: AccountId = friend) =>
  transferStake.with({
    destination_coldkey,
    hotkey,
    origin_netuid: EVEN,
    destination_netuid: EVEN,
    alpha_amount: alphaRao(amount),
  })

beforeEach(() => {
  ctx = stakingWorld()
  giveStake(ctx, EVEN, MASS)
  SubnetOwnerHotkey.set(ctx, EVEN, stray)
})

describe('lock_stake', () => {
  test('locks to one hotkey, and decays unless told otherwise', () => {
    const events = succeeds(ctx, lock(MASS), by)
    const value = { coldkey: staker, hotkey, netuid: EVEN, amount: MASS }
    expect(events).toEqual([['SubtensorModule.StakeLocked', value]])
    expect(Lock.get(ctx, staker, EVEN, hotkey)).toEqual(state(MASS))
    expect(DecayingHotkeyLock.get(ctx, EVEN, hotkey)).toEqual(state(MASS))
    expect(HotkeyLock.has(ctx, EVEN, hotkey)).toBe(false)
    expect(LockingColdkeys.has(ctx, EVEN, hotkey, staker)).toBe(true)
    expect(stakeAvailability(ctx, staker, EVEN)).toEqual({
      total: MASS,
      locked: MASS,
      available: 0n,
    })
  })

  test('more later adds to what is left, and the sum wins no conviction of its own', () => {
    succeeds(ctx, lock(MASS), by)
    skipBlocks(ctx, 7_200)
    succeeds(ctx, lock(ONE), by)
    const now = NOW + 7_200n
    const mass = LATER.mass + ONE
    expect(Lock.get(ctx, staker, EVEN, hotkey)).toEqual(state(mass, LATER.conviction, now))
    expect(DecayingHotkeyLock.get(ctx, EVEN, hotkey)).toEqual(state(mass, 0n, now))
  })

  test('a lock on the hotkey of the subnet’s owner is convinced at once', () => {
    SubnetOwnerHotkey.set(ctx, EVEN, hotkey)
    succeeds(ctx, lock(MASS), by)
    expect(Lock.get(ctx, staker, EVEN, hotkey)).toEqual(state(MASS, whole(MASS)))
    expect(DecayingOwnerLock.get(ctx, EVEN)).toEqual(state(MASS, whole(MASS)))
    expect(DecayingHotkeyLock.has(ctx, EVEN, hotkey)).toBe(false)
    expect(hotkeyConviction(ctx, hotkey, EVEN)).toBe(whole(MASS))
  })

  test('dust is not kept', () => {
    succeeds(ctx, lock(99n), by)
    expect(Lock.has(ctx, staker, EVEN, hotkey)).toBe(false)
    expect(LockingColdkeys.has(ctx, EVEN, hotkey, staker)).toBe(false)
    expect(DecayingHotkeyLock.has(ctx, EVEN, hotkey)).toBe(false)
  })

  test.each([
    { error: errors.AmountTooLow, why: 'nothing', call: () => lock(0n, stray) },
    {
      error: errors.HotKeyAccountNotExists,
      why: 'nobody owns the hotkey',
      call: () => lock(ONE, stray),
    },
    {
      error: errors.LockHotkeyMismatch,
      why: 'the lock is on another hotkey',
      call: () => lock(2n * MASS, otherHotkey),
    },
    {
      error: errors.InsufficientStakeForLock,
      why: 'more than is staked, with what is locked',
      call: () => lock(MASS - ONE + 1n),
    },
    {
      error: errors.InsufficientStakeForLock,
      why: 'nothing is staked',
      call: () => lock(1n, hotkey, STABLE),
    },
    {
      error: errors.InsufficientStakeForLock,
      why: 'a subnet that is none',
      call: () => lock(ONE, hotkey, NOWHERE),
    },
  ])('$error.name: $why', ({ error, call }) => {
    succeeds(ctx, lock(ONE), by)
    fails(ctx, call(), by, error)
  })

  test('BadOrigin for Root', () => {
    fails(ctx, lock(ONE), ROOT, { type: 'BadOrigin' })
  })
})

describe('move_lock', () => {
  test('to a hotkey of the same owner keeps the conviction', () => {
    succeeds(ctx, lock(MASS), by)
    skipBlocks(ctx, 7_200)
    const events = succeeds(ctx, move(otherHotkey), by)
    const now = NOW + 7_200n
    const moved = state(LATER.mass, LATER.conviction, now)
    expect(Lock.get(ctx, staker, EVEN, otherHotkey)).toEqual(moved)
    expect(Lock.has(ctx, staker, EVEN, hotkey)).toBe(false)
    expect(DecayingHotkeyLock.get(ctx, EVEN, otherHotkey)).toEqual(moved)
    expect(DecayingHotkeyLock.has(ctx, EVEN, hotkey)).toBe(false)
    expect(locksAreListed(ctx)).toEqual([])
    const value = {
      coldkey: staker,
      origin_hotkey: hotkey,
      destination_hotkey: otherHotkey,
      netuid: EVEN,
    }
    expect(events).toEqual([['SubtensorModule.LockMoved', value]])
  })

  test('to a hotkey of another owner loses it', () => {
    Owner.set(ctx, stray, friend)
    SubnetOwnerHotkey.set(ctx, EVEN, otherHotkey)
    succeeds(ctx, lock(MASS), by)
    skipBlocks(ctx, 7_200)
    succeeds(ctx, move(stray), by)
    expect(Lock.get(ctx, staker, EVEN, stray)).toEqual(state(LATER.mass, 0n, NOW + 7_200n))
  })

  test('to the subnet’s owner wins all of it', () => {
    Owner.set(ctx, stray, friend)
    succeeds(ctx, lock(MASS), by)
    succeeds(ctx, move(stray), by)
    expect(Lock.get(ctx, staker, EVEN, stray)).toEqual(state(MASS, whole(MASS)))
    expect(DecayingOwnerLock.get(ctx, EVEN)).toEqual(state(MASS, whole(MASS)))
  })

  test('refusals', () => {
    fails(ctx, move(stray), by, errors.HotKeyAccountNotExists)
    fails(ctx, move(otherHotkey), by, errors.NoExistingLock)
    fails(ctx, move(otherHotkey), ROOT, { type: 'BadOrigin' })
  })
})

describe('set_perpetual_lock', () => {
  test('moves the lock between the sums, and it keeps its mass from then on', () => {
    succeeds(ctx, lock(MASS), by)
    const events = succeeds(ctx, perpetual(true), by)
    const value = { coldkey: staker, netuid: EVEN, enabled: true }
    expect(events).toEqual([['SubtensorModule.PerpetualLockUpdated', value]])
    expect(DecayingLock.get(ctx, staker, EVEN)).toBe(false)
    expect(HotkeyLock.get(ctx, EVEN, hotkey)).toEqual(state(MASS))
    expect(DecayingHotkeyLock.has(ctx, EVEN, hotkey)).toBe(false)
    skipBlocks(ctx, 934_866)
    const later = state(MASS, 11_660_566_172_440_666_341_000_000_000_000n, NOW + 934_866n)
    expect(coldkeyLock(ctx, staker, EVEN)).toEqual(later)
    refreshLock(ctx, staker, EVEN)
    // Nothing was lost, so the sum is rolled itself.
    expect(HotkeyLock.get(ctx, EVEN, hotkey)).toEqual(later)
    succeeds(ctx, perpetual(false), by)
    expect(DecayingLock.has(ctx, staker, EVEN)).toBe(false)
    expect(HotkeyLock.has(ctx, EVEN, hotkey)).toBe(false)
    expect(DecayingHotkeyLock.get(ctx, EVEN, hotkey)).toEqual(later)
  })

  test('said twice moves nothing twice', () => {
    succeeds(ctx, lock(MASS), by)
    succeeds(ctx, perpetual(true), by)
    succeeds(ctx, perpetual(true), by)
    expect(HotkeyLock.get(ctx, EVEN, hotkey)).toEqual(state(MASS))
  })

  test('counts for locks to come', () => {
    SubnetOwnerHotkey.set(ctx, EVEN, hotkey)
    succeeds(ctx, perpetual(true), by)
    succeeds(ctx, lock(MASS), by)
    expect(OwnerLock.get(ctx, EVEN)).toEqual(state(MASS, whole(MASS)))
    expect(DecayingOwnerLock.has(ctx, EVEN)).toBe(false)
  })

  test('BadOrigin for Root', () => {
    fails(ctx, perpetual(true), ROOT, { type: 'BadOrigin' })
  })
})

describe('set_reject_locked_alpha', () => {
  test('is a flag that is stored only where locked alpha is accepted', () => {
    const events = succeeds(ctx, setRejectLockedAlpha.with({ enabled: false }), by)
    const value = { coldkey: staker, enabled: false }
    expect(events).toEqual([['SubtensorModule.RejectLockedAlphaUpdated', value]])
    expect(AccountFlags.get(ctx, staker)).toBe(1n)
    succeeds(ctx, setRejectLockedAlpha.with({ enabled: true }), by)
    expect(AccountFlags.has(ctx, staker)).toBe(false)
  })

  test('leaves other flags alone', () => {
    AccountFlags.set(ctx, staker, 6n)
    succeeds(ctx, setRejectLockedAlpha.with({ enabled: false }), by)
    expect(AccountFlags.get(ctx, staker)).toBe(7n)
    succeeds(ctx, setRejectLockedAlpha.with({ enabled: true }), by)
    expect(AccountFlags.get(ctx, staker)).toBe(6n)
  })

  test('BadOrigin for Root', () => {
    fails(ctx, setRejectLockedAlpha.with({ enabled: true }), ROOT, { type: 'BadOrigin' })
  })
})

describe('stake that goes to another coldkey', () => {
  const accept = (who: AccountId) =>
    succeeds(ctx, setRejectLockedAlpha.with({ enabled: false }), signed(who))

  test('goes free first', () => {
    succeeds(ctx, lock(600n * ONE), by)
    succeeds(ctx, give(400n * ONE), by)
    expect(Lock.get(ctx, staker, EVEN, hotkey)).toEqual(state(600n * ONE))
    expect(coldkeyLock(ctx, friend, EVEN)).toBe(undefined)
  })

  test('takes its lock with it, and the conviction in proportion', () => {
    accept(friend)
    succeeds(ctx, lock(600n * ONE), by)
    succeeds(ctx, perpetual(true), by)
    skipBlocks(ctx, 934_866)
    // 600 alpha perpetual for one time constant: 600·(1 − 1/e).
    const all = 600n * ONE * 11_660_566_172_440_666_341n
    // A third of the lock: 200 of 600 as a fraction of 2^64, rounded down.
    const third = (all * ((1n << 64n) / 3n)) >> 64n
    succeeds(ctx, give(600n * ONE), by)
    const now = NOW + 934_866n
    expect(Lock.get(ctx, staker, EVEN, hotkey)).toEqual(state(400n * ONE, all - third, now))
    expect(Lock.get(ctx, friend, EVEN, hotkey)).toEqual(state(200n * ONE, third, now))
    // The sums are of the kind that the destination chose.
    expect(HotkeyLock.get(ctx, EVEN, hotkey)).toEqual(state(400n * ONE, all - third, now))
    expect(DecayingHotkeyLock.get(ctx, EVEN, hotkey)).toEqual(state(200n * ONE, third, now))
    expect(locksAreListed(ctx)).toEqual([])
  })

  test('needs a destination that agrees and is locked to the same hotkey', () => {
    giveStake(ctx, EVEN, ONE, friend, otherHotkey)
    succeeds(ctx, lock(MASS), by)
    fails(ctx, give(ONE), by, errors.AccountRejectsLockedAlpha)
    succeeds(ctx, lock(ONE, otherHotkey), signed(friend))
    fails(ctx, give(ONE), by, errors.LockHotkeyMismatch)
    accept(friend)
    fails(ctx, give(ONE), by, errors.LockHotkeyMismatch)
  })

  test('adds to the lock that the destination has', () => {
    accept(friend)
    giveStake(ctx, EVEN, ONE, friend)
    succeeds(ctx, lock(ONE), signed(friend))
    succeeds(ctx, lock(MASS), by)
    succeeds(ctx, give(10n * ONE), by)
    expect(Lock.get(ctx, friend, EVEN, hotkey)).toEqual(state(11n * ONE))
    expect(DecayingHotkeyLock.get(ctx, EVEN, hotkey)).toEqual(state(MASS + ONE))
  })

  test('to oneself moves no lock', () => {
    succeeds(ctx, lock(MASS), by)
    fails(ctx, give(ONE, staker), by, errors.SameNetuid)
    expect(stakeIn(ctx, EVEN)).toBe(MASS)
  })
})

describe('what the chain does to locks', () => {
  test('stake that is gone takes its part of lock and conviction', () => {
    SubnetOwnerHotkey.set(ctx, EVEN, hotkey)
    succeeds(ctx, lock(MASS), by)
    forceReduceLock(ctx, staker, EVEN, alphaRao(MASS / 4n))
    const left = state((MASS / 4n) * 3n, whole((MASS / 4n) * 3n))
    expect(Lock.get(ctx, staker, EVEN, hotkey)).toEqual(left)
    expect(DecayingOwnerLock.get(ctx, EVEN)).toEqual(left)
    forceReduceLock(ctx, staker, EVEN, alphaRao(MASS))
    expect(Lock.has(ctx, staker, EVEN, hotkey)).toBe(false)
    expect(DecayingOwnerLock.has(ctx, EVEN)).toBe(false)
    forceReduceLock(ctx, staker, EVEN, alphaRao(MASS))
  })

  test('a lock that has decayed to dust is removed when it is looked at', () => {
    succeeds(ctx, lock(200n), by)
    // 200·e^−1 = 73.6, and the conviction is as much.
    skipBlocks(ctx, 934_866)
    refreshLock(ctx, staker, EVEN)
    expect(Lock.has(ctx, staker, EVEN, hotkey)).toBe(false)
    expect(LockingColdkeys.has(ctx, EVEN, hotkey, staker)).toBe(false)
    expect(DecayingHotkeyLock.has(ctx, EVEN, hotkey)).toBe(false)
  })

  test.each([
    { enabled: false, locked: undefined },
    { enabled: true, locked: 5n * ONE },
  ])('the owner’s cut is locked where the subnet says so: $enabled', ({ enabled, locked }) => {
    OwnerCutAutoLockEnabled.set(ctx, EVEN, enabled)
    SubnetOwner.set(ctx, EVEN, owner)
    SubnetOwnerHotkey.set(ctx, EVEN, hotkey)
    giveStake(ctx, EVEN, 5n * ONE, owner)
    autoLockOwnerCut(ctx, EVEN, alphaRao(5n * ONE))
    expect(coldkeyLock(ctx, owner, EVEN)?.locked_mass).toBe(locked)
  })

  test('the owner’s cut goes where the owner’s lock is; what fails is ignored', () => {
    OwnerCutAutoLockEnabled.set(ctx, EVEN, true)
    SubnetOwner.set(ctx, EVEN, staker)
    SubnetOwnerHotkey.set(ctx, EVEN, hotkey)
    succeeds(ctx, lock(ONE, otherHotkey), by)
    autoLockOwnerCut(ctx, EVEN, alphaRao(ONE))
    expect(Lock.get(ctx, staker, EVEN, otherHotkey)?.locked_mass).toBe(2n * ONE)
    autoLockOwnerCut(ctx, EVEN, alphaRao(0n))
    autoLockOwnerCut(ctx, EVEN, alphaRao(2n * MASS))
    expect(Lock.get(ctx, staker, EVEN, otherHotkey)?.locked_mass).toBe(2n * ONE)
  })

  test('a subnet that is dissolved leaves no lock, and others keep theirs', () => {
    giveStake(ctx, STABLE, ONE)
    succeeds(ctx, lock(ONE, hotkey, STABLE), by)
    succeeds(ctx, lock(ONE), by)
    succeeds(ctx, perpetual(true), by)
    DecayingOwnerLock.set(ctx, EVEN, state(ONE))
    OwnerLock.set(ctx, EVEN, state(ONE))
    destroyLocks(ctx, EVEN)
    expect([...Lock.entries(ctx)].map(([[, netuid]]) => netuid)).toEqual([STABLE])
    expect([...LockingColdkeys.entries(ctx)].map(([[netuid]]) => netuid)).toEqual([STABLE])
    const sums = [HotkeyLock, DecayingHotkeyLock].flatMap((map) => [...map.entries(ctx, EVEN)])
    expect(sums).toEqual([])
    expect([OwnerLock.has(ctx, EVEN), DecayingOwnerLock.has(ctx, EVEN)]).toEqual([false, false])
    expect([...DecayingLock.entries(ctx)]).toEqual([])
  })
})
