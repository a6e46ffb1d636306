import { netUid, rao } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { signed } from '../../src/frame/origin.ts'
import { errors as balancesErrors } from '../../src/pallets/balances/errors.ts'
import { errors as crowdloanErrors } from '../../src/pallets/crowdloan/errors.ts'
import { fundsAccount } from '../../src/pallets/crowdloan/funds-account.ts'
import {
  Contributions,
  Crowdloans,
  CurrentCrowdloanId,
} from '../../src/pallets/crowdloan/storage.ts'
import { errors as proxyErrors } from '../../src/pallets/proxy/errors.ts'
import { Proxies } from '../../src/pallets/proxy/storage.ts'
import { errors } from '../../src/pallets/subtensor/errors.ts'
import { adoptHotkey } from '../../src/pallets/subtensor/keys/ownership.ts'
import { Owner } from '../../src/pallets/subtensor/storage/keys.ts'
import {
  LastRateLimitedBlock,
  NextSubnetLeaseId,
  SubnetLeases,
} from '../../src/pallets/subtensor/storage/limits.ts'
import * as networks from '../../src/pallets/subtensor/storage/networks.ts'
import { subnetAccount } from '../../src/pallets/subtensor/subnets/account.ts'
import { Account } from '../../src/pallets/system/storage.ts'
import { account } from '../helpers/test-context.ts'
import {
  asOwner as by,
  asRival,
  atBlock,
  OWNER,
  RIVAL,
  TAO,
} from '../pallets/subtensor/economy-kit.ts'
import {
  COLDKEY,
  END,
  HOTKEY,
  LEASE,
  leaseCall,
  leased,
  paid,
  PRICE,
  PROXY_DEPOSIT,
} from '../pallets/subtensor/subnets/lease-kit.ts'
import { breach, SIGNED } from './precondition.ts'
import type { Precondition } from './precondition.ts'

const OWN = account(77)
const SYSTEM = subnetAccount(netUid(1))

function beingFinalized(): Context {
  const ctx = paid()
  CurrentCrowdloanId.set(ctx, 0)
  atBlock(ctx, 100)
  return ctx
}

/** What was raised, and is there, is so much. */
const raisedIs = (ctx: Context, sum: bigint): void => {
  Crowdloans.update(ctx, 0, (loan) => loan && { ...loan, raised: rao(sum) })
  Account.update(ctx, fundsAccount(0), (it) => ({ ...it, data: { ...it.data, free: rao(sum) } }))
}

function ended(): Context {
  const ctx = leased()
  adoptHotkey(ctx, OWNER, OWN)
  adoptHotkey(ctx, RIVAL, account(78))
  atBlock(ctx, END)
  return ctx
}

export const lease: readonly Precondition[] = [
  {
    call: 'SubtensorModule.register_leased_network',
    world: beingFinalized,
    by,
    args: leaseCall(END).args,
    breaches: [
      ...SIGNED,
      breach(crowdloanErrors.InvalidCrowdloanId, {
        given: (ctx) => CurrentCrowdloanId.remove(ctx),
        spoils: ['loan'],
      }),
      breach(crowdloanErrors.InvalidCrowdloanId, {
        given: (ctx) => CurrentCrowdloanId.set(ctx, 1),
        spoils: ['loan'],
      }),
      breach(errors.InvalidLeaseBeneficiary, { by: asRival }),
      breach(errors.LeaseCannotEndInThePast, { args: { end_block: 100 } }),
      breach(errors.Overflow, {
        given: (ctx) => NextSubnetLeaseId.set(ctx, 0xffff_ffff),
        spoils: ['lease'],
      }),
      breach(
        { type: 'Token', value: 'FundsUnavailable' },
        {
          given: (ctx) =>
            Account.update(ctx, fundsAccount(0), (it) => ({
              ...it,
              data: { ...it.data, free: rao(TAO) },
            })),
          spoils: ['funds'],
        },
      ),
      breach(errors.NonAssociatedColdKey, {
        given: (ctx) => Owner.set(ctx, HOTKEY, RIVAL),
        spoils: ['lease'],
      }),
      breach(errors.SubNetRegistrationDisabled, {
        given: (ctx) => networks.NetworkRegistrationStartBlock.set(ctx, 101n),
      }),
      breach(errors.NetworkTxRateLimitExceeded, {
        given(ctx) {
          networks.NetworkRateLimit.set(ctx, 50n)
          LastRateLimitedBlock.set(ctx, { type: 'NetworkLastRegistered' }, 51n)
        },
      }),
      breach(errors.SubnetLimitReached, { given: (ctx) => networks.SubnetLimit.set(ctx, 1) }),
      breach(errors.CannotAffordLockCost, {
        given: (ctx) => raisedIs(ctx, PRICE - 1n),
        spoils: ['funds'],
      }),
      breach(balancesErrors.InsufficientBalance, {
        given: (ctx) => raisedIs(ctx, PRICE + PROXY_DEPOSIT - 1n),
        spoils: ['funds'],
      }),
      breach(proxyErrors.Duplicate, {
        given: (ctx) =>
          Proxies.set(ctx, COLDKEY, [
            [{ delegate: OWNER, proxy_type: 'SubnetLeaseBeneficiary', delay: 0 }],
            rao(0n),
          ]),
        alone: true,
      }),
      breach(proxyErrors.TooMany, {
        given: (ctx) =>
          Proxies.set(ctx, COLDKEY, [
            Array.from({ length: 20 }, (_, at) => ({
              delegate: account(100 + at),
              proxy_type: 'Any' as const,
              delay: 0,
            })),
            rao(0n),
          ]),
        alone: true,
      }),
      // Nobody has the key of the lease, but Root can sign for it.
      breach(proxyErrors.NoSelfProxy, {
        by: signed(COLDKEY),
        given: (ctx) => Crowdloans.update(ctx, 0, (loan) => loan && { ...loan, creator: COLDKEY }),
        alone: true,
      }),
      // Whose account is gone by now, and whose part of what is left is too little for a new one.
      breach(
        { type: 'Token', value: 'BelowMinimum' },
        { given: (ctx) => Contributions.set(ctx, 0, account(150), rao(100n)), alone: true },
      ),
    ],
  },
  {
    call: 'SubtensorModule.terminate_lease',
    world: ended,
    by,
    args: { lease_id: LEASE, hotkey: OWN },
    breaches: [
      ...SIGNED,
      breach(errors.LeaseDoesNotExist, { args: { lease_id: 1 } }),
      breach(errors.ExpectedBeneficiaryOrigin, { by: asRival }),
      breach(errors.ExpectedBeneficiaryOrigin, { by: signed(COLDKEY) }),
      breach(errors.LeaseHasNoEndBlock, {
        given: (ctx) =>
          SubnetLeases.update(ctx, LEASE, (it) => it && { ...it, end_block: undefined }),
      }),
      breach(errors.LeaseHasNotEnded, { given: (ctx) => atBlock(ctx, END - 1) }),
      breach(errors.BeneficiaryDoesNotOwnHotkey, { args: { hotkey: account(78) } }),
      breach(errors.CannotUseSystemAccount, {
        args: { hotkey: SYSTEM },
        given: (ctx) => Owner.set(ctx, SYSTEM, OWNER),
      }),
      breach(proxyErrors.NotFound, { given: (ctx) => Proxies.remove(ctx, COLDKEY) }),
    ],
  },
]
