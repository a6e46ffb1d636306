import { alphaRao, decode, encode, netUid, rao, uid } from '@plexus/primitives'
import type { AnyType, NetUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { definition } from '../src/definition.ts'
import { encodeEventRecords } from '../src/executive/context.ts'
import type { Context } from '../src/frame/context.ts'
import { signed } from '../src/frame/origin.ts'
import type { StorageEntry } from '../src/frame/storage.ts'
import { checkInvariants, checkTransition } from '../src/invariants.ts'
import { TotalAlphaIssuance } from '../src/pallets/alpha-assets/index.ts'
import { mintInto, TotalIssuance as BalancesIssuance } from '../src/pallets/balances/index.ts'
import { Proxies } from '../src/pallets/proxy/storage.ts'
import { addStake } from '../src/pallets/subtensor/staking/calls/add-stake.ts'
import { removeStake } from '../src/pallets/subtensor/staking/calls/remove-stake.ts'
import { increaseStake } from '../src/pallets/subtensor/staking/stake.ts'
import {
  PendingOwnerCut,
  PendingServerEmission,
  PendingValidatorEmission,
  SubnetOwnerCut,
  TotalIssuance,
} from '../src/pallets/subtensor/storage/emission.ts'
import { ChildKeys, OwnedHotkeys, Owner } from '../src/pallets/subtensor/storage/keys.ts'
import { Kappa } from '../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  NetworkRegistrationAllowed,
  NetworksAdded,
  TokenSymbol,
} from '../src/pallets/subtensor/storage/networks.ts'
import { Keys, Uids, ValidatorPermit } from '../src/pallets/subtensor/storage/neurons.ts'
import { SubnetAlphaIn, SubnetAlphaOut, SubnetTAO } from '../src/pallets/subtensor/storage/pools.ts'
import { TotalHotkeyAlpha } from '../src/pallets/subtensor/storage/stake.ts'
import { subnetAccount } from '../src/pallets/subtensor/subnets/account.ts'
import { Account, Events } from '../src/pallets/system/storage.ts'
import type { StorageKey } from '../src/state/view.ts'
import { succeeds } from './helpers/expect-call.ts'
import { createStateView } from './helpers/state-view.ts'
import { account, host, testContext } from './helpers/test-context.ts'
import {
  addRoot,
  applied,
  seat,
  setOwner,
  startSubnet,
  step,
  TOKEN,
} from './pallets/subtensor/coinbase/kit.ts'

// Each test runs a block whose code is right but for one write, which it changes by a rao on its
// way into the state: what a forgotten fee, a wrong rounding or a swapped operand would leave.

const [staker, hotkey, rival, ownerKey] = [account(1), account(11), account(12), account(3)]
const STAKE = 50n * TOKEN

/** A started subnet with two neurons, stake, and somebody who has TAO. */
function world(): { readonly state: Map<StorageKey, Uint8Array>; readonly netuid: NetUid } {
  const ctx = testContext()
  addRoot(ctx)
  // Without a cut and without root, emission is split without a rest.
  SubnetOwnerCut.set(ctx, 0)
  const netuid = startSubnet(ctx, 1, { alphaOut: STAKE })
  setOwner(ctx, netuid, ownerKey, account(13))
  seat(ctx, netuid, staker, hotkey)
  seat(ctx, netuid, ownerKey, rival)
  increaseStake(ctx, hotkey, staker, netuid, alphaRao(STAKE))
  mintInto(ctx, staker, 1_000n * TOKEN)
  return { state: applied(new Map(), ctx), netuid }
}

/** What a block does: its emission, a purchase, a sale. */
function run(ctx: Context, netuid: NetUid): void {
  step(ctx, 2)
  const buy = addStake.with({ hotkey, netuid, amount_staked: rao(5n * TOKEN) })
  succeeds(ctx, buy, signed(staker))
  const sell = removeStake.with({ hotkey, netuid, amount_unstaked: alphaRao(3n * TOKEN) })
  succeeds(ctx, sell, signed(staker))
  ctx.state.set(Events.key(ctx), encodeEventRecords(ctx.eventRecords))
}

