import { alphaRao, bytesToHex, encode, netUid, rao, u64, uid } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import type { DispatchErrorValue } from '../../../../src/frame/dispatch-error.ts'
import type { ModuleError } from '../../../../src/frame/error.ts'
import { NONE, ROOT, signed } from '../../../../src/frame/origin.ts'
import { TotalAlphaIssuance } from '../../../../src/pallets/alpha-assets/index.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { adoptHotkey } from '../../../../src/pallets/subtensor/keys/ownership.ts'
import {
  burnedRegister,
  registerLimit,
  registerWithWork,
} from '../../../../src/pallets/subtensor/registration/calls/register.ts'
import { registrationInvariants } from '../../../../src/pallets/subtensor/registration/invariants.ts'
import { TotalStake } from '../../../../src/pallets/subtensor/storage/emission.ts'
import {
  Burn,
  MaxAllowedUids,
  MinNonImmuneUids,
  RegistrationsThisBlock,
  RegistrationsThisInterval,
} from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import { Owner } from '../../../../src/pallets/subtensor/storage/keys.ts'
import {
  NetworkRegistrationAllowed,
  RAORecycledForRegistration,
  SubnetOwnerHotkey,
  SubnetworkN,
} from '../../../../src/pallets/subtensor/storage/networks.ts'
import { Keys } from '../../../../src/pallets/subtensor/storage/neurons.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetTAO,
  SubnetTaoFlow,
} from '../../../../src/pallets/subtensor/storage/pools.ts'
import { subnetAccount } from '../../../../src/pallets/subtensor/subnets/account.ts'
import { account } from '../../../helpers/test-context.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import {
  asOwner,
  economy,
  endowed,
  FIRST,
  freeOf,
  namesOf,
  NOWHERE,
  OWNER,
  RIVAL,
  ROOT_NETUID,
  TAO,
} from '../economy-kit.ts'

const HOTKEY = account(1)

/** The three ways to say the same. */
const CALLS = {
  register: (netuid: NetUid, hotkey = HOTKEY): RuntimeCall =>
    registerWithWork.with({
      netuid,
      block_number: 0n,
      nonce: 0n,
      work: new Uint8Array(),
      hotkey,
      coldkey: account(9),
    }),
  burned_register: (netuid: NetUid, hotkey = HOTKEY): RuntimeCall =>
    burnedRegister.with({ netuid, hotkey }),
  register_limit: (netuid: NetUid, hotkey = HOTKEY): RuntimeCall =>
    registerLimit.with({ netuid, hotkey, limit_price: 2n ** 64n - 1n }),
} as const

interface Precondition {
  readonly name: string
  readonly error: ModuleError | DispatchErrorValue
  readonly netuid?: NetUid
  readonly hotkey?: ReturnType<typeof account>
  readonly prepare?: (ctx: Context) => void
}

/** In the order in which they are checked (spec: 20-calls §7.1). */
const PRECONDITIONS: readonly Precondition[] = [
  {
    name: 'the root network',
    netuid: ROOT_NETUID,
    error: errors.RegistrationNotPermittedOnRootSubnet,
  },
  { name: 'no such subnet', netuid: NOWHERE, error: errors.SubnetNotExists },
  {
    name: 'registration is closed',
    prepare: (ctx) => NetworkRegistrationAllowed.set(ctx, FIRST, false),
    error: errors.SubNetRegistrationDisabled,
  },
  {
    name: 'the hotkey has a uid',
    hotkey: account(0),
    error: errors.HotKeyAlreadyRegisteredInSubNet,
  },
  {
    name: 'one rao is missing',
    prepare: (ctx) => Burn.set(ctx, FIRST, rao(100_000n * TAO + 1n)),
    error: errors.NotEnoughBalanceToStake,
  },
  {
    name: 'the hotkey is the account of a subnet',
    hotkey: subnetAccount(netUid(3)),
    error: errors.CannotUseSystemAccount,
  },
  {
    name: 'the hotkey is of another coldkey',
    prepare: (ctx) => adoptHotkey(ctx, RIVAL, HOTKEY),
    error: errors.NonAssociatedColdKey,
  },
  {
    name: 'there are no uids',
    prepare: (ctx) => MaxAllowedUids.set(ctx, FIRST, 0),
    error: errors.NoNeuronIdAvailable,
  },
  {
    name: 'the subnet is full of immortals',
    prepare: (ctx) => {
      MaxAllowedUids.set(ctx, FIRST, 1)
      SubnetOwnerHotkey.set(ctx, FIRST, account(0))
    },
    error: errors.NoNeuronIdAvailable,
  },
]

