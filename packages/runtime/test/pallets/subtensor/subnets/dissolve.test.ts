import {
  alphaRao,
  concatBytes,
  decodePrefix,
  encode,
  I96F32,
  mechId,
  netUid,
  rao,
  u16,
  U64F64,
  uid,
} from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { definition } from '../../../../src/definition.ts'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { ROOT } from '../../../../src/frame/origin.ts'
import type { StorageEntry } from '../../../../src/frame/storage.ts'
import { TotalIssuance as BalancesIssuance } from '../../../../src/pallets/balances/index.ts'
import { setActivityCutoffFactor } from '../../../../src/pallets/subtensor/epoch/calls/tempo.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { increaseStake } from '../../../../src/pallets/subtensor/staking/stake.ts'
import { TotalIssuance, TotalStake } from '../../../../src/pallets/subtensor/storage/emission.ts'
import {
  ActivityCutoffFactorMilli,
  MechanismCountCurrent,
} from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  AccumulatedLeaseDividends,
  SubnetLeaseShares,
  SubnetUidToLeaseId,
} from '../../../../src/pallets/subtensor/storage/limits.ts'
import * as networks from '../../../../src/pallets/subtensor/storage/networks.ts'
import {
  Incentive,
  IsNetworkMember,
  Keys,
  LastUpdate,
  Weights,
} from '../../../../src/pallets/subtensor/storage/neurons.ts'
import * as pools from '../../../../src/pallets/subtensor/storage/pools.ts'
import { RootClaimable } from '../../../../src/pallets/subtensor/storage/root-claim.ts'
import { AlphaV2, TotalHotkeyAlpha } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { subnetAccount } from '../../../../src/pallets/subtensor/subnets/account.ts'
import {
  dissolveNetwork,
  rootDissolveNetwork,
} from '../../../../src/pallets/subtensor/subnets/calls/dissolve.ts'
import { registerNetworkCall } from '../../../../src/pallets/subtensor/subnets/calls/register-network.ts'
import { dissolveSubnet } from '../../../../src/pallets/subtensor/subnets/dissolve/dissolve.ts'
import { divideByLargestRemainder } from '../../../../src/pallets/subtensor/subnets/dissolve/portions.ts'
import { onlySharesOfNothingAreLeft } from '../../../../src/pallets/subtensor/subnets/left-shares.ts'
import {
  dissolvedSubnetsAreGone,
  networksAreCounted,
  subnetsInvariants,
} from '../../../../src/pallets/subtensor/subnets/invariants.ts'
import { storageIndex } from '../../../../src/pallets/subtensor/types.ts'
import { Account } from '../../../../src/pallets/system/storage.ts'
import { fromStorageKey, toStorageKey } from '../../../../src/state/view.ts'
import type { StorageKey } from '../../../../src/state/view.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { account, eventsDuring } from '../../../helpers/test-context.ts'
import {
  asOwner,
  economy,
  endowed,
  freeOf,
  NOWHERE,
  OWNER,
  ROOT_NETUID,
  TAO,
} from '../economy-kit.ts'

const HOTKEY = account(1)
const GONE = netUid(2)
const OTHER = netUid(3)
const ALICE = account(31)
const BOB = account(32)

/** Subnets 2 and 3, just registered for 1,000 and 2,000 TAO. */
function withSubnets(): Context {
  const ctx = economy()
  succeeds(ctx, registerNetworkCall.with({ hotkey: HOTKEY }), asOwner)
  succeeds(ctx, registerNetworkCall.with({ hotkey: account(2) }), asOwner)
  return ctx
}

describe('who may dissolve', () => {
  const CALLS: Readonly<Record<string, (netuid: NetUid) => RuntimeCall>> = {
    dissolve_network: (netuid) => dissolveNetwork.with({ coldkey: OWNER, netuid }),
    root_dissolve_network: (netuid) => rootDissolveNetwork.with({ netuid }),
  }

  test.each(Object.entries(CALLS))('%s is for Root, not for the owner', (_, callOf) => {
    const ctx = withSubnets()
    fails(ctx, callOf(GONE), asOwner, { type: 'BadOrigin' })
    fails(ctx, callOf(NOWHERE), ROOT, errors.SubnetNotExists)
    fails(ctx, callOf(ROOT_NETUID), ROOT, errors.SubnetNotExists)
    const events = succeeds(ctx, callOf(GONE), ROOT)
    expect(events.at(-1)).toEqual(['SubtensorModule.NetworkRemoved', GONE])
    fails(ctx, callOf(GONE), ROOT, errors.SubnetNotExists)
    expect(subnetsInvariants.flatMap((check) => check(ctx))).toEqual([])
  })
})

