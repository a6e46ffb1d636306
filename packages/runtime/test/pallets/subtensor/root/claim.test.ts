import { alphaRao, fixedFromRaw, I96F32, netUid, rao } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { moduleError } from '../../../../src/frame/error.ts'
import type { ModuleError } from '../../../../src/frame/error.ts'
import { NONE, ROOT as ROOT_ORIGIN, signed } from '../../../../src/frame/origin.ts'
import type { Origin } from '../../../../src/frame/origin.ts'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { claimRoot } from '../../../../src/pallets/subtensor/root/calls/claim-root.ts'
import {
  setNumRootClaims,
  setRootClaimThreshold,
} from '../../../../src/pallets/subtensor/root/calls/root-claim-limits.ts'
import { setRootClaimType } from '../../../../src/pallets/subtensor/root/calls/set-root-claim-type.ts'
import {
  increaseRootClaimable,
  rootOwed,
} from '../../../../src/pallets/subtensor/root/claimable.ts'
import {
  addToRootClaimed,
  forgetRootClaims,
  takeFromRootClaimed,
} from '../../../../src/pallets/subtensor/root/claimed.ts'
import {
  hotkeyStake,
  increaseStake,
  stakeOf,
} from '../../../../src/pallets/subtensor/staking/stake.ts'
import {
  SubnetRootSellTao,
  TotalStake,
} from '../../../../src/pallets/subtensor/storage/emission.ts'
import { Owner } from '../../../../src/pallets/subtensor/storage/keys.ts'
import { SubnetOwner } from '../../../../src/pallets/subtensor/storage/networks.ts'
import {
  SubnetAlphaOut,
  SubnetProtocolFlow,
  SubnetTAO,
} from '../../../../src/pallets/subtensor/storage/pools.ts'
import {
  NumRootClaim,
  NumStakingColdkeys,
  RootClaimable,
  RootClaimableThreshold,
  RootClaimed,
  RootClaimType,
} from '../../../../src/pallets/subtensor/storage/root-claim.ts'
import type { RootClaimTypeEnum } from '../../../../src/pallets/subtensor/types.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { account, testContext } from '../../../helpers/test-context.ts'
import { addRoot, poolBalance, ROOT, stakeOnRoot, startSubnet, TOKEN } from '../coinbase/kit.ts'

const hotkey = account(1)
const coldkey = account(2)
const owner = account(3)
const NETUID = netUid(2)

/** A staker with all of the 100 root TAO of a hotkey, and 10 alpha to claim: a rate of 1/10. */
function claimant(type?: RootClaimTypeEnum): Context {
  const ctx = testContext()
  addRoot(ctx)
  startSubnet(ctx, 2, { alphaOut: 50n * TOKEN })
  Owner.set(ctx, hotkey, owner)
  stakeOnRoot(ctx, hotkey, coldkey, 100n * TOKEN)
  increaseRootClaimable(ctx, hotkey, NETUID, alphaRao(10n * TOKEN))
  if (type !== undefined) RootClaimType.set(ctx, coldkey, type)
  return ctx
}

const rateOf = (ctx: Context, netuid: NetUid): bigint | undefined =>
  RootClaimable.get(ctx, hotkey).find(([of]) => of === netuid)?.[1]

/** 10/100 in 32 fraction bits, rounded down: ⌊2^32 / 10⌋. */
const TENTH = 429_496_729n
/** What that rate gives to 100 TAO, whole: ⌊429,496,729 · 10^11 / 2^32⌋ = 9,999,999,986. */
const OWED = 9_999_999_986n