for (const [name, callOf] of Object.entries(CALLS)) {
  describe(name, () => {
    test.each([
      ['Root', ROOT],
      ['nobody', NONE],
    ] as const)('is not for %s', (_, origin) => {
      fails(economy(), callOf(FIRST), origin, { type: 'BadOrigin' })
    })

    test.each(PRECONDITIONS)('fails when $name', ({ netuid = FIRST, hotkey, prepare, error }) => {
      const ctx = economy()
      prepare?.(ctx)
      fails(ctx, callOf(netuid, hotkey), asOwner, error)
    })

    test('gives the next uid to the hotkey', () => {
      const ctx = economy()
      succeeds(ctx, callOf(FIRST), asOwner)
      expect(Owner.get(ctx, HOTKEY)).toEqual(OWNER)
      expect(SubnetworkN.get(ctx, FIRST)).toBe(2)
      expect(registrationInvariants.flatMap((check) => check(ctx))).toEqual([])
    })
  })
}

describe('register_limit', () => {
  const callAt = (limit_price: bigint, netuid = FIRST): RuntimeCall =>
    registerLimit.with({ netuid, hotkey: HOTKEY, limit_price })

  test('fails when the price is a rao above the limit, whatever else is wrong', () => {
    const ctx = economy()
    NetworkRegistrationAllowed.set(ctx, FIRST, false)
    fails(ctx, callAt(99_999_999n), asOwner, errors.RegistrationPriceLimitExceeded)
    fails(ctx, callAt(100_000_000n), asOwner, errors.SubNetRegistrationDisabled)
    fails(ctx, callAt(0n, ROOT_NETUID), asOwner, errors.RegistrationNotPermittedOnRootSubnet)
    fails(ctx, callAt(0n, NOWHERE), asOwner, errors.SubnetNotExists)
  })
})

