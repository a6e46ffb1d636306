import { alphaRao, fixedFromRaw, I96F32, netUid, rao, U64F64 } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { guardFault } from '../../../../src/pallets/subtensor/guards/index.ts'
import { adoptHotkey } from '../../../../src/pallets/subtensor/keys/ownership.ts'
import { registrationInvariants } from '../../../../src/pallets/subtensor/registration/invariants.ts'
import { uidOf } from '../../../../src/pallets/subtensor/registration/neurons.ts'
import {
  SubnetEmissionEnabled,
  TotalStake,
} from '../../../../src/pallets/subtensor/storage/emission.ts'
import * as hyperparameters from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import { LastRateLimitedBlock } from '../../../../src/pallets/subtensor/storage/limits.ts'
import * as networks from '../../../../src/pallets/subtensor/storage/networks.ts'
import * as pools from '../../../../src/pallets/subtensor/storage/pools.ts'
import { LastEpochBlock, Tempo } from '../../../../src/pallets/subtensor/storage/schedule.ts'
import { subnetAccount } from '../../../../src/pallets/subtensor/subnets/account.ts'
import {
  registerNetworkCall,
  registerNetworkWithIdentity,
} from '../../../../src/pallets/subtensor/subnets/calls/register-network.ts'
import { subnetsInvariants } from '../../../../src/pallets/subtensor/subnets/invariants.ts'
import { medianAlphaPrice } from '../../../../src/pallets/subtensor/subnets/median-price.ts'
import { networkToPrune } from '../../../../src/pallets/subtensor/subnets/prune.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { account } from '../../../helpers/test-context.ts'
import {
  asOwner,
  asRival,
  atBlock,
  economy,
  endowed,
  FIRST,
  freeOf,
  namesOf,
  OWNER,
  RIVAL,
  TAO,
} from '../economy-kit.ts'

const HOTKEY = account(1)
const SECOND = netUid(2)
const PRICE = 1_000n * TAO

const IDENTITY = {
  subnet_name: Uint8Array.of(65),
  github_repo: new Uint8Array(),
  subnet_contact: new Uint8Array(),
  subnet_url: new Uint8Array(),
  discord: new Uint8Array(),
  description: new Uint8Array(),
  logo_url: new Uint8Array(),
  additional: new Uint8Array(),
}

const CALLS: Readonly<Record<string, (hotkey?: AccountId) => RuntimeCall>> = {
  register_network: (hotkey = HOTKEY) => registerNetworkCall.with({ hotkey }),
  'register_network_with_identity, without one': (hotkey = HOTKEY) =>
    registerNetworkWithIdentity.with({ hotkey, identity: undefined }),
  register_network_with_identity: (hotkey = HOTKEY) =>
    registerNetworkWithIdentity.with({ hotkey, identity: IDENTITY }),
}
const register = (hotkey: AccountId = HOTKEY): RuntimeCall => registerNetworkCall.with({ hotkey })

const faults = (ctx: Context): readonly string[] =>
  [...registrationInvariants, ...subnetsInvariants].flatMap((check) => check(ctx))

for (const [name, callFor] of Object.entries(CALLS)) {
  describe(`${name} fails`, () => {
    test.each([
      ['Root', ROOT],
      ['nobody', NONE],
    ] as const)('for %s', (_, origin) => {
      fails(economy(), callFor(), origin, { type: 'BadOrigin' })
    })

    test('for the hotkey of another', () => {
      const ctx = economy()
      adoptHotkey(ctx, RIVAL, HOTKEY)
      fails(ctx, callFor(), asOwner, errors.NonAssociatedColdKey)
    })

    test('for the account of a subnet', () => {
      fails(economy(), callFor(subnetAccount(FIRST)), asOwner, errors.CannotUseSystemAccount)
    })

    test('before registrations start', () => {
      const ctx = economy()
      networks.NetworkRegistrationStartBlock.set(ctx, 2n)
      fails(ctx, callFor(), asOwner, errors.SubNetRegistrationDisabled)
      atBlock(ctx, 2)
      succeeds(ctx, callFor(), asOwner)
    })

    test('too soon after the last one, whoever made that', () => {
      const ctx = economy()
      networks.NetworkRateLimit.set(ctx, 100n)
      atBlock(ctx, 5)
      succeeds(ctx, callFor(), asOwner)
      atBlock(ctx, 104)
      fails(ctx, callFor(account(2)), asRival, errors.NetworkTxRateLimitExceeded)
      atBlock(ctx, 105)
      succeeds(ctx, callFor(account(2)), asRival)
    })

    test('where there is no room and every subnet is immune', () => {
      const ctx = economy()
      networks.SubnetLimit.set(ctx, 1)
      fails(ctx, callFor(), asOwner, errors.SubnetLimitReached)
    })

    test('when one rao is missing', () => {
      const ctx = economy()
      const poor = endowed(ctx, 60, PRICE - 1n)
      fails(ctx, callFor(), signed(poor), errors.CannotAffordLockCost)
    })
  })
}

