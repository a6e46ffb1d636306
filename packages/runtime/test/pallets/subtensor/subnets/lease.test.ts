import {
  addressOf,
  alphaRao,
  bytesToHex,
  fixedFromRaw,
  netUid,
  rao,
  U64F64,
} from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { dispatchInfo } from '../../../../src/frame/call.ts'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { moduleError } from '../../../../src/frame/error.ts'
import { NONE, ROOT, signed } from '../../../../src/frame/origin.ts'
import { errors as balancesErrors } from '../../../../src/pallets/balances/errors.ts'
import { mintInto } from '../../../../src/pallets/balances/index.ts'
import { errors as crowdloanErrors } from '../../../../src/pallets/crowdloan/errors.ts'
import { Crowdloans, CurrentCrowdloanId } from '../../../../src/pallets/crowdloan/storage.ts'
import { proxy } from '../../../../src/pallets/proxy/calls/proxy.ts'
import { errors as proxyErrors } from '../../../../src/pallets/proxy/errors.ts'
import { Proxies } from '../../../../src/pallets/proxy/storage.ts'
import { distributeLeaseDividends } from '../../../../src/pallets/subtensor/coinbase/lease-dividends.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { adoptHotkey } from '../../../../src/pallets/subtensor/keys/ownership.ts'
import { uidOf } from '../../../../src/pallets/subtensor/registration/neurons.ts'
import { addStake } from '../../../../src/pallets/subtensor/staking/calls/add-stake.ts'
import { increaseStake, stakeOf } from '../../../../src/pallets/subtensor/staking/stake.ts'
import { Delegates, Owner } from '../../../../src/pallets/subtensor/storage/keys.ts'
import {
  AccumulatedLeaseDividends,
  NextSubnetLeaseId,
  SubnetLeases,
  SubnetLeaseShares,
  SubnetUidToLeaseId,
} from '../../../../src/pallets/subtensor/storage/limits.ts'
import {
  FirstEmissionBlockNumber,
  NetworkRateLimit,
  SubnetOwner,
  SubnetOwnerHotkey,
} from '../../../../src/pallets/subtensor/storage/networks.ts'
import { SubnetTAO } from '../../../../src/pallets/subtensor/storage/pools.ts'
import { subnetAccount } from '../../../../src/pallets/subtensor/subnets/account.ts'
import { rootDissolveNetwork } from '../../../../src/pallets/subtensor/subnets/calls/dissolve.ts'
import { terminateLeaseCall } from '../../../../src/pallets/subtensor/subnets/calls/lease.ts'
import { registerNetworkCall } from '../../../../src/pallets/subtensor/subnets/calls/register-network.ts'
import { startCall } from '../../../../src/pallets/subtensor/subnets/calls/start-call.ts'
import {
  leaseColdkey,
  leaseHotkey,
} from '../../../../src/pallets/subtensor/subnets/lease/accounts.ts'
import { leaseInvariants } from '../../../../src/pallets/subtensor/subnets/lease/invariants.ts'
import { errors as systemErrors } from '../../../../src/pallets/system/errors.ts'
import { Account } from '../../../../src/pallets/system/storage.ts'
import { asDerivative } from '../../../../src/pallets/utility/calls/dispatch-as.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { account, eventsDuring, host } from '../../../helpers/test-context.ts'
import { asOwner, asRival, atBlock, freeOf, namesOf, OWNER, RIVAL, TAO } from '../economy-kit.ts'
import {
  CAP,
  CAROL,
  COLDKEY,
  END,
  faults,
  finalizeCall,
  HOTKEY,
  LEASE,
  leaseCall,
  leased,
  NETUID,
  paid,
  PRICE,
  PROXY_DEPOSIT,
} from './lease-kit.ts'