/** Changes what is written to a key at first. */
function leak(ctx: Context, key: StorageKey, change: (bytes: Uint8Array) => Uint8Array): void {
  const write = ctx.state.set.bind(ctx.state)
  let done = false
  ctx.state.set = (at, bytes) => {
    const hits = at === key && !done
    done ||= hits
    write(at, hits ? change(bytes) : bytes)
  }
}

/** The faults of a block with a fault in it. */
function faultsOf(plant: (ctx: Context, netuid: NetUid) => void): readonly string[] {
  const { state, netuid } = world()
  const ctx = testContext({ state })
  plant(ctx, netuid)
  run(ctx, netuid)
  const [before, after] = [state, applied(state, ctx)].map((each) => createStateView(each))
  if (before === undefined || after === undefined) throw new Error('there are two states')
  const known = new Set(checkInvariants(host, before))
  const faults = [...checkInvariants(host, after), ...checkTransition(host, before, after)]
  return faults.filter((fault) => !known.has(fault))
}

/** Adds to a number that is written. */
const add =
  ({ value }: Pick<StorageEntry, 'value'>, amount: bigint) =>
  (bytes: Uint8Array): Uint8Array =>
    encode(value as AnyType, (decode(value, bytes) as bigint) + amount)

/** Adds to the free balance of an account that is written. */
const addFree =
  (amount: bigint) =>
  (bytes: Uint8Array): Uint8Array => {
    const info = decode(Account.value, bytes) as { readonly data: { readonly free: bigint } }
    const data = { ...info.data, free: info.data.free + amount }
    return encode(Account.value, { ...info, data })
  }

/** Where a rao is lost or made, how, and what tells. */
const LEAKS: readonly (readonly [string, (ctx: Context, netuid: NetUid) => void, RegExp])[] = [
  [
    'a minted rao that one counter has',
    (ctx) => leak(ctx, TotalIssuance.key(ctx), add(TotalIssuance, 1n)),
    /our issuance moved by .* and that of Balances by/,
  ],
  [
    'an issued rao that the other counter has',
    (ctx) => leak(ctx, BalancesIssuance.key(ctx), add(BalancesIssuance, 1n)),
    /accounts have .*[^]*our issuance moved by/,
  ],
  [
    'a rao that no account gets in a transfer',
    (ctx) => leak(ctx, Account.key(ctx, staker), addFree(-1n)),
    /accounts have \d+ rao, the issuance is/,
  ],
  [
    'a rao that the account of a subnet gets from nowhere',
    (ctx, netuid) => leak(ctx, Account.key(ctx, subnetAccount(netuid)), addFree(1n)),
    /accounts have \d+ rao, the issuance is/,
  ],
  [
    'a rao in a pool that its account does not have',
    (ctx, netuid) => leak(ctx, SubnetTAO.key(ctx, netuid), add(SubnetTAO, 1n)),
    /the pool of subnet 1 gained \d+ rao, its account/,
  ],
  [
    'alpha in a pool that nobody minted',
    (ctx, netuid) => leak(ctx, SubnetAlphaIn.key(ctx, netuid), add(SubnetAlphaIn, 1n)),
    /subnet 1 has \d+ alpha rao more, of \d+ minted/,
  ],
  [
    'alpha in circulation that nobody minted',
    (ctx, netuid) => leak(ctx, SubnetAlphaOut.key(ctx, netuid), add(SubnetAlphaOut, 1n)),
    /subnet 1 has \d+ alpha rao more, of \d+ minted/,
  ],
  [
    'alpha that is minted and goes nowhere',
    (ctx, netuid) => leak(ctx, TotalAlphaIssuance.key(ctx, netuid), add(TotalAlphaIssuance, 1n)),
    /subnet 1 has \d+ alpha rao more, of \d+ minted/,
  ],
  [
    'stake that was not bought',
    (ctx, netuid) =>
      leak(ctx, TotalHotkeyAlpha.key(ctx, hotkey, netuid), add(TotalHotkeyAlpha, 1n)),
    /\d+ alpha rao more are held on subnet 1, \d+ more are out/,
  ],
  [
    'emission of miners that was not minted',
    (ctx, netuid) =>
      leak(ctx, PendingServerEmission.key(ctx, netuid), add(PendingServerEmission, 1n)),
    /\d+ alpha rao more are held on subnet 1, \d+ more are out/,
  ],
  [
    'emission of validators that was not minted',
    (ctx, netuid) =>
      leak(ctx, PendingValidatorEmission.key(ctx, netuid), add(PendingValidatorEmission, 1n)),
    /\d+ alpha rao more are held on subnet 1, \d+ more are out/,
  ],
  [
    'a cut of the owner that was not minted',
    (ctx, netuid) => leak(ctx, PendingOwnerCut.key(ctx, netuid), add(PendingOwnerCut, 1n)),
    /\d+ alpha rao more are held on subnet 1, \d+ more are out/,
  ],
]

