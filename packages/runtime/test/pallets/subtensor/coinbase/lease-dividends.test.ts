import { alphaRao, fixedFromRaw, netUid, Percent, U64F64 } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { distributeLeaseDividends } from '../../../../src/pallets/subtensor/coinbase/lease-dividends.ts'
import { increaseStake, stakeOf } from '../../../../src/pallets/subtensor/staking/stake.ts'
import {
  AccumulatedLeaseDividends,
  SubnetLeases,
  SubnetLeaseShares,
} from '../../../../src/pallets/subtensor/storage/limits.ts'
import { BlockNumber } from '../../../../src/pallets/system/storage.ts'
import { account, eventsDuring, testContext } from '../../../helpers/test-context.ts'
import { startSubnet, TOKEN } from './kit.ts'

const LEASE = 0
const NETUID = netUid(2)
const [coldkey, hotkey, beneficiary] = [account(1), account(2), account(3)]
const contributors = [account(4), account(5)] as const
const THIRD = U64F64.one / 3n

/** A subnet whose lease gives 30 % of the owner's cut to two contributors, a third of it to each. */
function leased(block: number, endBlock?: number): Context {
  const ctx = testContext()
  startSubnet(ctx, 2, { alphaOut: 100n * TOKEN })
  BlockNumber.set(ctx, block)
  SubnetLeases.set(ctx, LEASE, {
    beneficiary,
    coldkey,
    hotkey,
    emissions_share: Percent.fromParts(30n),
    end_block: endBlock,
    netuid: NETUID,
    cost: 0n,
  })
  for (const contributor of contributors) {
    SubnetLeaseShares.set(ctx, LEASE, contributor, fixedFromRaw(U64F64, THIRD))
  }
  increaseStake(ctx, hotkey, coldkey, NETUID, alphaRao(100n * TOKEN))
  return ctx
}

const stakes = (ctx: Context): readonly bigint[] =>
  [coldkey, ...contributors, beneficiary].map((who) => stakeOf(ctx, hotkey, who, NETUID))

const distribute = (ctx: Context, ownerCut: bigint): ReturnType<typeof eventsDuring> =>
  eventsDuring(ctx, () => distributeLeaseDividends(ctx, LEASE, alphaRao(ownerCut)))

describe('the dividends of a lease', () => {
  test('are put aside between distributions, rounded up', () => {
    const ctx = leased(101)
    // 30 % of 11 is 3.3.
    expect(distribute(ctx, 11n)).toEqual([])
    expect(AccumulatedLeaseDividends.get(ctx, LEASE)).toBe(4n)
    expect(distribute(ctx, 10n)).toEqual([])
    expect(AccumulatedLeaseDividends.get(ctx, LEASE)).toBe(7n)
  })

  test('go to the contributors every hundred blocks, the rest to the beneficiary', () => {
    const ctx = leased(200)
    AccumulatedLeaseDividends.set(ctx, LEASE, alphaRao(1n))
    const events = distribute(ctx, 10n * TOKEN)
    // 3·10⁹ + 1 in all; a third, just short of it in 64 bits, is 1,000,000,000.33, rounded up.
    const part = 1_000_000_001n
    const rest = 3n * TOKEN + 1n - 2n * part
    expect(stakes(ctx)).toEqual([100n * TOKEN - 3n * TOKEN - 1n, part, part, rest])
    expect(AccumulatedLeaseDividends.get(ctx, LEASE)).toBe(0n)
    const paid = events.filter(([name]) => name.endsWith('SubnetLeaseDividendsDistributed'))
    expect(paid.map(([, fields]) => fields)).toEqual([
      { lease_id: LEASE, contributor: contributors[0], alpha: part },
      { lease_id: LEASE, contributor: contributors[1], alpha: part },
      { lease_id: LEASE, contributor: beneficiary, alpha: rest },
    ])
  })

  test('stay together where one part is too small to be moved', () => {
    const ctx = leased(200)
    // 30 % of 19,999,996 is 5,999,998.8, so 5,999,999. A third of it is 1,999,999.7, so 2,000,000,
    // which is the least that may be moved; 1,999,999 would be left for the beneficiary.
    expect(distribute(ctx, 19_999_996n)).toEqual([])
    expect(AccumulatedLeaseDividends.get(ctx, LEASE)).toBe(5_999_999n)
    expect(stakes(ctx)).toEqual([100n * TOKEN, 0n, 0n, 0n])
  })

  const idle: readonly (readonly [string, Context])[] = [
    ['the lease has ended', leased(200, 200)],
    ['there is no lease', testContext()],
  ]
  for (const [name, ctx] of idle) {
    test(`are none where ${name}`, () => {
      expect(distribute(ctx, 10n * TOKEN)).toEqual([])
      expect(AccumulatedLeaseDividends.has(ctx, LEASE)).toBe(false)
    })
  }
})
