import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import type { DispatchErrorValue } from '../../../../src/frame/dispatch-error.ts'
import { NONE, ROOT, signed } from '../../../../src/frame/origin.ts'
import {
  disableVotingPowerTracking,
  enableVotingPowerTracking,
  sudoSetVotingPowerEmaAlpha,
} from '../../../../src/pallets/subtensor/epoch/calls/voting-power.ts'
import {
  swapVotingPower,
  updateVotingPower,
} from '../../../../src/pallets/subtensor/epoch/voting-power.ts'
import type { Voter } from '../../../../src/pallets/subtensor/epoch/voting-power.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { StakeThreshold } from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  IsNetworkMember,
  VotingPower,
  VotingPowerDisableAtBlock,
  VotingPowerEmaAlpha,
  VotingPowerTrackingEnabled,
} from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { BlockNumber } from '../../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { eventsDuring } from '../../../helpers/test-context.ts'
import { hotkeyOf, NETUID, OWNER, stranger, subnetContext } from '../subnet-kit.ts'

const BAD_ORIGIN: DispatchErrorValue = { type: 'BadOrigin' }
const netuid = NETUID
const enable = enableVotingPowerTracking.with({ netuid })
const disable = disableVotingPowerTracking.with({ netuid })
const setAlpha = (alpha: bigint): ReturnType<typeof sudoSetVotingPowerEmaAlpha.with> =>
  sudoSetVotingPowerEmaAlpha.with({ netuid, alpha })
const ONE = 10n ** 18n

describe('tracking of voting power', () => {
  test.each([
    ['the owner', signed(OWNER)],
    ['Root', ROOT],
  ])('is switched on and off by %s', (_, origin) => {
    const ctx = subnetContext()
    fails(ctx, disable, origin, errors.VotingPowerTrackingNotEnabled)
    expect(succeeds(ctx, enable, origin)).toEqual([
      ['SubtensorModule.VotingPowerTrackingEnabled', { netuid: 5 }],
    ])
    expect(VotingPowerTrackingEnabled.get(ctx, netuid)).toBe(true)
    expect(succeeds(ctx, disable, origin)).toEqual([
      [
        'SubtensorModule.VotingPowerTrackingDisableScheduled',
        { netuid: 5, disable_at_block: 102_800n },
      ],
    ])
    expect(VotingPowerDisableAtBlock.get(ctx, netuid)).toBe(102_800n)
    expect(VotingPowerTrackingEnabled.get(ctx, netuid)).toBe(true)
    succeeds(ctx, enable, origin)
    expect(VotingPowerDisableAtBlock.has(ctx, netuid)).toBe(false)
  })

  test('is nobody else’s to switch', () => {
    const ctx = subnetContext()
    for (const origin of [stranger, NONE]) {
      fails(ctx, enable, origin, BAD_ORIGIN)
      fails(ctx, disable, origin, BAD_ORIGIN)
      fails(ctx, setAlpha(ONE + 1n), origin, BAD_ORIGIN)
    }
    fails(ctx, setAlpha(ONE + 1n), signed(OWNER), BAD_ORIGIN)
  })

  test('follows stake as fast as Root says, at most at once', () => {
    const ctx = subnetContext()
    fails(ctx, setAlpha(ONE + 1n), ROOT, errors.InvalidVotingPowerEmaAlpha)
    expect(succeeds(ctx, setAlpha(ONE), ROOT)).toEqual([
      ['SubtensorModule.VotingPowerEmaAlphaSet', { netuid: 5, alpha: ONE }],
    ])
    expect(VotingPowerEmaAlpha.get(ctx, netuid)).toBe(ONE)
  })
})

/** A subnet that tracks voting power, a quarter of the way at each epoch. */
function tracking(): Context {
  const ctx = subnetContext()
  succeeds(ctx, enable, ROOT)
  succeeds(ctx, setAlpha(ONE / 4n), ROOT)
  return ctx
}

const voter = (uid: number, stake: bigint, hasPermit = true): Voter => ({
  hotkey: hotkeyOf(uid),
  hasPermit,
  stake,
})
const powerOf = (ctx: Context, uid: number): bigint => VotingPower.get(ctx, netuid, hotkeyOf(uid))