describe('the price', () => {
  test('buys alpha, which is destroyed, at the pool with its fee', () => {
    const ctx = economy()
    const issued = TotalAlphaIssuance.get(ctx, FIRST)
    const events = succeeds(ctx, CALLS.burned_register(FIRST), asOwner)
    // Default price 0.1 TAO; fee 33/65,535 of it, floor: 50,354 rao; the pool holds 10 alpha and
    // 10 TAO at equal weights: out = 10·99,949,646/(10^10 + 99,949,646) alpha.
    const paid = 100_000_000n
    const fee = (paid * 33n) / 65_535n
    const bought = (10n * TAO * (paid - fee)) / (10n * TAO + paid - fee)
    expect(freeOf(ctx, OWNER)).toBe(100_000n * TAO - paid)
    expect(SubnetTAO.get(ctx, FIRST)).toBe(10n * TAO + paid - fee)
    const received = 10n * TAO - SubnetAlphaIn.get(ctx, FIRST)
    expect(received - bought, 'up to the rounding of the pool').toBeLessThanOrEqual(1n)
    expect(bought - received, 'up to the rounding of the pool').toBeLessThanOrEqual(1n)
    // What the swap adds to the outstanding alpha is taken off it again; nothing is recycled.
    expect(SubnetAlphaOut.get(ctx, FIRST)).toBe(1n * TAO)
    expect(TotalAlphaIssuance.get(ctx, FIRST)).toBe(issued)
    // The counter of stake takes the fee in (spec: 40-amm §5.1).
    expect(TotalStake.get(ctx)).toBe(paid)
    expect(SubnetTaoFlow.get(ctx, FIRST)).toBe(paid)
    // The fee stays where the whole payment went.
    expect(freeOf(ctx, subnetAccount(FIRST))).toBe(paid)
    expect(namesOf(events)).toEqual([
      'System.NewAccount',
      'Balances.Endowed',
      'Balances.Transfer',
      'SubtensorModule.RAORecycledForRegistrationSet',
      'SubtensorModule.NeuronRegistered',
    ])
    expect(events.at(-2)?.[1]).toEqual([FIRST, paid])
    expect(events.at(-1)?.[1]).toEqual([FIRST, 1, HOTKEY])
  })

  test('rises at once, and no number of registrations in a block is too many', () => {
    const ctx = economy()
    const prices = [100_000_000n, 126_000_000n, 158_760_000n]
    let recycled = 0n
    for (const [at, price] of prices.entries()) {
      // 1.26 is stored a little above, so that each product rounds down to itself.
      expect(Burn.get(ctx, FIRST)).toBe(price)
      succeeds(ctx, CALLS.burned_register(FIRST, account(20 + at)), asOwner)
      recycled += price
      expect(RAORecycledForRegistration.get(ctx, FIRST)).toBe(recycled)
    }
    expect(RegistrationsThisBlock.get(ctx, FIRST)).toBe(3)
    expect(RegistrationsThisInterval.get(ctx, FIRST)).toBe(0)
  })

  test('is cut where the payer would die of it, and counted in full', () => {
    const ctx = economy()
    const poor = endowed(ctx, 50, 100_000_000n)
    succeeds(ctx, CALLS.burned_register(FIRST), signed(poor))
    // The existential deposit of 500 rao stays.
    expect(freeOf(ctx, poor)).toBe(500n)
    expect(SubnetTaoFlow.get(ctx, FIRST)).toBe(99_999_500n)
    expect(RAORecycledForRegistration.get(ctx, FIRST)).toBe(100_000_000n)
  })

  test('cannot be paid by who has the existential deposit and no more', () => {
    const ctx = economy()
    const poor = endowed(ctx, 50, 500n)
    Burn.set(ctx, FIRST, rao(500n))
    fails(ctx, CALLS.burned_register(FIRST), signed(poor), errors.InsufficientBalance)
  })

  test('a pool that gives nothing fails the registration', () => {
    const ctx = economy()
    SubnetTAO.set(ctx, FIRST, rao(0n))
    SubnetAlphaIn.set(ctx, FIRST, alphaRao(0n))
    const outcome = ctx.dispatch(CALLS.burned_register(FIRST), asOwner)
    expect(outcome.ok).toBe(false)
    expect(SubnetworkN.get(ctx, FIRST)).toBe(1)
  })
})

describe('a full subnet', () => {
  test('gives the uid of its weakest neuron', () => {
    const ctx = economy()
    MaxAllowedUids.set(ctx, FIRST, 2)
    MinNonImmuneUids.set(ctx, FIRST, 0)
    succeeds(ctx, CALLS.burned_register(FIRST, account(20)), asOwner)
    const events = succeeds(ctx, CALLS.burned_register(FIRST, account(21)), asOwner)
    // Both are immune and without emission; uid 0 has been there longer.
    expect(events.at(-1)).toEqual(['SubtensorModule.NeuronRegistered', [FIRST, 0, account(21)]])
    expect(bytesToHex(Keys.get(ctx, FIRST, uid(0)))).toBe(bytesToHex(account(21)))
    expect(registrationInvariants.flatMap((check) => check(ctx))).toEqual([])
  })
})

test('the work of older clients does not matter', () => {
  const ctx = economy()
  const work = encode(u64, 5n)
  const args = { netuid: FIRST, block_number: 9_999n, nonce: 1n, work }
  succeeds(ctx, registerWithWork.with({ ...args, hotkey: HOTKEY, coldkey: RIVAL }), asOwner)
  expect(Owner.get(ctx, HOTKEY)).toEqual(OWNER)
})
