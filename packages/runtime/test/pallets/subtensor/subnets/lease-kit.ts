import { blockNumber, netUid, Percent } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { signed } from '../../../../src/frame/origin.ts'
import { invariants as balancesInvariants } from '../../../../src/pallets/balances/invariants.ts'
import { contribute } from '../../../../src/pallets/crowdloan/calls/contribute.ts'
import { create } from '../../../../src/pallets/crowdloan/calls/create.ts'
import { finalize } from '../../../../src/pallets/crowdloan/calls/finalize.ts'
import { crowdloanPallet } from '../../../../src/pallets/crowdloan/index.ts'
import { proxyPallet } from '../../../../src/pallets/proxy/index.ts'
import { registrationInvariants } from '../../../../src/pallets/subtensor/registration/invariants.ts'
import { registerLeasedNetworkCall } from '../../../../src/pallets/subtensor/subnets/calls/lease.ts'
import { subnetsInvariants } from '../../../../src/pallets/subtensor/subnets/invariants.ts'
import {
  leaseColdkey,
  leaseHotkey,
} from '../../../../src/pallets/subtensor/subnets/lease/accounts.ts'
import { leaseInvariants } from '../../../../src/pallets/subtensor/subnets/lease/invariants.ts'
import { succeeds } from '../../../helpers/expect-call.ts'
import { account, host } from '../../../helpers/test-context.ts'
import { asOwner, economy, endowed, RIVAL, TAO } from '../economy-kit.ts'

/** What a subnet costs in these tests, and the deposit for the proxy of the beneficiary. */
export const PRICE = 1_000n * TAO
export const PROXY_DEPOSIT = 93_000_000n
/** What the crowdloan is to raise, where a test says nothing else. */
export const CAP = 1_500n * TAO

export const LEASE = 0
export const NETUID = netUid(2)
export const COLDKEY = leaseColdkey({ host }, LEASE)
export const HOTKEY = leaseHotkey({ host }, LEASE)
/** Who gives a fifth of it; the rival gives two fifths, and the owner is the beneficiary. */
export const CAROL: AccountId = account(31)
export const END = 500

/**
 * The call of a crowdloan for a lease that gives 30 % of the owner's cut to contributors.
 *
 * @param end its last block; without one it never ends
 */
export const leaseCall = (end?: number): RuntimeCall =>
  registerLeasedNetworkCall.with({
    emissions_share: Percent.fromParts(30n),
    end_block: end === undefined ? undefined : blockNumber(end),
  })

/** The call that makes the lease. */
export const finalizeCall = finalize.with({ crowdloan_id: 0 })

/** A crowdloan of the owner that has reached its cap, to be finalised. */
export function paid({ cap = CAP, call = leaseCall(END) } = {}): Context {
  const ctx = economy()
  endowed(ctx, 31, 1_000n * TAO)
  const creation = create.with({
    deposit: (cap * 2n) / 5n,
    min_contribution: TAO,
    cap,
    end: 200,
    call,
    target_address: undefined,
  })
  succeeds(ctx, creation, asOwner)
  for (const [who, fifths] of [
    [CAROL, 1n],
    [RIVAL, 2n],
  ] as const) {
    const gift = contribute.with({ crowdloan_id: 0, amount: (cap * fifths) / 5n })
    succeeds(ctx, gift, signed(who))
  }
  return ctx
}

/** The subnet of the lease. */
export function leased(call = leaseCall(END)): Context {
  const ctx = paid({ call })
  succeeds(ctx, finalizeCall, asOwner)
  return ctx
}

/** What holds for all that a lease touches. */
export const faults = (ctx: Context): readonly string[] =>
  [
    ...leaseInvariants,
    ...subnetsInvariants,
    ...registrationInvariants,
    ...balancesInvariants,
    ...(crowdloanPallet.invariants ?? []),
    ...(proxyPallet.invariants ?? []),
  ].flatMap((check) => check(ctx))