test('an identity with a field that is too long fails the whole registration', () => {
  const identity = { ...IDENTITY, subnet_name: new Uint8Array(257) }
  const call = registerNetworkWithIdentity.with({ hotkey: HOTKEY, identity })
  fails(economy(), call, asOwner, errors.InvalidIdentity)
})

test('the guard knows the rate limit of register_network, not that of the other', () => {
  const ctx = economy()
  networks.NetworkRateLimit.set(ctx, 100n)
  succeeds(ctx, register(), asOwner)
  expect(guardFault(ctx, OWNER, register())).toBe(errors.NetworkTxRateLimitExceeded)
  const other = registerNetworkWithIdentity.with({ hotkey: HOTKEY, identity: undefined })
  expect(guardFault(ctx, OWNER, other)).toBeUndefined()
})

describe('a new subnet', () => {
  test('has the price in its pool and its owner on uid 0', () => {
    const ctx = economy()
    atBlock(ctx, 7)
    succeeds(ctx, register(), asOwner)
    expect(networks.NetworksAdded.get(ctx, SECOND)).toBe(true)
    expect(networks.TotalNetworks.get(ctx)).toBe(3)
    expect(freeOf(ctx, OWNER)).toBe(100_000n * TAO - PRICE)
    expect(freeOf(ctx, subnetAccount(SECOND))).toBe(PRICE)
    expect(pools.SubnetTAO.get(ctx, SECOND)).toBe(PRICE)
    // The only other price is that of subnet 1: 10 TAO for 10 alpha.
    expect(pools.SubnetAlphaIn.get(ctx, SECOND)).toBe(PRICE)
    expect(pools.SubnetAlphaOut.get(ctx, SECOND)).toBe(0n)
    expect(pools.SubnetMechanism.get(ctx, SECOND)).toBe(1)
    expect(TotalStake.get(ctx)).toBe(PRICE)
    expect(networks.SubnetLocked.get(ctx, SECOND)).toBe(PRICE)
    expect(networks.RAORecycledForRegistration.get(ctx, SECOND)).toBe(0n)
    expect(networks.SubnetOwner.get(ctx, SECOND)).toEqual(OWNER)
    expect(networks.SubnetOwnerHotkey.get(ctx, SECOND)).toEqual(HOTKEY)
    expect(uidOf(ctx, SECOND, HOTKEY)).toBe(0)
    expect(networks.NetworkRegisteredAt.get(ctx, SECOND)).toBe(7n)
    expect(networks.RegisteredSubnetCounter.get(ctx, SECOND)).toBe(1n)
    expect(new TextDecoder().decode(networks.TokenSymbol.get(ctx, SECOND))).toBe('β')
    expect(networks.NetworkLastLockCost.get(ctx)).toBe(PRICE)
    expect(LastRateLimitedBlock.get(ctx, { type: 'NetworkLastRegistered' })).toBe(7n)
    expect(faults(ctx)).toEqual([])
  })

  test('is inert: not started, without emission of TAO', () => {
    const ctx = economy()
    succeeds(ctx, register(), asOwner)
    expect(networks.FirstEmissionBlockNumber.has(ctx, SECOND)).toBe(false)
    expect(pools.SubtokenEnabled.get(ctx, SECOND)).toBe(false)
    expect(SubnetEmissionEnabled.has(ctx, SECOND)).toBe(true)
    expect(SubnetEmissionEnabled.get(ctx, SECOND)).toBe(false)
  })

  test.each([
    // Last epoch = block − netuid mod tempo: 500 − 2 mod 10, 500 − 2 mod 360.
    ['fast', 10, 498n],
    ['normal', 360, 498n],
  ] as const)('has the hyperparameters of a %s chain', (timing, tempo, lastEpoch) => {
    const ctx = economy(timing)
    atBlock(ctx, 500)
    succeeds(ctx, register(), asOwner)
    expect(Tempo.get(ctx, SECOND)).toBe(tempo)
    expect(LastEpochBlock.get(ctx, SECOND)).toBe(lastEpoch)
    const written = [
      [networks.NetworkRegistrationAllowed, true],
      [hyperparameters.MaxAllowedUids, 256],
      [hyperparameters.MaxAllowedValidators, 64],
      [hyperparameters.MinAllowedWeights, 1],
      [hyperparameters.ImmunityPeriod, 5000],
      [hyperparameters.Burn, TAO],
      [hyperparameters.Kappa, 32_767],
      [hyperparameters.ActivityCutoff, 5000],
      [hyperparameters.RegistrationsThisInterval, 0],
      [hyperparameters.Yuma3On, true],
      [pools.SubnetVolume, 0n],
    ] as const
    for (const [item, value] of written) {
      expect(item.has(ctx, SECOND), item.name).toBe(true)
      expect(item.get(ctx, SECOND), item.name).toBe(value)
    }
  })

  test('tells all that it sets, in order', () => {
    const ctx = economy()
    const call = registerNetworkWithIdentity.with({ hotkey: HOTKEY, identity: IDENTITY })
    const events = succeeds(ctx, call, asOwner)
    const own = (...names: readonly string[]) => names.map((name) => `SubtensorModule.${name}`)
    expect(namesOf(events)).toEqual([
      ...own('RegistrationAllowed', 'MaxAllowedUidsSet', 'MaxAllowedValidatorsSet'),
      ...own('MinAllowedWeightSet', 'ImmunityPeriodSet'),
      'System.NewAccount',
      'Balances.Endowed',
      'Balances.Transfer',
      ...own('SubnetOwnerHotkeySet', 'SubnetIdentitySet', 'NetworkAdded'),
    ])
    expect(events.at(-1)?.[1]).toEqual([SECOND, 1])
    expect(networks.SubnetIdentitiesV3.get(ctx, SECOND)).toEqual(IDENTITY)
  })

  test('costs twice the last price in the same block, and less as time passes', () => {
    const ctx = economy()
    succeeds(ctx, register(), asOwner)
    atBlock(ctx, 1 + 50_400)
    // Half of the interval of 100,800 blocks: 2·1000 − floor(10^12 / 100,800)·50,400 rao.
    const cost = 2n * PRICE - 9_920_634n * 50_400n
    const before = freeOf(ctx, RIVAL)
    succeeds(ctx, register(account(2)), asRival)
    expect(before - freeOf(ctx, RIVAL)).toBe(cost)
    expect(networks.SubnetLocked.get(ctx, netUid(3))).toBe(cost)
  })

  test('spares the life of who pays; the pool is filled up to the minimum', () => {
    const ctx = economy()
    const exact = endowed(ctx, 60, PRICE)
    succeeds(ctx, register(), signed(exact))
    // The existential deposit of 500 rao stays with the owner.
    expect(freeOf(ctx, exact)).toBe(500n)
    expect(networks.SubnetLocked.get(ctx, SECOND)).toBe(PRICE - 500n)
    expect(pools.SubnetTAO.get(ctx, SECOND)).toBe(PRICE)
    expect(networks.NetworkLastLockCost.get(ctx)).toBe(PRICE - 500n)
  })

  test('takes the lowest netuid that is free', () => {
    const ctx = economy()
    for (const netuid of [2, 3, 5]) networks.NetworksAdded.set(ctx, netUid(netuid), true)
    const events = succeeds(ctx, register(), asOwner)
    expect(events.at(-1)?.[1]).toEqual([4, 1])
  })
})