/** Items that stay and serve the next subnet of the netuid (spec: 10-state §3). */
const KEPT = [
  'AlphaAssets.AlphaBurned',
  'AlphaAssets.AlphaRecycled',
  'AlphaAssets.TotalAlphaIssuance',
  'SubtensorModule.AdjustmentAlpha',
  'SubtensorModule.AdjustmentInterval',
  'SubtensorModule.AutoStakeDestination',
  'SubtensorModule.AutoStakeDestinationColdkeys',
  'SubtensorModule.MaxWeightsLimit',
  'SubtensorModule.MinAllowedUids',
  'SubtensorModule.MinChildkeyTakePerSubnet',
  'SubtensorModule.MinNonImmuneUids',
  'SubtensorModule.OwnerCutEnabled',
  'SubtensorModule.RecycleOrBurn',
  'SubtensorModule.RegisteredSubnetCounter',
  'SubtensorModule.RootAlphaDividendsPerSubnet',
  'SubtensorModule.RootClaimableThreshold',
  'SubtensorModule.RootProp',
  'SubtensorModule.SubnetEmissionEnabled',
  'SubtensorModule.VotingPower',
  'SubtensorModule.VotingPowerDisableAtBlock',
  'SubtensorModule.VotingPowerEmaAlpha',
  'SubtensorModule.VotingPowerTrackingEnabled',
  'Swap.ScrapReservoirAlpha',
]

describe('what is left of a subnet', () => {
  /** Decodes as a value of any type. */
  const ZEROS = new Uint8Array(2048)
  /** In every map of subnets or mechanisms, the first key of two bytes says which. */
  const isNetuid = ({ type }: StorageEntry['keys'][number]): boolean => type === u16
  const perSubnet = definition.pallets
    .flatMap(({ storage = [] }) => storage)
    .filter(({ keys }) => keys.some(isNetuid))
  const nameOf = ({ pallet, name }: StorageEntry): string => `${pallet.name}.${name}`

  /** Other keys are all zeros, so that maps that name the same accounts fit together. */
  function keyOf(ctx: Context, entry: StorageEntry, netuid: NetUid): StorageKey {
    const at = entry.keys.findIndex(isNetuid)
    const parts = entry.keys.map(({ type, hasher }, index) => {
      const value = index === at ? netuid : decodePrefix(type, ZEROS)
      return hasher.hash(ctx.host, encode(type, value))
    })
    return toStorageKey(concatBytes(fromStorageKey(entry.prefix(ctx)), ...parts))
  }

  function fill(ctx: Context, netuid: NetUid): void {
    for (const entry of perSubnet) {
      const isDefault = entry.modifier === 'Default'
      const bytes = isDefault ? entry.defaultBytes(ctx.config) : ZEROS
      ctx.state.set(keyOf(ctx, entry, netuid), bytes)
    }
    networks.NetworksAdded.set(ctx, netuid, true)
    pools.SubnetTAO.set(ctx, netuid, rao(1_000n))
  }

  const present = (ctx: Context, netuid: NetUid): readonly string[] =>
    perSubnet
      .filter((entry) => ctx.state.get(keyOf(ctx, entry, netuid)) !== undefined)
      .map(nameOf)
      .sort((a, b) => (a < b ? -1 : 1))

  test('is what the specification keeps; another subnet loses nothing', () => {
    const ctx = economy()
    fill(ctx, GONE)
    fill(ctx, OTHER)
    const before = present(ctx, GONE)
    expect(before.length).toBe(perSubnet.length)
    expect(before.length).toBeGreaterThan(140)
    dissolveSubnet(ctx, GONE)
    expect(present(ctx, GONE)).toEqual(KEPT)
    expect(present(ctx, OTHER)).toEqual(before)
  })

  test('goes for every mechanism', () => {
    const ctx = withSubnets()
    MechanismCountCurrent.set(ctx, GONE, mechId(2))
    const second = storageIndex(GONE, mechId(1))
    LastUpdate.set(ctx, second, [1n])
    Incentive.set(ctx, second, [1])
    Weights.set(ctx, second, uid(0), [[0, 1]])
    expect(dissolvedSubnetsAreGone(ctx)).toEqual([])
    dissolveSubnet(ctx, GONE)
    expect(dissolvedSubnetsAreGone(ctx)).toEqual([])
    expect(Weights.has(ctx, second, uid(0))).toBe(false)
  })

  test('members leave by the table of keys', () => {
    const ctx = withSubnets()
    expect(Keys.has(ctx, GONE, uid(0))).toBe(true)
    dissolveSubnet(ctx, GONE)
    expect(IsNetworkMember.has(ctx, HOTKEY, GONE)).toBe(false)
    expect(networks.TotalNetworks.get(ctx)).toBe(3)
  })

  test('a lease goes with all that belongs to it', () => {
    const ctx = withSubnets()
    SubnetUidToLeaseId.set(ctx, GONE, 5)
    SubnetLeaseShares.set(ctx, 5, ALICE, U64F64.one)
    SubnetLeaseShares.set(ctx, 6, ALICE, U64F64.one)
    AccumulatedLeaseDividends.set(ctx, 5, alphaRao(1n))
    dissolveSubnet(ctx, GONE)
    expect(SubnetUidToLeaseId.has(ctx, GONE)).toBe(false)
    expect(SubnetLeaseShares.has(ctx, 5, ALICE)).toBe(false)
    expect(SubnetLeaseShares.has(ctx, 6, ALICE)).toBe(true)
    expect(AccumulatedLeaseDividends.has(ctx, 5)).toBe(false)
  })

  test('no root validator weighs it or can claim of it', () => {
    const ctx = withSubnets()
    const root = storageIndex(ROOT_NETUID, mechId(0))
    Weights.set(ctx, root, uid(4), [
      [GONE, 7],
      [OTHER, 8],
    ])
    RootClaimable.set(ctx, HOTKEY, [
      [GONE, I96F32.one],
      [OTHER, I96F32.one],
    ])
    dissolveSubnet(ctx, GONE)
    expect(Weights.get(ctx, root, uid(4))).toEqual([
      [GONE, 0],
      [OTHER, 8],
    ])
    expect(RootClaimable.get(ctx, HOTKEY)).toEqual([[OTHER, I96F32.one]])
  })

  test('an identity is taken back, and told', () => {
    const ctx = withSubnets()
    const empty = new Uint8Array()
    networks.SubnetIdentitiesV3.set(ctx, GONE, {
      subnet_name: empty,
      github_repo: empty,
      subnet_contact: empty,
      subnet_url: empty,
      discord: empty,
      description: empty,
      logo_url: empty,
      additional: empty,
    })
    const events = eventsDuring(ctx, () => dissolveSubnet(ctx, GONE))
    expect(events.slice(-2)).toEqual([
      ['SubtensorModule.SubnetIdentityRemoved', GONE],
      ['SubtensorModule.NetworkRemoved', GONE],
    ])
  })
})

