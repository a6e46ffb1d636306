import { alphaRao, netUid, rao } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkInvariants, checkTransition } from '../../../../src/invariants.ts'
import { definition } from '../../../../src/definition.ts'
import type { Context } from '../../../../src/frame/context.ts'
import {
  AlphaBurned,
  AlphaRecycled,
  TotalAlphaIssuance,
} from '../../../../src/pallets/alpha-assets/index.ts'
import { TotalIssuance as BalancesIssuance } from '../../../../src/pallets/balances/index.ts'
import { blockEmission } from '../../../../src/pallets/subtensor/coinbase/block-emission.ts'
import { coinbaseInvariants } from '../../../../src/pallets/subtensor/coinbase/invariants.ts'
import { increaseStake } from '../../../../src/pallets/subtensor/staking/stake.ts'
import {
  PendingOwnerCut,
  PendingRootAlphaDivs,
  PendingServerEmission,
  PendingValidatorEmission,
  RecycleOrBurn,
  TotalIssuance,
} from '../../../../src/pallets/subtensor/storage/emission.ts'
import { Delegates, ParentKeys } from '../../../../src/pallets/subtensor/storage/keys.ts'
import { NumRootClaim } from '../../../../src/pallets/subtensor/storage/root-claim.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetProtocolAlpha,
} from '../../../../src/pallets/subtensor/storage/pools.ts'
import {
  LastMechansimStepBlock,
  SubnetEpochIndex,
} from '../../../../src/pallets/subtensor/storage/schedule.ts'
import { TotalHotkeyAlpha } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { account, host, testContext } from '../../../helpers/test-context.ts'
import {
  addRoot,
  applied,
  poolBalance,
  ROOT,
  seat,
  setOwner,
  stakeOnRoot,
  startSubnet,
  stepBlock,
  TOKEN,
} from './kit.ts'
import { createStateView } from '../../../helpers/state-view.ts'

interface Plan {
  readonly tao: bigint
  readonly alphaIn: bigint
  readonly stake: bigint
  readonly rootStake: bigint
  readonly averageRaw: bigint
  readonly take: number
  readonly enabled: boolean
  readonly tempo: number
  readonly recycles: boolean
}

const OWNER = [account(100), account(101)] as const

const plans = fc.record<Plan>({
  tao: fc.bigInt({ min: 10n * TOKEN, max: 10n ** 15n }),
  alphaIn: fc.bigInt({ min: 10n * TOKEN, max: 10n ** 15n }),
  stake: fc.bigInt({ min: 1n, max: 10n ** 14n }),
  rootStake: fc.oneof(fc.constant(0n), fc.bigInt({ min: 1000n, max: 10n ** 15n })),
  averageRaw: fc.bigInt({ min: 0n, max: 1n << 32n }),
  take: fc.integer({ min: 0, max: 11_796 }),
  enabled: fc.boolean(),
  tempo: fc.integer({ min: 1, max: 4 }),
  recycles: fc.boolean(),
})

/** A chain with a subnet for each plan: an owner, two validators of whom one has a parent, a miner. */
function build(subnets: readonly Plan[]): Context {
  const ctx = testContext()
  addRoot(ctx)
  // A claim sells alpha that the count below holds for unowned, so that it would fall.
  NumRootClaim.set(ctx, 0n)
  for (const [at, plan] of subnets.entries()) addSubnet(ctx, at + 1, plan)
  return ctx
}

function addSubnet(ctx: Context, id: number, plan: Plan): void {
  const netuid = startSubnet(ctx, id, {
    ...plan,
    alphaOut: 3n * plan.stake,
    emissionEnabled: plan.enabled,
  })
  const [ownerKey, ownerHotkey] = OWNER
  setOwner(ctx, netuid, ownerKey, ownerHotkey)
  seat(ctx, netuid, ownerKey, ownerHotkey)
  RecycleOrBurn.set(ctx, netuid, plan.recycles ? 'Recycle' : 'Burn')
  for (const number of [1, 2, 3]) {
    const [hotkey, coldkey] = [account(id * 10 + number), account(200 + number)]
    seat(ctx, netuid, coldkey, hotkey)
    Delegates.set(ctx, hotkey, plan.take)
    increaseStake(ctx, hotkey, coldkey, netuid, alphaRao(plan.stake))
    if (plan.rootStake > 0n) stakeOnRoot(ctx, hotkey, account(220 + number), plan.rootStake)
  }
  ParentKeys.set(ctx, account(id * 10 + 1), netuid, [[1n << 63n, account(id * 10 + 3)]])
}

/** Alpha that somebody has: stakers, the chain, and what waits for an epoch. */
function owned(ctx: Context, netuid: NetUid): bigint {
  let sum: bigint =
    SubnetProtocolAlpha.get(ctx, netuid) +
    PendingServerEmission.get(ctx, netuid) +
    PendingValidatorEmission.get(ctx, netuid) +
    PendingRootAlphaDivs.get(ctx, netuid) +
    PendingOwnerCut.get(ctx, netuid)
  for (const [[, of], alpha] of TotalHotkeyAlpha.entries(ctx)) if (of === netuid) sum += alpha
  return sum
}