describe('one rao in the wrong place is told of', () => {
  test('and a block without a fault is not', () => {
    expect(faultsOf(() => {})).toEqual([])
  })

  for (const [name, plant, message] of LEAKS) {
    test(name, () => {
      expect(faultsOf(plant).join('; ')).toMatch(message)
    })
  }
})

/** Writes that leave tables apart from each other. */
const TEARS: readonly (readonly [string, (ctx: Context, netuid: NetUid) => void, RegExp])[] = [
  [
    'a uid that its hotkey does not know',
    (ctx, netuid) => Uids.remove(ctx, netuid, hotkey),
    /uid 0 of subnet 1 is not that of its hotkey/,
  ],
  [
    'two uids of one hotkey',
    (ctx, netuid) => Keys.set(ctx, netuid, uid(1), hotkey),
    /uid 1 of subnet 1 is not that of its hotkey/,
  ],
  [
    'a hotkey that its owner does not list',
    (ctx) => OwnedHotkeys.set(ctx, staker, []),
    /is not listed/,
  ],
  [
    'a hotkey that two coldkeys list',
    (ctx) => OwnedHotkeys.update(ctx, ownerKey, (hotkeys) => [...hotkeys, hotkey]),
    /lists .* of another; .* is listed twice/,
  ],
  [
    'an owner of a hotkey who is another',
    (ctx) => Owner.set(ctx, hotkey, ownerKey),
    /lists .* of another/,
  ],
  [
    'a child without a parent',
    (ctx, netuid) => ChildKeys.set(ctx, hotkey, netuid, [[1n << 63n, rival]]),
    /is known to the parent alone/,
  ],
  [
    'more stake given away than there is',
    (ctx, netuid) =>
      ChildKeys.set(ctx, hotkey, netuid, [
        [1n << 63n, rival],
        [1n << 63n, account(13)],
      ]),
    /gives 18446744073709551616 of 2\^64 − 1 away on 1/,
  ],
  [
    'a deposit that nobody reserved',
    (ctx) => {
      const proxy = { delegate: rival, proxy_type: 'Any', delay: 0 } as const
      Proxies.set(ctx, staker, [[proxy], 93_000_000n])
    },
    /accounts reserve 0 rao, holds and deposits are 93000000/,
  ],
  [
    'permits without an epoch',
    (ctx, netuid) => ValidatorPermit.set(ctx, netuid, [true, false]),
    /subnet 1 has 1 validators of at most 0, 0 before/,
  ],
]

describe('tables that do not fit together are told of', () => {
  for (const [name, plant, message] of TEARS) {
    test(name, () => {
      expect(faultsOf(plant).join('; ')).toMatch(message)
    })
  }
})

test('what Root set for a subnet that does not exist is no fault, what is left of one is', () => {
  const { state, netuid } = world()
  const ctx = testContext({ state })
  for (const { id, invariants = [], transitions = [] } of definition.pallets) {
    if (id.name !== 'SubtensorModule') continue
    NetworkRegistrationAllowed.set(ctx, netUid(7), true)
    // `update_symbol` of Root looks at the symbol alone.
    TokenSymbol.set(ctx, netUid(7), Uint8Array.of(0xce, 0xbd))
    expect(invariants.flatMap((check) => check(ctx)).join()).not.toContain('subnet 7')
    Kappa.set(ctx, netUid(7), 1)
    const told = invariants.flatMap((check) => check(ctx))
    expect(told).toContain('Kappa has an entry of subnet 7, which is gone')
    NetworksAdded.remove(ctx, netuid)
    const left = transitions.flatMap((check) =>
      check({ before: testContext({ state }), after: ctx }),
    )
    expect(left).toContain(
      'NetworkRegistrationAllowed has an entry of subnet 1, which was dissolved',
    )
  }
})
