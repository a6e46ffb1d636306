import { uid } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { ROOT, signed } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import {
  setColdkeyAutoStakeHotkey,
  tryAssociateHotkey,
} from '../../../../src/pallets/subtensor/staking/calls/hotkeys.ts'
import {
  AutoStakeDestination,
  AutoStakeDestinationColdkeys,
  OwnedHotkeys,
  Owner,
  StakingHotkeys,
} from '../../../../src/pallets/subtensor/storage/keys.ts'
import { Uids } from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { subnetAccount } from '../../../../src/pallets/subtensor/subnets/account.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import {
  EVEN,
  friend,
  HALF_PRICE,
  hotkey,
  NOWHERE,
  otherHotkey,
  owner,
  staker,
  stakingWorld,
  stray,
} from './staking-kit.ts'

let ctx: Context
const by = signed(staker)

beforeEach(() => {
  ctx = stakingWorld()
})

describe('try_associate_hotkey', () => {
  test('makes the signer the owner', () => {
    expect(succeeds(ctx, tryAssociateHotkey.with({ hotkey: stray }), by)).toEqual([])
    expect(Owner.get(ctx, stray)).toEqual(staker)
    expect(OwnedHotkeys.get(ctx, staker)).toEqual([stray])
    expect(StakingHotkeys.get(ctx, staker)).toEqual([stray])
  })

  test('of a hotkey with an owner changes nothing', () => {
    const before = ctx.state.changes()
    succeeds(ctx, tryAssociateHotkey.with({ hotkey }), by)
    expect(Owner.get(ctx, hotkey)).toEqual(owner)
    expect(ctx.state.changes()).toEqual(before)
  })

  test.each([EVEN, NOWHERE])('the account of a subnet is nobody’s hotkey (%i)', (netuid) => {
    const call = tryAssociateHotkey.with({ hotkey: subnetAccount(netuid) })
    fails(ctx, call, by, errors.CannotUseSystemAccount)
  })

  test('BadOrigin for Root', () => {
    fails(ctx, tryAssociateHotkey.with({ hotkey: stray }), ROOT, { type: 'BadOrigin' })
  })
})

describe('set_coldkey_auto_stake_hotkey', () => {
  const set = (to = hotkey, netuid = EVEN) => setColdkeyAutoStakeHotkey.with({ netuid, hotkey: to })

  beforeEach(() => {
    Uids.set(ctx, EVEN, hotkey, uid(0))
    Uids.set(ctx, EVEN, otherHotkey, uid(1))
  })

  test('lists the coldkey with its destination', () => {
    succeeds(ctx, set(), signed(friend))
    const events = succeeds(ctx, set(), by)
    const value = { coldkey: staker, netuid: EVEN, hotkey }
    expect(events).toEqual([['SubtensorModule.AutoStakeDestinationSet', value]])
    expect(AutoStakeDestination.get(ctx, staker, EVEN)).toEqual(hotkey)
    expect(AutoStakeDestinationColdkeys.get(ctx, hotkey, EVEN)).toEqual([friend, staker])
  })

  test('another destination takes the coldkey off the list of the first, which stays', () => {
    succeeds(ctx, set(), by)
    succeeds(ctx, set(otherHotkey), by)
    expect(AutoStakeDestination.get(ctx, staker, EVEN)).toEqual(otherHotkey)
    expect(AutoStakeDestinationColdkeys.has(ctx, hotkey, EVEN)).toBe(true)
    expect(AutoStakeDestinationColdkeys.get(ctx, hotkey, EVEN)).toEqual([])
    expect(AutoStakeDestinationColdkeys.get(ctx, otherHotkey, EVEN)).toEqual([staker])
  })

  test('refusals', () => {
    succeeds(ctx, set(), by)
    fails(ctx, set(hotkey, NOWHERE), by, errors.SubnetNotExists)
    fails(ctx, set(hotkey, HALF_PRICE), by, errors.HotKeyNotRegisteredInSubNet)
    fails(ctx, set(stray), by, errors.HotKeyNotRegisteredInSubNet)
    fails(ctx, set(), by, errors.SameAutoStakeHotkeyAlreadySet)
    fails(ctx, set(), ROOT, { type: 'BadOrigin' })
  })
})
