import { alphaRao, blockNumber, hash, I96F32, rao, U64F64 } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import type { ModuleError } from '../../../../src/frame/error.ts'
import { NONE, ROOT } from '../../../../src/frame/origin.ts'
import {
  forceSetBalance,
  hold,
  TotalIssuance as BalancesIssuance,
} from '../../../../src/pallets/balances/index.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { swapColdkey } from '../../../../src/pallets/subtensor/keys/calls/swap-coldkey.ts'
import { adoptHotkey } from '../../../../src/pallets/subtensor/keys/ownership.ts'
import { lockStake } from '../../../../src/pallets/subtensor/locks/calls/lock.ts'
import { listStakingColdkey } from '../../../../src/pallets/subtensor/root/coldkey-index.ts'
import { TotalIssuance } from '../../../../src/pallets/subtensor/storage/emission.ts'
import {
  AutoStakeDestination,
  AutoStakeDestinationColdkeys,
  OwnedHotkeys,
  Owner,
  StakingHotkeys,
} from '../../../../src/pallets/subtensor/storage/keys.ts'
import {
  ColdkeySwapAnnouncements,
  ColdkeySwapDisputes,
  LastRateLimitedBlock,
} from '../../../../src/pallets/subtensor/storage/limits.ts'
import { AccountFlags, Lock } from '../../../../src/pallets/subtensor/storage/locks.ts'
import { IdentitiesV2, SubnetOwner } from '../../../../src/pallets/subtensor/storage/networks.ts'
import {
  NumStakingColdkeys,
  RootClaimable,
  RootClaimed,
  RootClaimType,
  StakingColdkeys,
  StakingColdkeysByIndex,
} from '../../../../src/pallets/subtensor/storage/root-claim.ts'
import { subnetAccount } from '../../../../src/pallets/subtensor/subnets/account.ts'
import type { ChainIdentityV2 } from '../../../../src/pallets/subtensor/types.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { account } from '../../../helpers/test-context.ts'
import { asOwner, FIRST, freeOf, OWNER, RIVAL, ROOT_NETUID, TAO } from '../economy-kit.ts'
import {
  expectSound,
  keysWorld,
  LEAST_BALANCE,
  NOW,
  OLD,
  SECOND,
  stake,
  stakeIn,
} from './keys-kit.ts'

/** The coldkey that takes over from `OWNER`. */
const NEXT = account(70)
const OTHER = account(14)
const FUNDS = 100_000n * TAO
const block = BigInt(NOW)

const swap = (cost = 0n, to = NEXT): RuntimeCall =>
  swapColdkey.with({ old_coldkey: OWNER, new_coldkey: to, swap_cost: rao(cost) })

const identity = (byte: number): ChainIdentityV2 => {
  const field = Uint8Array.of(byte)
  return {
    ...{ name: field, url: field, github_repo: field, image: field },
    ...{ discord: field, description: field, additional: field },
  }
}

let ctx: Context
beforeEach(() => {
  ctx = keysWorld()
})