/** Subnet 2 with a pot of so many rao, and so much alpha of the pool, the chain and stakers. */
function pot(
  amount: bigint,
  alpha: { readonly pool?: bigint; readonly chain?: bigint } = {},
  stakes: readonly (readonly [AccountId, bigint])[] = [],
): Context {
  const ctx = withSubnets()
  pools.SubnetTAO.set(ctx, GONE, rao(amount))
  pools.SubnetAlphaIn.set(ctx, GONE, alphaRao(alpha.pool ?? 0n))
  pools.SubnetProtocolAlpha.set(ctx, GONE, alphaRao(alpha.chain ?? 0n))
  for (const [coldkey, stake] of stakes) {
    increaseStake(ctx, HOTKEY, coldkey, GONE, alphaRao(stake))
  }
  return ctx
}

describe('who gets the TAO of the pool', () => {
  const ACCOUNT = subnetAccount(GONE)
  const rich = (ctx: Context): void => {
    endowed(ctx, 31, TAO)
    endowed(ctx, 32, TAO)
  }

  test('stakers and the chain by their alpha; a rao over goes to the first of equals', () => {
    const ctx = pot(1_000n, { pool: 1n }, [
      [ALICE, 1n],
      [BOB, 1n],
    ])
    rich(ctx)
    const stake = TotalStake.get(ctx)
    const issued = BalancesIssuance.get(ctx)
    dissolveSubnet(ctx, GONE)
    // 1000 / 3 = 333 and 1 over; coldkeys are paid in their order, the chain last.
    expect(freeOf(ctx, ALICE) - TAO).toBe(334n)
    expect(freeOf(ctx, BOB) - TAO).toBe(333n)
    expect(TotalStake.get(ctx)).toBe(stake - 1_000n)
    // All but the existential deposit of the rest is recycled: 1,000 TAO − 667 − 500 rao.
    expect(freeOf(ctx, ACCOUNT)).toBe(500n)
    expect(BalancesIssuance.get(ctx)).toBe(issued - (1_000n * TAO - 667n - 500n))
    expect(TotalIssuance.get(ctx), 'was 0 before').toBe(0n)
  })

  test('the largest remainder gets the rao over', () => {
    const ctx = pot(100n, {}, [
      [ALICE, 1n],
      [BOB, 6n],
    ])
    rich(ctx)
    const events = eventsDuring(ctx, () => dissolveSubnet(ctx, GONE))
    // 100/7 = 14 rest 2; 600/7 = 85 rest 5: the rao over is Bob's, who is paid first then.
    expect(freeOf(ctx, ALICE) - TAO).toBe(14n)
    expect(freeOf(ctx, BOB) - TAO).toBe(86n)
    const transfers = events.filter(([name]) => name === 'Balances.Transfer')
    expect(transfers.map(([, value]) => value)).toEqual([
      { from: ACCOUNT, to: BOB, amount: 86n },
      { from: ACCOUNT, to: ALICE, amount: 14n },
    ])
  })

  test('the alpha of the pool takes no part in subnets of before the rule', () => {
    const ctx = pot(1_000n, { pool: 900n, chain: 50n }, [[ALICE, 50n]])
    rich(ctx)
    networks.TaoInRefundDeploymentBlock.set(ctx, 1n)
    dissolveSubnet(ctx, GONE)
    expect(freeOf(ctx, ALICE) - TAO).toBe(500n)
    const later = pot(1_000n, { pool: 900n, chain: 50n }, [[ALICE, 50n]])
    rich(later)
    dissolveSubnet(later, GONE)
    expect(freeOf(later, ALICE) - TAO).toBe(50n)
  })

  test('who cannot be paid gets nothing, and all others do', () => {
    const ctx = pot(998n, {}, [
      [ALICE, 1n],
      [BOB, 1n],
    ])
    endowed(ctx, 32, TAO)
    dissolveSubnet(ctx, GONE)
    // Alice has no account, and 499 rao are less than the existential deposit.
    expect(freeOf(ctx, ALICE)).toBe(0n)
    expect(freeOf(ctx, BOB) - TAO).toBe(499n)
  })

  test('nobody where nobody has alpha; an empty pot stays as it is', () => {
    const ctx = pot(0n, {}, [[ALICE, 1n]])
    dissolveSubnet(ctx, GONE)
    expect(freeOf(ctx, ALICE)).toBe(0n)
    expect(AlphaV2.has(ctx, HOTKEY, ALICE, GONE)).toBe(false)
    expect(TotalHotkeyAlpha.has(ctx, HOTKEY, GONE)).toBe(false)
    const unowned = pot(1_000n)
    dissolveSubnet(unowned, GONE)
    expect(freeOf(unowned, ACCOUNT)).toBe(500n)
  })

  test('a stake whose pool has no value counts as its bare share', () => {
    const ctx = pot(1_000n, { chain: 1n })
    rich(ctx)
    TotalHotkeyAlpha.set(ctx, HOTKEY, GONE, alphaRao(0n))
    AlphaV2.set(ctx, HOTKEY, ALICE, GONE, { mantissa: 3n, exponent: 0n })
    dissolveSubnet(ctx, GONE)
    expect(freeOf(ctx, ALICE) - TAO).toBe(750n)
  })
})

