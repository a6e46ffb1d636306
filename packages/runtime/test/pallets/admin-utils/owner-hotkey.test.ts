import { netUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../../../src/frame/origin.ts'
import { errors } from '../../../src/pallets/subtensor/errors.ts'
import { LastRateLimitedBlock } from '../../../src/pallets/subtensor/storage/limits.ts'
import { SubnetOwnerHotkey } from '../../../src/pallets/subtensor/storage/networks.ts'
import { subnetAccount } from '../../../src/pallets/subtensor/subnets/account.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account } from '../../helpers/test-context.ts'
import { admin, asOwner, asStranger, BLOCK, freeze, goTo, NET, NO_NET, world } from './kit.ts'

const HOTKEY = account(7)
const WEEK = 50_400

describe.each(['sudo_set_subnet_owner_hotkey', 'sudo_set_sn_owner_hotkey'])('%s', (name) => {
  const call = (netuid = NET, hotkey = HOTKEY) => admin(name, { netuid, hotkey })

  test.each([
    ['Root', ROOT],
    ['the owner', asOwner],
  ] as const)('%s sets it, in the freeze window too', (_who, origin) => {
    const ctx = world()
    freeze(ctx, NET)
    expect(succeeds(ctx, call(), origin)).toEqual([
      ['SubtensorModule.SubnetOwnerHotkeySet', [NET, HOTKEY]],
    ])
    expect(SubnetOwnerHotkey.get(ctx, NET)).toEqual(HOTKEY)
    expect(LastRateLimitedBlock.get(ctx, { type: 'SetSNOwnerHotkey', value: NET })).toBe(
      BigInt(BLOCK),
    )
  })

  test('once a week, for Root as well', () => {
    const ctx = world()
    succeeds(ctx, call(), ROOT)
    goTo(ctx, BLOCK + WEEK - 1)
    fails(ctx, call(), asOwner, errors.TxRateLimitExceeded)
    fails(ctx, call(), ROOT, errors.TxRateLimitExceeded)
    goTo(ctx, BLOCK + WEEK)
    succeeds(ctx, call(), asOwner)
  })

  test('not for strangers, not where there is no subnet, not to an account of a subnet', () => {
    const ctx = world()
    fails(ctx, call(), asStranger, { type: 'BadOrigin' })
    fails(ctx, call(NO_NET), ROOT, errors.SubnetNotExists)
    fails(ctx, call(NET, subnetAccount(netUid(3))), ROOT, errors.CannotUseSystemAccount)
  })
})