test('the accounts of leases are hashes of what they are for and the number', () => {
  // BLAKE2b-256 of the length, `leasing/coldkey` or `leasing/hotkey`, and four bytes.
  expect([0, 1].map((id) => bytesToHex(leaseColdkey({ host }, id)))).toEqual([
    '0x7fa9a44897c4e39223a9a45b3da830b2b923a7654f7e810e5db169e50d2eb471',
    '0x5eff1b7333efb4e3218199eaca2abee02a1b8bfe585641b09f10af9a4aa0e03d',
  ])
  expect([0, 1].map((id) => bytesToHex(leaseHotkey({ host }, id)))).toEqual([
    '0xa1eb3571088a08653ee5a8a22e00bdc8cb0c993caa767dbd7fac8d585d6496f6',
    '0xd35d45495f942af24fbb050b206184837cf775a083faf9274b9b740b08fd5cb0',
  ])
})

/** The crowdloan while its call runs. */
function beingFinalized(): Context {
  const ctx = paid()
  CurrentCrowdloanId.set(ctx, 0)
  return ctx
}

describe('register_leased_network fails', () => {
  test('for who does not sign', () => {
    for (const origin of [ROOT, NONE]) {
      fails(beingFinalized(), leaseCall(), origin, { type: 'BadOrigin' })
    }
  })

  test('where no crowdloan is being finalised, or one that does not exist', () => {
    const ctx = paid()
    fails(ctx, leaseCall(), asOwner, crowdloanErrors.InvalidCrowdloanId)
    CurrentCrowdloanId.set(ctx, 1)
    fails(ctx, leaseCall(), asOwner, crowdloanErrors.InvalidCrowdloanId)
  })

  test('for another than the creator', () => {
    fails(beingFinalized(), leaseCall(0), asRival, errors.InvalidLeaseBeneficiary)
    const derived = asDerivative.with({ index: 0, call: leaseCall() })
    fails(paid({ call: derived }), finalizeCall, asOwner, errors.InvalidLeaseBeneficiary)
  })

  test('with an end in this block or before', () => {
    const ctx = paid({ call: leaseCall(100) })
    for (const block of [100, 101]) {
      atBlock(ctx, block)
      fails(ctx, finalizeCall, asOwner, errors.LeaseCannotEndInThePast)
    }
    atBlock(ctx, 99)
    succeeds(ctx, finalizeCall, asOwner)
  })

  test('when no number is left', () => {
    const ctx = paid()
    NextSubnetLeaseId.set(ctx, 0xffff_ffff)
    fails(ctx, finalizeCall, asOwner, errors.Overflow)
  })

  test('when the funds are gone', () => {
    const ctx = beingFinalized()
    const loan = Crowdloans.get(ctx, 0)
    if (loan !== undefined) Crowdloans.set(ctx, 0, { ...loan, raised: CAP + 1n })
    fails(ctx, leaseCall(), asOwner, { type: 'Token', value: 'FundsUnavailable' })
  })

  test('as the registration of a subnet does', () => {
    const poor = paid({ cap: PRICE - 5n })
    fails(poor, finalizeCall, asOwner, errors.CannotAffordLockCost)
    const soon = paid()
    NetworkRateLimit.set(soon, 100n)
    succeeds(soon, registerNetworkCall.with({ hotkey: account(1) }), asRival)
    atBlock(soon, 50)
    fails(soon, finalizeCall, asOwner, errors.NetworkTxRateLimitExceeded)
    const taken = paid()
    Owner.set(taken, HOTKEY, RIVAL)
    fails(taken, finalizeCall, asOwner, errors.NonAssociatedColdKey)
  })

  test('as the addition of the proxy does', () => {
    const ctx = paid({ cap: PRICE + PROXY_DEPOSIT - 5n })
    fails(ctx, finalizeCall, asOwner, balancesErrors.InsufficientBalance)
    const own = paid()
    Crowdloans.update(own, 0, (loan) => loan && { ...loan, creator: COLDKEY })
    CurrentCrowdloanId.set(own, 0)
    fails(own, leaseCall(), signed(COLDKEY), proxyErrors.NoSelfProxy)
  })
})