describe('over any blocks of any subnets', () => {
  test('TAO that is minted is in the pools or recycled, and alpha is accounted for', () => {
    let epochs = 0n
    const many = fc.array(plans, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(many, (subnets) => {
        let state = applied(new Map(), build(subnets))
        for (let block = 1; block <= 6; block += 1) {
          const { before, after, state: next } = stepBlock(state, block)
          const view = createStateView(next)
          expect(checkTransition(host, createStateView(state), view)).toEqual([])
          expect(coinbaseInvariants.flatMap((check) => check(after))).toEqual([])
          const netuids = [ROOT, ...subnets.map((_, at) => netUid(at + 1))]
          // What was minted and not recycled is in the accounts of the pools, and nowhere else.
          const gained = netuids.reduce(
            (sum, netuid) => sum + poolBalance(after, netuid) - poolBalance(before, netuid),
            0n,
          )
          expect(BalancesIssuance.get(after) - BalancesIssuance.get(before)).toBe(gained)
          expect(TotalIssuance.get(after) - TotalIssuance.get(before)).toBe(gained)
          for (const netuid of netuids.slice(1)) expectAlphaAccountedFor(before, after, netuid)
          state = next
        }
        const end = testContext({ state })
        epochs += subnets.reduce(
          (sum, _, at) => sum + SubnetEpochIndex.get(end, netUid(at + 1)),
          0n,
        )
      }),
      { numRuns: 15 },
    )
    expect(epochs).toBeGreaterThan(50n)
  }, 60_000)
})

function expectAlphaAccountedFor(before: Context, after: Context, netuid: NetUid): void {
  const rise = (of: typeof SubnetAlphaIn): bigint => of.get(after, netuid) - of.get(before, netuid)
  const recycled = rise(AlphaRecycled)
  const minted = rise(TotalAlphaIssuance) + recycled
  // Minted: into the pool or to be held; from the pool some was bought, some was recycled.
  expect(minted).toBe(rise(SubnetAlphaIn) + rise(SubnetAlphaOut) + recycled)
  // Outstanding: with an owner, burned, or a rest of rounding and of root's claims.
  const unowned = rise(SubnetAlphaOut) - (owned(after, netuid) - owned(before, netuid))
  expect(unowned).toBeGreaterThanOrEqual(rise(AlphaBurned))
  expect(LastMechansimStepBlock.get(after, netuid)).toBeLessThanOrEqual(6n)
}

describe('the checks of a block', () => {
  test('are part of the pallet', () => {
    const pallet = definition.pallets.find(({ id }) => id.name === 'SubtensorModule')
    expect(pallet?.transitions).toHaveLength(8)
  })

  /** What a block must not do, and what is said of it. */
  const breaches: readonly (readonly [string, (ctx: Context) => void, RegExp])[] = [
    [
      'mints more than the schedule has',
      (ctx) => {
        TotalIssuance.set(ctx, rao(blockEmission(0n) + 1n))
        BalancesIssuance.update(ctx, (total) => total + blockEmission(0n) + 1n)
      },
      /1000000001 rao were minted, the schedule has 1000000000/,
    ],
    [
      'moves one issuance alone',
      (ctx) => BalancesIssuance.update(ctx, (total) => total + 1n),
      /moved by 0 rao and that of Balances by 1/,
    ],
    [
      'loses TAO without a reason',
      (ctx) => BalancesIssuance.update(ctx, (total) => total - 1n),
      /moved by 0 rao and that of Balances by -1/,
    ],
    [
      'makes alpha without minting it',
      (ctx) => SubnetAlphaOut.update(ctx, netUid(1), (total) => alphaRao(total + 1n)),
      /subnet 1 has 1 alpha rao more, of 0 minted/,
    ],
    [
      'mints more alpha than the schedule has',
      (ctx) => {
        SubnetAlphaIn.update(ctx, netUid(1), (total) => alphaRao(total + 2n * TOKEN + 1n))
        TotalAlphaIssuance.update(ctx, netUid(1), (total) => alphaRao(total + 2n * TOKEN + 1n))
      },
      /subnet 1 minted 2000000001 alpha rao, the schedule has 2000000000/,
    ],
  ]
  for (const [name, breach, message] of breaches) {
    test(`tell of a block that ${name}`, () => {
      const ctx = testContext()
      addRoot(ctx)
      startSubnet(ctx, 1)
      const state = applied(new Map(), ctx)
      const broken = testContext({ state })
      breach(broken)
      const [before, after] = [state, applied(state, broken)].map((each) => createStateView(each))
      expect(before && after && checkTransition(host, before, after).join()).toMatch(message)
    })
  }

  test('tell of more stake than there is alpha, and of more TAO than there may be', () => {
    const ctx = testContext()
    const netuid = startSubnet(ctx, 1, { alphaOut: 5n })
    increaseStake(ctx, account(1), account(2), netuid, alphaRao(6n))
    TotalIssuance.set(ctx, rao(21_000_000_000_000_001n))
    const faults = checkInvariants(host, createStateView(applied(new Map(), ctx)))
    expect(faults).toContain('SubtensorModule: subnet 1 owes 6 alpha rao of 5')
    expect(faults).toContain(
      'SubtensorModule: the issuance of SubtensorModule is 21000000000000001 rao',
    )
  })
})