describe('the median of prices', () => {
  const priced = (...alphas: readonly bigint[]): Context => {
    const ctx = economy()
    for (const [at, alpha] of alphas.entries()) {
      const netuid = netUid(1 + at)
      networks.NetworksAdded.set(ctx, netuid, true)
      pools.SubnetMechanism.set(ctx, netuid, 1)
      pools.SubnetTAO.set(ctx, netuid, rao(TAO))
      pools.SubnetAlphaIn.set(ctx, netuid, alphaRao(alpha * TAO))
    }
    return ctx
  }
  const half = fixedFromRaw(U64F64, 1n << 63n)
  const quarter = fixedFromRaw(U64F64, 1n << 62n)

  test('is the middle one of three, and half the sum of the middle two of four', () => {
    expect(medianAlphaPrice(priced(2n, 1n, 4n))).toBe(half)
    // 1, 1/2, 1/4, 1/8: (1/2 + 1/4) / 2
    expect(medianAlphaPrice(priced(1n, 2n, 4n, 8n))).toBe((half + quarter) >> 1n)
    expect(medianAlphaPrice(priced(2n, 2n))).toBe(half)
  })

  test('is 1 where no subnet has a price', () => {
    const ctx = economy()
    networks.NetworksAdded.remove(ctx, FIRST)
    expect(medianAlphaPrice(ctx)).toBe(U64F64.one)
    const worthless = economy()
    pools.SubnetTAO.set(worthless, FIRST, rao(0n))
    expect(medianAlphaPrice(worthless)).toBe(U64F64.one)
  })

  test('sets how much alpha a new pool has', () => {
    const ctx = priced(2n)
    succeeds(ctx, register(), asOwner)
    expect(pools.SubnetAlphaIn.get(ctx, SECOND)).toBe(2n * PRICE)
  })
})