describe('what the owner of an old subnet gets back', () => {
  /** Registered in block 1, before registrations start in block 10; 1,000,000 rao were locked. */
  function old(): Context {
    const ctx = pot(200_000n, { pool: 400_000n })
    pools.SubnetAlphaOut.set(ctx, GONE, alphaRao(600_000n))
    networks.SubnetLocked.set(ctx, GONE, rao(1_000_000n))
    networks.NetworkRegistrationStartBlock.set(ctx, 10n)
    return ctx
  }

  test('what it cost less what the owner earned at the price of today', () => {
    const ctx = old()
    const before = freeOf(ctx, OWNER)
    dissolveSubnet(ctx, GONE)
    // 1,000,000 alpha · 11,796/65,535 = 179,995.4; · 0.5 = 89,997.5: 1,000,000 − 89,997.
    expect(freeOf(ctx, OWNER) - before).toBe(910_003n)
  })

  test('no more than the account has beside the part of the chain', () => {
    const ctx = old()
    const account = Account.get(ctx, subnetAccount(GONE))
    const data = { ...account.data, free: 1_000_000n }
    Account.set(ctx, subnetAccount(GONE), { ...account, data })
    const before = freeOf(ctx, OWNER)
    dissolveSubnet(ctx, GONE)
    // All 200,000 of the pot fall to the chain, which alone holds alpha.
    expect(freeOf(ctx, OWNER) - before).toBe(800_000n)
  })

  test('nothing where the subnet is of the time after', () => {
    const ctx = old()
    networks.NetworkRegistrationStartBlock.set(ctx, 1n)
    const before = freeOf(ctx, OWNER)
    dissolveSubnet(ctx, GONE)
    expect(freeOf(ctx, OWNER)).toBe(before)
  })

  test('nothing where more was earned than it cost', () => {
    const ctx = old()
    networks.SubnetLocked.set(ctx, GONE, rao(89_997n))
    const before = freeOf(ctx, OWNER)
    dissolveSubnet(ctx, GONE)
    expect(freeOf(ctx, OWNER)).toBe(before)
  })
})