describe('swap_coldkey', () => {
  test.each([
    ['a signer', asOwner],
    ['nobody', NONE],
  ] as const)('is not for %s', (_, origin) => {
    fails(ctx, swap(), origin, { type: 'BadOrigin' })
  })

  const refusals: readonly (readonly [string, ModuleError, (ctx: Context) => RuntimeCall])[] = [
    [
      'a price that the old coldkey cannot pay and live',
      errors.NotEnoughBalanceToPaySwapColdKey,
      () => swap(FUNDS - 499n),
    ],
    [
      'a new coldkey that stakes',
      errors.ColdKeyAlreadyAssociated,
      (at) => {
        StakingHotkeys.set(at, NEXT, [OTHER])
        return swap()
      },
    ],
    [
      'a new coldkey that is a hotkey',
      errors.NewColdKeyIsHotkey,
      (at) => {
        Owner.set(at, NEXT, RIVAL)
        return swap()
      },
    ],
    [
      'a new coldkey with a lock',
      errors.ActiveLockExists,
      (at) => {
        Lock.set(at, NEXT, FIRST, OTHER, {
          ...{ locked_mass: 1_000n, last_update: block },
          conviction: U64F64.zero,
        })
        return swap()
      },
    ],
    [
      'a hotkey that is the account of a subnet',
      errors.CannotUseSystemAccount,
      (at) => {
        OwnedHotkeys.set(at, OWNER, [subnetAccount(FIRST)])
        return swap()
      },
    ],
  ]
  test.each(refusals)('refuses %s', (_, error, setUp) => {
    fails(ctx, setUp(ctx), ROOT, error)
  })

  test('asks for the price first, then for stake, then whether it is a hotkey', () => {
    StakingHotkeys.set(ctx, NEXT, [OTHER])
    Owner.set(ctx, NEXT, RIVAL)
    fails(ctx, swap(FUNDS), ROOT, errors.NotEnoughBalanceToPaySwapColdKey)
    fails(ctx, swap(), ROOT, errors.ColdKeyAlreadyAssociated)
    StakingHotkeys.remove(ctx, NEXT)
    fails(ctx, swap(), ROOT, errors.NewColdKeyIsHotkey)
  })

  test('recycles its price, and the rest goes over', () => {
    const [issued, counted] = [BalancesIssuance.get(ctx), TotalIssuance.get(ctx)]
    succeeds(ctx, swap(3n * TAO), ROOT)
    expect([freeOf(ctx, OWNER), freeOf(ctx, NEXT)]).toEqual([0n, FUNDS - 3n * TAO])
    expect(BalancesIssuance.get(ctx)).toBe(issued - 3n * TAO)
    expect(TotalIssuance.get(ctx)).toBe(counted - 3n * TAO)
    expectSound(ctx)
  })

  test('forgets an announcement and a dispute', () => {
    ColdkeySwapAnnouncements.set(ctx, OWNER, [blockNumber(9), hash(new Uint8Array(32))])
    ColdkeySwapDisputes.set(ctx, OWNER, blockNumber(9))
    succeeds(ctx, swap(), ROOT)
    expect(ColdkeySwapAnnouncements.has(ctx, OWNER)).toBe(false)
    expect(ColdkeySwapDisputes.has(ctx, OWNER)).toBe(false)
  })
})