describe('what may be claimed', () => {
  test('is kept as a rate, alpha per root stake, and grows', () => {
    const ctx = claimant()
    expect(rateOf(ctx, NETUID)).toBe(TENTH)
    increaseRootClaimable(ctx, hotkey, NETUID, alphaRao(10n * TOKEN))
    expect(rateOf(ctx, NETUID)).toBe(2n * TENTH)
  })

  test('has an entry for a dividend of nothing, and its entries by netuid', () => {
    const ctx = claimant()
    increaseRootClaimable(ctx, hotkey, netUid(1), alphaRao(0n))
    expect(RootClaimable.get(ctx, hotkey)).toEqual([
      [1, 0n],
      [2, TENTH],
    ])
  })

  test('is the hotkey owner’s stake where it is more than the root stake', () => {
    const ctx = claimant()
    increaseRootClaimable(ctx, hotkey, NETUID, alphaRao(100n * TOKEN + 1n))
    expect(rateOf(ctx, NETUID)).toBe(TENTH)
    expect(stakeOf(ctx, hotkey, owner, NETUID)).toBe(100n * TOKEN + 1n)
  })

  test('is nothing for who staked after it was earned', () => {
    const ctx = claimant()
    const newcomer = account(4)
    stakeOnRoot(ctx, hotkey, newcomer, 100n * TOKEN)
    addToRootClaimed(ctx, hotkey, newcomer, alphaRao(100n * TOKEN))
    expect(RootClaimed.get(ctx, NETUID, hotkey, newcomer)).toBe(OWED)
    // The rate is exact to 32 bits, the watermark to whole units.
    expect(rootOwed(ctx, hotkey, newcomer, NETUID)).toBeLessThan(I96F32.one)
  })

  test('is taken off with the stake, never below nothing, and not for root itself', () => {
    const ctx = claimant()
    const rate = fixedFromRaw(I96F32, TENTH)
    RootClaimable.set(ctx, hotkey, [
      [ROOT, rate],
      [NETUID, rate],
    ])
    RootClaimed.set(ctx, ROOT, hotkey, coldkey, 7n)
    RootClaimed.set(ctx, NETUID, hotkey, coldkey, 1000n)
    takeFromRootClaimed(ctx, hotkey, coldkey, alphaRao(5000n))
    // ⌊429,496,729 · 5000 / 2^32⌋ = 499.
    expect(RootClaimed.get(ctx, NETUID, hotkey, coldkey)).toBe(501n)
    takeFromRootClaimed(ctx, hotkey, coldkey, alphaRao(10n * TOKEN))
    expect(RootClaimed.get(ctx, NETUID, hotkey, coldkey)).toBe(0n)
    expect(RootClaimed.get(ctx, ROOT, hotkey, coldkey)).toBe(7n)
  })

  test('is gone with the subnet, and the entry of every hotkey is written', () => {
    const ctx = claimant()
    const other = account(9)
    RootClaimable.set(ctx, other, [[netUid(5), fixedFromRaw(I96F32, 1n)]])
    RootClaimed.set(ctx, NETUID, hotkey, coldkey, 1n)
    forgetRootClaims(ctx, NETUID)
    expect(RootClaimable.get(ctx, hotkey)).toEqual([])
    expect(RootClaimable.has(ctx, hotkey)).toBe(true)
    expect(RootClaimable.get(ctx, other)).toEqual([[5, 1n]])
    expect(RootClaimed.has(ctx, NETUID, hotkey, coldkey)).toBe(false)
  })

  test('is never more than was given, however it is divided', () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n * TOKEN }), { maxLength: 8 })
    const stakes = fc.array(fc.bigInt({ min: 1n, max: 1000n * TOKEN }), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(amounts, stakes, (given, staked) => {
        const ctx = testContext()
        staked.forEach((amount, at) => {
          increaseStake(ctx, hotkey, account(10 + at), ROOT, alphaRao(amount))
        })
        const total = hotkeyStake(ctx, hotkey, ROOT)
        let most = 0n
        for (const amount of given) {
          if (amount <= total) most += amount
          increaseRootClaimable(ctx, hotkey, NETUID, alphaRao(amount))
        }
        let owed = 0n
        staked.forEach((_, at) => (owed += rootOwed(ctx, hotkey, account(10 + at), NETUID)))
        expect(owed).toBeLessThanOrEqual(most << I96F32.fraction)
      }),
    )
  })
})