describe('division by the largest remainder', () => {
  const u64s = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })

  test('gives out all of it, each share within a unit of its part, and nothing for nothing', () => {
    fc.assert(
      fc.property(u64s, fc.array(u64s, { maxLength: 12 }), (amount, weights) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0n)
        const portions = divideByLargestRemainder(amount, weights)
        if (amount === 0n || total === 0n) {
          expect(portions).toEqual([])
          return
        }
        expect(portions.reduce((sum, { share }) => sum + share, 0n)).toBe(amount)
        for (const { at, share } of portions) {
          const exact = amount * (weights[at] ?? 0n)
          expect(exact).not.toBe(0n)
          expect(share === exact / total || share === exact / total + 1n).toBe(true)
        }
      }),
      { seed: 4 },
    )
  })
})

describe('the invariants', () => {
  test('find a network that is not counted, and one that is listed and gone', () => {
    const ctx = withSubnets()
    networks.TotalNetworks.set(ctx, 3)
    expect(networksAreCounted(ctx)).toEqual(['3 networks are counted, 4 are listed'])
    networks.TotalNetworks.set(ctx, 4)
    networks.NetworksAdded.set(ctx, GONE, false)
    expect(networksAreCounted(ctx)).toEqual(['subnet 2 is listed and does not exist'])
  })

  test('find what a subnet left behind', () => {
    const ctx = withSubnets()
    const left: readonly ((ctx: Context) => void)[] = [
      () => networks.SubnetOwner.set(ctx, NOWHERE, OWNER),
      () => Keys.set(ctx, NOWHERE, uid(0), OWNER),
      () => Incentive.set(ctx, storageIndex(NOWHERE, mechId(1)), []),
      () => Weights.set(ctx, storageIndex(NOWHERE, mechId(0)), uid(0), []),
      () => TotalHotkeyAlpha.set(ctx, HOTKEY, NOWHERE, alphaRao(1n)),
    ]
    for (const leave of left) leave(ctx)
    expect(dissolvedSubnetsAreGone(ctx).length).toBe(left.length)
  })

  test('let Root set an activity cutoff where there is no subnet', () => {
    const ctx = withSubnets()
    const call = setActivityCutoffFactor.with({ netuid: NOWHERE, factor_milli: 5_000 })
    succeeds(ctx, call, ROOT)
    expect(ActivityCutoffFactorMilli.get(ctx, NOWHERE)).toBe(5_000)
    expect(dissolvedSubnetsAreGone(ctx)).toEqual([])
  })

  test('let only shares outlive a subnet that were worth nothing before', () => {
    const share = { mantissa: 3n, exponent: 0n }
    for (const [alpha, faults] of [
      [0n, 0],
      [1n, 1],
    ] as const) {
      const before = withSubnets()
      if (alpha > 0n) TotalHotkeyAlpha.set(before, HOTKEY, GONE, alphaRao(alpha))
      const after = withSubnets()
      networks.NetworksAdded.remove(after, GONE)
      AlphaV2.set(after, HOTKEY, ALICE, GONE, share)
      expect(onlySharesOfNothingAreLeft({ before, after }).length).toBe(faults)
      // Whatever it was, it is no news in the next block.
      expect(onlySharesOfNothingAreLeft({ before: after, after })).toEqual([])
    }
  })

  test('know that a share without value is not found when its subnet is dissolved', () => {
    const ctx = withSubnets()
    AlphaV2.set(ctx, HOTKEY, ALICE, GONE, { mantissa: 3n, exponent: 0n })
    dissolveSubnet(ctx, GONE)
    expect(AlphaV2.has(ctx, HOTKEY, ALICE, GONE)).toBe(true)
  })
})