describe('a leased subnet', () => {
  test('is that of the coldkey of the lease, and its hotkey takes nothing', () => {
    const ctx = leased()
    expect(SubnetOwner.get(ctx, NETUID)).toEqual(COLDKEY)
    expect(SubnetOwnerHotkey.get(ctx, NETUID)).toEqual(HOTKEY)
    expect(uidOf(ctx, NETUID, HOTKEY)).toBe(0)
    expect(SubnetTAO.get(ctx, NETUID)).toBe(PRICE)
    expect(Delegates.has(ctx, HOTKEY)).toBe(true)
    expect(Delegates.get(ctx, HOTKEY)).toBe(0)
    expect(SubnetLeases.get(ctx, LEASE)).toEqual({
      beneficiary: OWNER,
      coldkey: COLDKEY,
      hotkey: HOTKEY,
      emissions_share: 30,
      end_block: END,
      netuid: NETUID,
      cost: PRICE + PROXY_DEPOSIT,
    })
    expect(SubnetUidToLeaseId.get(ctx, NETUID)).toBe(LEASE)
    expect(NextSubnetLeaseId.get(ctx)).toBe(1)
    expect(CurrentCrowdloanId.has(ctx)).toBe(false)
    expect(faults(ctx)).toEqual([])
  })

  test('gives shares to all but the beneficiary, and to all what it did not cost', () => {
    const ctx = leased()
    // A fifth and two fifths in 64 bits, rounded down.
    const fifth = (1n << 64n) / 5n
    expect([...SubnetLeaseShares.entries(ctx)]).toEqual([
      [[LEASE, CAROL], fixedFromRaw(U64F64, fifth)],
      [[LEASE, RIVAL], fixedFromRaw(U64F64, 2n * fifth)],
    ])
    // 499,907,000,000 rao are left. The shares are just below a fifth and two fifths of it, which
    // would be 99,981,400,000 and 199,962,800,000; the two rao fall to the beneficiary.
    expect(freeOf(ctx, CAROL)).toBe(1_000n * TAO - 300n * TAO + 99_981_399_999n)
    expect(freeOf(ctx, RIVAL)).toBe(100_000n * TAO - 600n * TAO + 199_962_799_999n)
    expect(freeOf(ctx, OWNER)).toBe(100_000n * TAO - 600n * TAO + 199_962_800_002n)
    expect(freeOf(ctx, COLDKEY)).toBe(0n)
    // The lease's own provider is all that holds the coldkey with its deposit.
    expect(Account.get(ctx, COLDKEY)).toMatchObject({ providers: 1, consumers: 1 })
    expect(Account.get(ctx, COLDKEY).data.reserved).toBe(PROXY_DEPOSIT)
    expect(Account.get(ctx, HOTKEY)).toMatchObject({ providers: 1, consumers: 0 })
  })

  test('is told of in order', () => {
    const events = succeeds(paid(), finalizeCall, asOwner)
    const own = (...names: readonly string[]) => names.map((name) => `SubtensorModule.${name}`)
    expect(namesOf(events)).toEqual([
      ...['System.NewAccount', 'System.NewAccount', 'Balances.Endowed', 'Balances.Transfer'],
      ...own('RegistrationAllowed', 'MaxAllowedUidsSet', 'MaxAllowedValidatorsSet'),
      ...own('MinAllowedWeightSet', 'ImmunityPeriodSet'),
      ...['System.NewAccount', 'Balances.Endowed', 'Balances.Transfer'],
      ...own('SubnetOwnerHotkeySet', 'NetworkAdded'),
      ...['Balances.Reserved', 'Proxy.ProxyAdded'],
      ...['Balances.Transfer', 'Balances.Transfer', 'Balances.Transfer'],
      ...own('SubnetLeaseCreated'),
      'Crowdloan.Finalized',
    ])
    const created = { beneficiary: OWNER, lease_id: LEASE, netuid: NETUID, end_block: END }
    expect(events.at(-2)?.[1]).toEqual(created)
    const transfers = events.filter(([name]) => name === 'Balances.Transfer').slice(-3)
    expect(transfers.map(([, value]) => value)).toEqual([
      { from: COLDKEY, to: CAROL, amount: 99_981_399_999n },
      { from: COLDKEY, to: RIVAL, amount: 199_962_799_999n },
      { from: COLDKEY, to: OWNER, amount: 199_962_800_002n },
    ])
  })

  test('may cost all that was raised', () => {
    const ctx = paid({ cap: PRICE + PROXY_DEPOSIT })
    const before = freeOf(ctx, CAROL)
    succeeds(ctx, finalizeCall, asOwner)
    expect(SubnetLeases.get(ctx, LEASE)?.cost).toBe(PRICE + PROXY_DEPOSIT)
    expect(freeOf(ctx, CAROL)).toBe(before)
    expect([...SubnetLeaseShares.entries(ctx, LEASE)].length).toBe(2)
    expect(faults(ctx)).toEqual([])
  })

  test('shares what somebody sent to its coldkey before; it costs nothing then', () => {
    const ctx = paid()
    mintInto(ctx, COLDKEY, 2_000n * TAO)
    succeeds(ctx, finalizeCall, asOwner)
    expect(SubnetLeases.get(ctx, LEASE)?.cost).toBe(0n)
    // A fifth of 2,499.907 TAO, just below.
    expect(freeOf(ctx, CAROL)).toBe(700n * TAO + 499_981_399_999n)
    expect(faults(ctx)).toEqual([])
  })

  test('weighs by who contributed, unless five hundred did', () => {
    const ctx = beingFinalized()
    // 301,560,714 + 3·26,884,006 ps, 47 reads, 61 writes; 10,079 + 3·2,579 bytes.
    const actualWeight = { ref_time: 7_657_212_732n, proof_size: 17_816n }
    expect(ctx.dispatch(leaseCall(), asOwner)).toEqual({ ok: true, post: { actualWeight } })
    const crowd = beingFinalized()
    Crowdloans.update(crowd, 0, (loan) => loan && { ...loan, contributors_count: 500 })
    expect(crowd.dispatch(leaseCall(), asOwner)).toEqual({ ok: true, post: {} })
  })

  test('is operated by the beneficiary through a proxy', () => {
    const ctx = leased()
    const delegate = { delegate: OWNER, proxy_type: 'SubnetLeaseBeneficiary', delay: 0 }
    expect(Proxies.get(ctx, COLDKEY)).toEqual([[delegate], PROXY_DEPOSIT])
    const resultOf = (call: RuntimeCall): unknown => {
      const real = addressOf(COLDKEY)
      const asProxy = proxy.with({ real, force_proxy_type: undefined, call })
      return succeeds(ctx, asProxy, asOwner).at(-1)?.[1]
    }
    const start = startCall.with({ netuid: NETUID })
    fails(ctx, start, asOwner, { type: 'BadOrigin' })
    expect(resultOf(start)).toMatchObject({ result: { ok: true } })
    expect(FirstEmissionBlockNumber.get(ctx, NETUID)).toBe(2n)
    const stake = addStake.with({ hotkey: HOTKEY, netuid: NETUID, amount_staked: rao(TAO) })
    const error = moduleError(systemErrors.CallFiltered)
    expect(resultOf(stake)).toEqual({ result: { ok: false, error } })
  })

  test('gives contributors of the owner cut what they gave of the cost, the beneficiary too', () => {
    const ctx = leased()
    atBlock(ctx, 100)
    increaseStake(ctx, HOTKEY, COLDKEY, NETUID, alphaRao(10n * TAO))
    distributeLeaseDividends(ctx, LEASE, alphaRao(10n * TAO))
    // 30 % of 10 alpha is 3. Parts just below a fifth and two fifths are rounded up.
    const stakes = [CAROL, RIVAL, OWNER].map((who) => stakeOf(ctx, HOTKEY, who, NETUID))
    expect(stakes).toEqual([600_000_000n, 1_200_000_000n, 1_200_000_000n])
    expect(stakeOf(ctx, HOTKEY, COLDKEY, NETUID)).toBe(7n * TAO)
    expect(AccumulatedLeaseDividends.get(ctx, LEASE)).toBe(0n)
  })

  test('takes its lease with it when it is dissolved; the proxy stays', () => {
    const ctx = leased()
    AccumulatedLeaseDividends.set(ctx, LEASE, alphaRao(5n))
    succeeds(ctx, rootDissolveNetwork.with({ netuid: NETUID }), ROOT)
    expect(SubnetLeases.has(ctx, LEASE)).toBe(false)
    expect(SubnetUidToLeaseId.has(ctx, NETUID)).toBe(false)
    expect([...SubnetLeaseShares.entries(ctx)]).toEqual([])
    expect(AccumulatedLeaseDividends.has(ctx, LEASE)).toBe(false)
    expect(Proxies.has(ctx, COLDKEY)).toBe(true)
    expect(faults(ctx)).toEqual([])
    atBlock(ctx, END)
    const end = terminateLeaseCall.with({ lease_id: LEASE, hotkey: account(77) })
    fails(ctx, end, asOwner, errors.LeaseDoesNotExist)
  })
})