describe('claim_root', () => {
  const claim = claimRoot.with({ subnets: [NETUID] })

  test('sells the alpha and stakes the TAO on root', () => {
    const ctx = claimant()
    TotalStake.set(ctx, rao(1100n * TOKEN))
    const pool = poolBalance(ctx, NETUID)
    const rootTao = poolBalance(ctx, ROOT)
    const events = succeeds(ctx, claim, signed(coldkey))
    // 10^12 · 9,999,999,986 / (10^12 + 9,999,999,986) = 9,900,990,085.3…, rounded down.
    const tao = 9_900_990_085n
    expect(stakeOf(ctx, hotkey, coldkey, ROOT)).toBe(100n * TOKEN + tao)
    expect(SubnetTAO.get(ctx, ROOT)).toBe(100n * TOKEN + tao)
    expect(SubnetAlphaOut.get(ctx, ROOT)).toBe(100n * TOKEN + tao)
    expect(SubnetTAO.get(ctx, NETUID)).toBe(1000n * TOKEN - tao)
    expect(SubnetAlphaOut.get(ctx, NETUID)).toBe(50n * TOKEN - OWED)
    expect([poolBalance(ctx, NETUID), poolBalance(ctx, ROOT)]).toEqual([pool - tao, rootTao + tao])
    expect(SubnetRootSellTao.get(ctx, NETUID)).toBe(tao)
    expect(SubnetProtocolFlow.get(ctx, NETUID)).toBe(-tao)
    // The sale takes from the total and the stake gives it back.
    expect(TotalStake.get(ctx)).toBe(1100n * TOKEN)
    // The stake that it bought claims nothing of before: ⌊429,496,729 · tao / 2^32⌋ = 990,099,007.
    expect(RootClaimed.get(ctx, NETUID, hotkey, coldkey)).toBe(OWED + 990_099_007n)
    expect(events.at(-1)).toEqual(['SubtensorModule.RootClaimed', { coldkey }])
  })

  const keepers: readonly (readonly [string, RootClaimTypeEnum, boolean])[] = [
    ['who keeps', { type: 'Keep' }, true],
    ['who keeps that of this subnet', { type: 'KeepSubnets', value: { subnets: [NETUID] } }, true],
    [
      'who keeps that of another subnet',
      { type: 'KeepSubnets', value: { subnets: [netUid(9)] } },
      false,
    ],
  ]
  for (const [name, type, keeps] of keepers) {
    test(`${keeps ? 'leaves' : 'sells'} the alpha of one ${name}`, () => {
      const ctx = claimant(type)
      succeeds(ctx, claim, signed(coldkey))
      expect(stakeOf(ctx, hotkey, coldkey, NETUID)).toBe(keeps ? OWED : 0n)
      expect(SubnetRootSellTao.has(ctx, NETUID)).toBe(!keeps)
      if (keeps) expect(RootClaimed.get(ctx, NETUID, hotkey, coldkey)).toBe(OWED)
    })
  }

  test('claims only what is asked for, and lists the coldkey', () => {
    const ctx = claimant({ type: 'Keep' })
    const events = succeeds(ctx, claimRoot.with({ subnets: [netUid(7)] }), signed(coldkey))
    expect(stakeOf(ctx, hotkey, coldkey, NETUID)).toBe(0n)
    expect(NumStakingColdkeys.get(ctx)).toBe(1n)
    expect(events).toEqual([['SubtensorModule.RootClaimed', { coldkey }]])
  })

  const thresholds: readonly (readonly [string, bigint, boolean])[] = [
    ['at', OWED, true],
    ['below', OWED + 1n, false],
  ]
  for (const [name, threshold, claims] of thresholds) {
    test(`${claims ? 'pays' : 'leaves'} an amount ${name} the threshold of the subnet`, () => {
      const ctx = claimant({ type: 'Keep' })
      RootClaimableThreshold.set(ctx, NETUID, fixedFromRaw(I96F32, threshold << 32n))
      succeeds(ctx, claim, signed(coldkey))
      expect(stakeOf(ctx, hotkey, coldkey, NETUID)).toBe(claims ? OWED : 0n)
    })
  }

  test('pays a second time only what was earned since', () => {
    const ctx = claimant({ type: 'Keep' })
    succeeds(ctx, claim, signed(coldkey))
    succeeds(ctx, claim, signed(coldkey))
    expect(stakeOf(ctx, hotkey, coldkey, NETUID)).toBe(OWED)
  })

  test('takes all of it back where one sale fails', () => {
    const ctx = claimant()
    // The pool of the first subnet sells, that of the second has nothing to sell for.
    const dry = startSubnet(ctx, 3, { tao: 1000n, alphaOut: 50n * TOKEN })
    increaseRootClaimable(ctx, hotkey, dry, alphaRao(10n * TOKEN))
    const before = ctx.state.changes()
    const outcome = ctx.dispatch(claimRoot.with({ subnets: [NETUID, dry] }), signed(coldkey))
    expect(outcome.ok).toBe(false)
    expect(ctx.state.changes()).toEqual(before)
  })

  test('reports what it did as its weight', () => {
    const ctx = claimant({ type: 'Keep' })
    const outcome = ctx.dispatch(claim, signed(coldkey))
    // One read for the hotkeys, 1 + 2 for the only one; a claim is 60 µs, 7 reads and 5 writes.
    expect(outcome.post.actualWeight).toEqual({
      ref_time: 60_000_000n + 11n * 25_000_000n + 5n * 100_000_000n,
      proof_size: 6987n,
    })
  })
})