describe('a new coldkey has', () => {
  test('the balance, and the swap counts as its last transaction', () => {
    const events = succeeds(ctx, swap(), ROOT)
    const value = { old_coldkey: OWNER, new_coldkey: NEXT }
    expect(events.at(-1)).toEqual(['SubtensorModule.ColdkeySwapped', value])
    expect([freeOf(ctx, OWNER), freeOf(ctx, NEXT)]).toEqual([0n, FUNDS])
    expect(LastRateLimitedBlock.get(ctx, { type: 'LastTxBlock', value: NEXT })).toBe(block)
    expectSound(ctx)
  })

  test('its own balance beside', () => {
    const call = forceSetBalance.with({ who: { type: 'Id', value: NEXT }, new_free: 5n * TAO })
    succeeds(ctx, call, ROOT)
    succeeds(ctx, swap(), ROOT)
    expect(freeOf(ctx, NEXT)).toBe(FUNDS + 5n * TAO)
  })

  test('what is not held', () => {
    hold(ctx, { type: 'Preimage', value: 'Preimage' }, OWNER, 7n * TAO)
    succeeds(ctx, swap(), ROOT)
    // What is held keeps the old account alive, with its existential deposit.
    expect(freeOf(ctx, OWNER)).toBe(LEAST_BALANCE)
    expect(freeOf(ctx, NEXT)).toBe(FUNDS - 7n * TAO - LEAST_BALANCE)
  })

  test('the hotkeys, after its own', () => {
    adoptHotkey(ctx, OWNER, OTHER)
    OwnedHotkeys.set(ctx, NEXT, [account(15)])
    Owner.set(ctx, account(15), NEXT)
    succeeds(ctx, swap(), ROOT)
    expect(OwnedHotkeys.get(ctx, NEXT)).toEqual([account(15), OLD, OTHER])
    expect(OwnedHotkeys.has(ctx, OWNER)).toBe(false)
    for (const hotkey of [OLD, OTHER]) expect(Owner.get(ctx, hotkey)).toEqual(NEXT)
    expect(StakingHotkeys.get(ctx, NEXT)).toEqual([OLD, OTHER])
    expect(StakingHotkeys.has(ctx, OWNER)).toBe(false)
    expectSound(ctx)
  })

  test('empty lists where the old one had nothing', () => {
    const call = swapColdkey.with({ old_coldkey: RIVAL, new_coldkey: NEXT, swap_cost: rao(0n) })
    succeeds(ctx, call, ROOT)
    expect(OwnedHotkeys.has(ctx, NEXT)).toBe(true)
    expect(StakingHotkeys.has(ctx, NEXT)).toBe(true)
  })

  test('the stake with every hotkey on every subnet; that of others stays', () => {
    adoptHotkey(ctx, RIVAL, OTHER)
    stake(ctx, OLD, OWNER, FIRST, 1_000n)
    stake(ctx, OLD, RIVAL, FIRST, 3_000n)
    stake(ctx, OTHER, OWNER, SECOND, 500n)
    succeeds(ctx, swap(), ROOT)
    expect(stakeIn(ctx, OLD, NEXT, FIRST)).toBe(1_000n)
    expect(stakeIn(ctx, OTHER, NEXT, SECOND)).toBe(500n)
    expect(stakeIn(ctx, OLD, RIVAL, FIRST)).toBe(3_000n)
    expect(stakeIn(ctx, OLD, OWNER, FIRST)).toBe(0n)
    expectSound(ctx)
  })

  test('the subnets', () => {
    SubnetOwner.set(ctx, SECOND, OWNER)
    succeeds(ctx, swap(), ROOT)
    expect(SubnetOwner.get(ctx, SECOND)).toEqual(NEXT)
    expect(SubnetOwner.get(ctx, FIRST)).not.toEqual(NEXT)
  })

  test('the identity, unless it has one', () => {
    IdentitiesV2.set(ctx, OWNER, identity(1))
    succeeds(ctx, swap(), ROOT)
    expect(IdentitiesV2.get(ctx, NEXT)).toEqual(identity(1))
    expect(IdentitiesV2.has(ctx, OWNER)).toBe(false)
    ctx = keysWorld()
    IdentitiesV2.set(ctx, OWNER, identity(1))
    IdentitiesV2.set(ctx, NEXT, identity(2))
    succeeds(ctx, swap(), ROOT)
    expect(IdentitiesV2.get(ctx, NEXT)).toEqual(identity(2))
    expect(IdentitiesV2.get(ctx, OWNER)).toEqual(identity(1))
  })

  test('the destination of what is staked by itself, last in the list of the hotkey', () => {
    AutoStakeDestination.set(ctx, OWNER, FIRST, OTHER)
    AutoStakeDestinationColdkeys.set(ctx, OTHER, FIRST, [OWNER, NEXT, RIVAL])
    succeeds(ctx, swap(), ROOT)
    expect(AutoStakeDestination.has(ctx, OWNER, FIRST)).toBe(false)
    expect(AutoStakeDestination.get(ctx, NEXT, FIRST)).toEqual(OTHER)
    expect(AutoStakeDestinationColdkeys.get(ctx, OTHER, FIRST)).toEqual([RIVAL, NEXT])
  })

  test('the locks and the flags', () => {
    stake(ctx, OLD, OWNER, FIRST, 1_000_000n)
    const call = lockStake.with({ hotkey: OLD, netuid: FIRST, amount: alphaRao(1_000_000n) })
    succeeds(ctx, call, asOwner)
    AccountFlags.set(ctx, OWNER, 4n)
    succeeds(ctx, swap(), ROOT)
    expect(Lock.get(ctx, NEXT, FIRST, OLD)?.locked_mass).toBe(1_000_000n)
    expect([...Lock.entries(ctx, OWNER)]).toEqual([])
    expect(AccountFlags.get(ctx, NEXT)).toBe(4n)
    expectSound(ctx)
  })

  test('no flag that it only had for the swap', () => {
    succeeds(ctx, swap(), ROOT)
    expect(AccountFlags.has(ctx, NEXT)).toBe(false)
  })
})