describe('terminate_lease', () => {
  /** A hotkey of the beneficiary. */
  const OWN = account(77)
  const terminate = (hotkey = OWN): RuntimeCall =>
    terminateLeaseCall.with({ lease_id: LEASE, hotkey })

  /** The lease in the block in which it ends. */
  function ended(): Context {
    const ctx = leased()
    adoptHotkey(ctx, OWNER, OWN)
    adoptHotkey(ctx, RIVAL, account(78))
    atBlock(ctx, END)
    return ctx
  }

  test('fails for who does not sign', () => {
    for (const origin of [ROOT, NONE]) fails(ended(), terminate(), origin, { type: 'BadOrigin' })
  })

  test('fails for a lease that does not exist', () => {
    const call = terminateLeaseCall.with({ lease_id: 1, hotkey: OWN })
    fails(ended(), call, asOwner, errors.LeaseDoesNotExist)
  })

  test('fails for who is not the beneficiary, the coldkey of the lease too', () => {
    for (const who of [asRival, signed(COLDKEY)]) {
      fails(ended(), terminate(), who, errors.ExpectedBeneficiaryOrigin)
    }
  })

  test('fails for a lease without an end', () => {
    fails(leased(leaseCall()), terminate(), asOwner, errors.LeaseHasNoEndBlock)
  })

  test('fails before the end', () => {
    const ctx = ended()
    atBlock(ctx, END - 1)
    fails(ctx, terminate(account(99)), asOwner, errors.LeaseHasNotEnded)
  })

  test('fails for a hotkey of nobody, of another and of the lease', () => {
    for (const hotkey of [account(99), account(78), HOTKEY]) {
      fails(ended(), terminate(hotkey), asOwner, errors.BeneficiaryDoesNotOwnHotkey)
    }
  })

  test('fails for the account of a subnet', () => {
    const ctx = ended()
    Owner.set(ctx, subnetAccount(netUid(1)), OWNER)
    fails(ctx, terminate(subnetAccount(netUid(1))), asOwner, errors.CannotUseSystemAccount)
  })

  test('fails when the proxy is gone', () => {
    const ctx = ended()
    Proxies.remove(ctx, COLDKEY)
    fails(ctx, terminate(), asOwner, proxyErrors.NotFound)
  })

  test('gives the subnet to the beneficiary', () => {
    const ctx = ended()
    AccumulatedLeaseDividends.set(ctx, LEASE, alphaRao(5n))
    const proxied = { delegator: COLDKEY, delegatee: OWNER, delay: 0 }
    expect(succeeds(ctx, terminate(), asOwner)).toEqual([
      ['SubtensorModule.SubnetOwnerHotkeySet', [NETUID, OWN]],
      ['System.KilledAccount', { account: HOTKEY }],
      ['Balances.Unreserved', { who: COLDKEY, amount: PROXY_DEPOSIT }],
      ['Proxy.ProxyRemoved', { ...proxied, proxy_type: 'SubnetLeaseBeneficiary' }],
      ['SubtensorModule.SubnetLeaseTerminated', { beneficiary: OWNER, netuid: NETUID }],
    ])
    expect(SubnetOwner.get(ctx, NETUID)).toEqual(OWNER)
    expect(SubnetOwnerHotkey.get(ctx, NETUID)).toEqual(OWN)
    expect(SubnetLeases.has(ctx, LEASE)).toBe(false)
    expect([...SubnetLeaseShares.entries(ctx)]).toEqual([])
    expect(AccumulatedLeaseDividends.has(ctx, LEASE)).toBe(false)
    expect(Proxies.has(ctx, COLDKEY)).toBe(false)
    expect(faults(ctx)).toEqual([])
    fails(ctx, terminate(), asOwner, errors.LeaseDoesNotExist)
  })

  test('leaves the deposit to the coldkey of nobody, and the number to the subnet', () => {
    const ctx = ended()
    succeeds(ctx, terminate(), asOwner)
    // The provider of the lease could not go while the deposit was reserved.
    expect(Account.get(ctx, COLDKEY)).toMatchObject({ providers: 2, consumers: 0 })
    expect(freeOf(ctx, COLDKEY)).toBe(PROXY_DEPOSIT)
    expect(SubnetUidToLeaseId.get(ctx, NETUID)).toBe(LEASE)
    const events = eventsDuring(ctx, () => distributeLeaseDividends(ctx, LEASE, alphaRao(TAO)))
    expect(events).toEqual([])
    expect(AccumulatedLeaseDividends.has(ctx, LEASE)).toBe(false)
    // The next lease has another number.
    succeeds(ctx, rootDissolveNetwork.with({ netuid: NETUID }), ROOT)
    expect(SubnetUidToLeaseId.has(ctx, NETUID)).toBe(false)
    expect(faults(ctx)).toEqual([])
  })

  test('takes the provider of a coldkey that has a balance beside the deposit', () => {
    const ctx = ended()
    mintInto(ctx, COLDKEY, TAO)
    succeeds(ctx, terminate(), asOwner)
    expect(Account.get(ctx, COLDKEY)).toMatchObject({ providers: 1, consumers: 0 })
    expect(freeOf(ctx, COLDKEY)).toBe(TAO + PROXY_DEPOSIT)
    expect(faults(ctx)).toEqual([])
  })

  test('weighs by the shares that it clears', () => {
    const ctx = ended()
    // 56,635,122 + 2·912,993 ps, 6 reads, 8 writes; 6,148 + 2·2,529 bytes.
    const actualWeight = { ref_time: 1_008_461_108n, proof_size: 11_206n }
    expect(ctx.dispatch(terminate(), asOwner)).toEqual({ ok: true, post: { actualWeight } })
    const announced = dispatchInfo(terminate(), ctx.config).weight
    expect(announced.proof_size).toBe(6_148n + 500n * 2_529n)
  })
})