describe('the calls of root claims', () => {
  test('set the type of a coldkey and list it', () => {
    const ctx = testContext()
    const type: RootClaimTypeEnum = { type: 'Keep' }
    const call = setRootClaimType.with({ new_root_claim_type: type })
    expect(succeeds(ctx, call, signed(coldkey))).toEqual([
      ['SubtensorModule.RootClaimTypeSet', { coldkey, root_claim_type: type }],
    ])
    expect(RootClaimType.get(ctx, coldkey)).toEqual(type)
    expect(NumStakingColdkeys.get(ctx)).toBe(1n)
  })

  test('set how many are claimed for, and from what amount on', () => {
    const ctx = testContext()
    SubnetOwner.set(ctx, NETUID, owner)
    expect(succeeds(ctx, setNumRootClaims.with({ new_value: 50n }), ROOT_ORIGIN)).toEqual([])
    expect(NumRootClaim.get(ctx)).toBe(50n)
    for (const origin of [ROOT_ORIGIN, signed(owner)]) {
      const call = setRootClaimThreshold.with({ netuid: NETUID, new_value: 10_000_000n })
      expect(succeeds(ctx, call, origin)).toEqual([])
    }
    expect(RootClaimableThreshold.get(ctx, NETUID)).toBe(10_000_000n << 32n)
  })

  const six = [1, 2, 3, 4, 5, 6].map((id) => netUid(id))
  const empty: RootClaimTypeEnum = { type: 'KeepSubnets', value: { subnets: [] } }
  const threshold = (new_value: bigint): RuntimeCall =>
    setRootClaimThreshold.with({ netuid: NETUID, new_value })
  type Refusal = readonly [string, RuntimeCall, Origin, ModuleError | 'BadOrigin']
  const refusals: readonly Refusal[] = [
    ['a claim by Root', claimRoot.with({ subnets: [NETUID] }), ROOT_ORIGIN, 'BadOrigin'],
    ['a claim by nobody', claimRoot.with({ subnets: [NETUID] }), NONE, 'BadOrigin'],
    [
      'a claim of nothing',
      claimRoot.with({ subnets: [] }),
      signed(coldkey),
      errors.InvalidSubnetNumber,
    ],
    [
      'a claim of six',
      claimRoot.with({ subnets: six }),
      signed(coldkey),
      errors.InvalidSubnetNumber,
    ],
    [
      'a type set by Root',
      setRootClaimType.with({ new_root_claim_type: { type: 'Keep' } }),
      ROOT_ORIGIN,
      'BadOrigin',
    ],
    [
      'a type that keeps no subnet',
      setRootClaimType.with({ new_root_claim_type: empty }),
      signed(coldkey),
      errors.InvalidSubnetNumber,
    ],
    [
      'a number set by a signer',
      setNumRootClaims.with({ new_value: 1n }),
      signed(owner),
      'BadOrigin',
    ],
    [
      'a number above 50',
      setNumRootClaims.with({ new_value: 51n }),
      ROOT_ORIGIN,
      errors.InvalidNumRootClaim,
    ],
    ['a threshold set by a stranger', threshold(1n), signed(coldkey), 'BadOrigin'],
    ['a threshold set by nobody', threshold(1n), NONE, 'BadOrigin'],
    [
      'a threshold above 10,000,000',
      threshold(10_000_001n),
      signed(owner),
      errors.InvalidRootClaimThreshold,
    ],
  ]
  for (const [name, call, origin, error] of refusals) {
    test(`refuse ${name}`, () => {
      const ctx = testContext()
      SubnetOwner.set(ctx, NETUID, owner)
      fails(ctx, call, origin, error === 'BadOrigin' ? { type: 'BadOrigin' } : moduleError(error))
    })
  }
})