describe('voting power', () => {
  test('goes a part of the way to the stake at each epoch, rounded down', () => {
    const ctx = tracking()
    updateVotingPower(ctx, netuid, [voter(0, 1001n), voter(1, 0n)])
    // 1001 / 4 = 250.25; then 250.25 + 250 · 3/4 = 437.75 of 437 whole.
    expect(powerOf(ctx, 0)).toBe(250n)
    updateVotingPower(ctx, netuid, [voter(0, 1001n), voter(1, 0n)])
    expect(powerOf(ctx, 0)).toBe(437n)
    expect(VotingPower.has(ctx, netuid, hotkeyOf(1))).toBe(false)
  })

  test('is not tracked where that is off', () => {
    const ctx = subnetContext()
    updateVotingPower(ctx, netuid, [voter(0, 1000n)])
    expect([...VotingPower.entries(ctx)]).toEqual([])
  })

  test('is lost with the permit and with the uid', () => {
    const ctx = tracking()
    updateVotingPower(ctx, netuid, [voter(0, 1000n), voter(1, 1000n), voter(2, 1000n)])
    IsNetworkMember.remove(ctx, hotkeyOf(1), netuid)
    updateVotingPower(ctx, netuid, [voter(0, 1000n, false), voter(2, 1000n)])
    expect([...VotingPower.entries(ctx)].map(([[, hotkey]]) => hotkey)).toEqual([hotkeyOf(2)])
  })

  test('is lost when it falls below the threshold, not while it builds up', () => {
    const ctx = tracking()
    StakeThreshold.set(ctx, 300n)
    updateVotingPower(ctx, netuid, [voter(0, 1000n)])
    expect(powerOf(ctx, 0)).toBe(250n)
    updateVotingPower(ctx, netuid, [voter(0, 1000n)])
    expect(powerOf(ctx, 0)).toBe(437n)
    updateVotingPower(ctx, netuid, [voter(0, 0n)])
    expect(powerOf(ctx, 0)).toBe(327n)
    // 327 · 3/4 = 245.25 is below 300, and 327 was not.
    updateVotingPower(ctx, netuid, [voter(0, 0n)])
    expect(VotingPower.has(ctx, netuid, hotkeyOf(0))).toBe(false)
  })

  test('of nothing that stays nothing is left alone', () => {
    const ctx = tracking()
    VotingPower.set(ctx, netuid, hotkeyOf(0), 1n)
    updateVotingPower(ctx, netuid, [voter(0, 0n)])
    // 1 · 3/4 is 0 whole: neither stored nor, without a threshold, removed.
    expect(powerOf(ctx, 0)).toBe(1n)
  })

  test('ends when tracking does', () => {
    const ctx = tracking()
    updateVotingPower(ctx, netuid, [voter(0, 1000n)])
    succeeds(ctx, disable, ROOT)
    BlockNumber.set(ctx, 102_799)
    updateVotingPower(ctx, netuid, [voter(0, 1000n)])
    expect(powerOf(ctx, 0)).toBe(437n)
    BlockNumber.set(ctx, 102_800)
    expect(eventsDuring(ctx, () => updateVotingPower(ctx, netuid, [voter(0, 1000n)]))).toEqual([
      ['SubtensorModule.VotingPowerTrackingDisabled', { netuid: 5 }],
    ])
    expect([...VotingPower.entries(ctx)]).toEqual([])
    expect(VotingPowerTrackingEnabled.has(ctx, netuid)).toBe(true)
    expect(VotingPowerTrackingEnabled.get(ctx, netuid)).toBe(false)
    expect(VotingPowerDisableAtBlock.has(ctx, netuid)).toBe(false)
  })

  test('goes over to the hotkey that replaces another', () => {
    const ctx = tracking()
    VotingPower.set(ctx, netuid, hotkeyOf(0), 5n)
    VotingPower.set(ctx, netuid, hotkeyOf(1), 2n ** 64n - 3n)
    swapVotingPower(ctx, netuid, hotkeyOf(0), hotkeyOf(1))
    expect(VotingPower.has(ctx, netuid, hotkeyOf(0))).toBe(false)
    expect(powerOf(ctx, 1)).toBe(2n ** 64n - 1n)
    swapVotingPower(ctx, netuid, hotkeyOf(0), hotkeyOf(2))
    expect(VotingPower.has(ctx, netuid, hotkeyOf(2))).toBe(false)
  })
})