describe('the invariants of leases find', () => {
  const found = (change: (ctx: Context) => void): readonly string[] => {
    const ctx = leased()
    change(ctx)
    return leaseInvariants.flatMap((check) => check(ctx))
  }

  test('a subnet that does not know its lease, or is gone', () => {
    expect(found((ctx) => SubnetUidToLeaseId.set(ctx, NETUID, 4))).toEqual([
      'lease 0 is of subnet 2, which knows 4',
    ])
    expect(found((ctx) => SubnetUidToLeaseId.set(ctx, netUid(9), 3))).toEqual([
      'lease 3 is of subnet 9, which is gone',
    ])
  })

  test('a number that was not given out', () => {
    expect(found((ctx) => NextSubnetLeaseId.set(ctx, 0))).toEqual([
      'lease 0 is there, and the next is 0',
    ])
  })

  test('shares above the whole, and what is kept for a lease that is gone', () => {
    expect(found((ctx) => SubnetLeaseShares.set(ctx, LEASE, OWNER, U64F64.one))).toEqual([
      'the shares of lease 0 are more than all of it',
    ])
    const left = found((ctx) => {
      SubnetLeaseShares.set(ctx, 3, OWNER, U64F64.one)
      AccumulatedLeaseDividends.set(ctx, 4, alphaRao(1n))
    })
    expect(left).toEqual(['lease 3 has shares and is gone', 'lease 4 keeps 1 alpha and is gone'])
  })
})