describe('root dividends', () => {
  test('are claimed from then on by the new coldkey, for subnets on which it has stake', () => {
    stake(ctx, OLD, OWNER, ROOT_NETUID, 1_000n)
    stake(ctx, OLD, OWNER, FIRST, 10n)
    RootClaimable.set(ctx, OLD, [
      [FIRST, I96F32.one],
      [SECOND, I96F32.one],
    ])
    RootClaimed.set(ctx, FIRST, OLD, OWNER, 7n)
    RootClaimed.set(ctx, SECOND, OLD, OWNER, 8n)
    RootClaimed.set(ctx, FIRST, OLD, NEXT, 1n)
    RootClaimType.set(ctx, OWNER, { type: 'Keep' })
    succeeds(ctx, swap(), ROOT)
    expect(RootClaimed.get(ctx, FIRST, OLD, NEXT)).toBe(8n)
    expect(RootClaimed.has(ctx, FIRST, OLD, OWNER)).toBe(false)
    expect(RootClaimed.has(ctx, ROOT_NETUID, OLD, NEXT)).toBe(true)
    expect(RootClaimed.get(ctx, SECOND, OLD, OWNER)).toBe(8n)
    expect(RootClaimed.has(ctx, SECOND, OLD, NEXT)).toBe(false)
    // How they are claimed is not taken over.
    expect(RootClaimType.get(ctx, NEXT)).toEqual({ type: 'Swap' })
    expect(RootClaimType.get(ctx, OWNER)).toEqual({ type: 'Keep' })
  })

  test('are claimed by themselves for the new coldkey, whose index is the last', () => {
    stake(ctx, OLD, OWNER, ROOT_NETUID, 1_000n)
    listStakingColdkey(ctx, OWNER)
    listStakingColdkey(ctx, RIVAL)
    succeeds(ctx, swap(), ROOT)
    // The new one came third and took the place of the first when that left.
    expect(StakingColdkeysByIndex.get(ctx, 0n)).toEqual(NEXT)
    expect(StakingColdkeys.get(ctx, NEXT)).toBe(0n)
    expect(StakingColdkeys.has(ctx, OWNER)).toBe(false)
    expect(NumStakingColdkeys.get(ctx)).toBe(2n)
  })

  test('without root stake the new coldkey is not listed', () => {
    listStakingColdkey(ctx, OWNER)
    succeeds(ctx, swap(), ROOT)
    expect(StakingColdkeys.has(ctx, NEXT)).toBe(false)
    expect(NumStakingColdkeys.get(ctx)).toBe(0n)
  })
})

test('a coldkey without anything may be put in its own place', () => {
  const call = swapColdkey.with({ old_coldkey: RIVAL, new_coldkey: RIVAL, swap_cost: rao(0n) })
  succeeds(ctx, call, ROOT)
  expect(freeOf(ctx, RIVAL)).toBe(FUNDS)
  expectSound(ctx)
  fails(ctx, swap(0n, OWNER), ROOT, errors.ColdKeyAlreadyAssociated)
})

test('a coldkey that was taken over can begin anew', () => {
  succeeds(ctx, swap(), ROOT)
  adoptHotkey(ctx, OWNER, account(16))
  const back = swapColdkey.with({ old_coldkey: NEXT, new_coldkey: account(71), swap_cost: rao(0n) })
  succeeds(ctx, back, ROOT)
  expect(OwnedHotkeys.get(ctx, account(71))).toEqual([OLD])
  expectSound(ctx)
})
