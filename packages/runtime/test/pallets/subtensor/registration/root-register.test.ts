import { alphaRao, uid } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { NONE, ROOT } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { adoptHotkey, ownsHotkey } from '../../../../src/pallets/subtensor/keys/ownership.ts'
import { rootRegister } from '../../../../src/pallets/subtensor/registration/calls/root-register.ts'
import { appendNeuron, uidOf } from '../../../../src/pallets/subtensor/registration/neurons.ts'
import { increaseStake } from '../../../../src/pallets/subtensor/staking/stake.ts'
import {
  MaxAllowedUids,
  MaxRegistrationsPerBlock,
  RegistrationsThisBlock,
  RegistrationsThisInterval,
} from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import { Delegates } from '../../../../src/pallets/subtensor/storage/keys.ts'
import { NetworksAdded } from '../../../../src/pallets/subtensor/storage/networks.ts'
import { Keys } from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { subnetAccount } from '../../../../src/pallets/subtensor/subnets/account.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { account } from '../../../helpers/test-context.ts'
import {
  asOwner,
  asRival,
  economy,
  FIRST,
  freeOf,
  OWNER,
  ROOT_NETUID,
  TAO,
} from '../economy-kit.ts'

const HOTKEY = account(1)
const callFor = (hotkey: AccountId = HOTKEY): RuntimeCall => rootRegister.with({ hotkey })

const stake = (ctx: Context, hotkey: AccountId, amount: bigint): void =>
  increaseStake(ctx, hotkey, OWNER, ROOT_NETUID, alphaRao(amount))

describe('root_register fails', () => {
  test('without a root network, before it asks who signs', () => {
    const ctx = economy()
    NetworksAdded.remove(ctx, ROOT_NETUID)
    fails(ctx, callFor(), NONE, errors.RootNetworkDoesNotExist)
  })

  test.each([
    ['Root', ROOT],
    ['nobody', NONE],
  ] as const)('for %s', (_, origin) => {
    fails(economy(), callFor(), origin, { type: 'BadOrigin' })
  })

  test('when the block has had its one', () => {
    const ctx = economy()
    RegistrationsThisInterval.set(ctx, ROOT_NETUID, 3)
    RegistrationsThisBlock.set(ctx, ROOT_NETUID, 1)
    fails(ctx, callFor(), asOwner, errors.TooManyRegistrationsThisBlock)
  })

  test('when the interval has had three times its target of one', () => {
    const ctx = economy()
    RegistrationsThisInterval.set(ctx, ROOT_NETUID, 3)
    fails(ctx, callFor(), asOwner, errors.TooManyRegistrationsThisInterval)
    RegistrationsThisInterval.set(ctx, ROOT_NETUID, 2)
    succeeds(ctx, callFor(), asOwner)
  })

  test('for a hotkey that has a uid there', () => {
    const ctx = economy()
    appendNeuron(ctx, ROOT_NETUID, HOTKEY)
    fails(ctx, callFor(), asOwner, errors.HotKeyAlreadyRegisteredInSubNet)
  })

  test('for the account of a subnet', () => {
    fails(economy(), callFor(subnetAccount(FIRST)), asOwner, errors.CannotUseSystemAccount)
  })

  test('in a full network, unless the newcomer has more root stake than the weakest', () => {
    const ctx = economy()
    MaxAllowedUids.set(ctx, ROOT_NETUID, 2)
    for (const byte of [11, 12]) appendNeuron(ctx, ROOT_NETUID, account(byte))
    stake(ctx, account(11), 7n)
    stake(ctx, account(12), 5n)
    stake(ctx, HOTKEY, 5n)
    fails(ctx, callFor(), asOwner, errors.StakeTooLowForRoot)
    stake(ctx, HOTKEY, 1n)
    const events = succeeds(ctx, callFor(), asOwner)
    expect(events).toEqual([['SubtensorModule.NeuronRegistered', [ROOT_NETUID, 1, HOTKEY]]])
    expect(Keys.get(ctx, ROOT_NETUID, uid(1))).toEqual(HOTKEY)
    expect(uidOf(ctx, ROOT_NETUID, account(12))).toBeUndefined()
  })

  test('in a network that may have nobody', () => {
    const ctx = economy()
    MaxAllowedUids.set(ctx, ROOT_NETUID, 0)
    fails(ctx, callFor(), asOwner, errors.HotKeyNotRegisteredInSubNet)
  })
})

describe('root_register', () => {
  test('is free, makes a delegate with a take of 18 %, and counts', () => {
    const ctx = economy()
    const events = succeeds(ctx, callFor(), asOwner)
    expect(events).toEqual([['SubtensorModule.NeuronRegistered', [ROOT_NETUID, 0, HOTKEY]]])
    expect(freeOf(ctx, OWNER)).toBe(100_000n * TAO)
    expect(ownsHotkey(ctx, OWNER, HOTKEY)).toBe(true)
    // 0.18 · 65,535 = 11,796.3
    expect(Delegates.has(ctx, HOTKEY)).toBe(true)
    expect(Delegates.get(ctx, HOTKEY)).toBe(11_796)
    expect(RegistrationsThisBlock.get(ctx, ROOT_NETUID)).toBe(1)
    expect(RegistrationsThisInterval.get(ctx, ROOT_NETUID)).toBe(1)
  })

  test('leaves the take of a delegate as it is', () => {
    const ctx = economy()
    Delegates.set(ctx, HOTKEY, 5)
    succeeds(ctx, callFor(), asOwner)
    expect(Delegates.get(ctx, HOTKEY)).toBe(5)
  })

  test('registers the hotkey of another; its owner stays', () => {
    const ctx = economy()
    adoptHotkey(ctx, OWNER, HOTKEY)
    succeeds(ctx, callFor(), asRival)
    expect(ownsHotkey(ctx, OWNER, HOTKEY)).toBe(true)
  })

  test('of equal stakes the first uid gives way', () => {
    const ctx = economy()
    MaxAllowedUids.set(ctx, ROOT_NETUID, 2)
    MaxRegistrationsPerBlock.set(ctx, ROOT_NETUID, 9)
    for (const byte of [11, 12]) appendNeuron(ctx, ROOT_NETUID, account(byte))
    stake(ctx, HOTKEY, 1n)
    succeeds(ctx, callFor(), asOwner)
    expect(uidOf(ctx, ROOT_NETUID, HOTKEY)).toBe(0)
  })
})