describe('which subnet makes room', () => {
  /** Subnets 1 to 3, registered in blocks 10, 20, 30 with averages of 3, 2 and 2; now is 100. */
  function crowded(): Context {
    const ctx = economy()
    networks.NetworkImmunityPeriod.set(ctx, 50n)
    const subnets: readonly (readonly [number, bigint])[] = [
      [1, 3n],
      [2, 2n],
      [3, 2n],
    ]
    for (const [at, price] of subnets) {
      const netuid: NetUid = netUid(at)
      networks.NetworksAdded.set(ctx, netuid, true)
      networks.NetworkRegisteredAt.set(ctx, netuid, BigInt(at) * 10n)
      pools.SubnetMechanism.set(ctx, netuid, 1)
      pools.SubnetMovingPrice.set(ctx, netuid, fixedFromRaw(I96F32, price << 32n))
    }
    atBlock(ctx, 100)
    return ctx
  }

  test('the one with the lowest average, of equal ones the oldest', () => {
    const ctx = crowded()
    expect(networkToPrune(ctx)).toBe(2)
    networks.NetworkRegisteredAt.set(ctx, SECOND, 31n)
    expect(networkToPrune(ctx)).toBe(3)
    pools.SubnetMovingPrice.set(ctx, SECOND, fixedFromRaw(I96F32, (2n << 32n) - 1n))
    expect(networkToPrune(ctx)).toBe(2)
  })

  test('of the same age too, the first by raw key', () => {
    const ctx = crowded()
    networks.NetworkRegisteredAt.set(ctx, netUid(3), 20n)
    expect(networkToPrune(ctx)).toBe(2)
  })

  test('none that is immune, to the block', () => {
    const ctx = crowded()
    atBlock(ctx, 69)
    expect(networkToPrune(ctx)).toBe(1)
    atBlock(ctx, 70)
    expect(networkToPrune(ctx)).toBe(2)
    atBlock(ctx, 59)
    expect(networkToPrune(ctx)).toBeUndefined()
  })

  test('a subnet with a stable price counts as 1', () => {
    const ctx = crowded()
    pools.SubnetMechanism.set(ctx, FIRST, 0)
    expect(networkToPrune(ctx)).toBe(1)
  })

  test('its netuid and its place go to the newcomer in the same call', () => {
    const ctx = economy()
    succeeds(ctx, register(), asOwner)
    networks.SubnetLimit.set(ctx, 2)
    networks.NetworkImmunityPeriod.set(ctx, 0n)
    pools.SubnetMovingPrice.set(ctx, FIRST, I96F32.one)
    atBlock(ctx, 200_000)
    const events = succeeds(ctx, register(account(2)), asRival)
    expect(events).toContainEqual(['SubtensorModule.NetworkRemoved', SECOND])
    expect(events.at(-1)).toEqual(['SubtensorModule.NetworkAdded', [SECOND, 1]])
    expect(networks.SubnetOwner.get(ctx, SECOND)).toEqual(RIVAL)
    expect(networks.RegisteredSubnetCounter.get(ctx, SECOND)).toBe(2n)
    expect(networks.TotalNetworks.get(ctx)).toBe(3)
    expect(uidOf(ctx, SECOND, HOTKEY)).toBeUndefined()
    expect(faults(ctx)).toEqual([])
  })
})
