import { alphaRao, fixedFromRaw, netUid, U64F64 } from '@plexus/primitives'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  allShareEntries,
  decreaseStake,
  hotkeyStake,
  increaseStake,
  increaseStakeOfAll,
  isPreciseEnough,
  shareEntries,
  shareNetuids,
  stakeOf,
} from '../../../../src/pallets/subtensor/staking/stake.ts'
import { StakingHotkeys } from '../../../../src/pallets/subtensor/storage/keys.ts'
import {
  Alpha,
  AlphaV2,
  TotalHotkeyAlpha,
  TotalHotkeySharesV2,
} from '../../../../src/pallets/subtensor/storage/stake.ts'
import { account, testContext } from '../../../helpers/test-context.ts'

const HOTKEY = account(9)
const [ANNE, BOB, CARL] = [account(1), account(2), account(3)] as const
const NETUID = netUid(1)

describe('stake with a hotkey', () => {
  test('is shared by what each put in', () => {
    const ctx = testContext()
    increaseStake(ctx, HOTKEY, ANNE, NETUID, alphaRao(300n))
    increaseStake(ctx, HOTKEY, BOB, NETUID, alphaRao(100n))
    increaseStakeOfAll(ctx, HOTKEY, NETUID, alphaRao(40n))
    // 440 · 300/400 = 330 and 440 · 100/400 = 110.
    expect(stakeOf(ctx, HOTKEY, ANNE, NETUID)).toBe(330n)
    expect(stakeOf(ctx, HOTKEY, BOB, NETUID)).toBe(110n)
    expect(hotkeyStake(ctx, HOTKEY, NETUID)).toBe(440n)
    expect(StakingHotkeys.get(ctx, ANNE)).toEqual([HOTKEY])
  })

  test('is taken in full or not at all', () => {
    const ctx = testContext()
    increaseStake(ctx, HOTKEY, ANNE, NETUID, alphaRao(300n))
    expect(decreaseStake(ctx, HOTKEY, ANNE, NETUID, alphaRao(301n))).toBe(false)
    expect(decreaseStake(ctx, HOTKEY, BOB, NETUID, alphaRao(0n))).toBe(false)
    expect(decreaseStake(ctx, HOTKEY, ANNE, NETUID, alphaRao(300n))).toBe(true)
    for (const item of [TotalHotkeyAlpha, TotalHotkeySharesV2]) {
      expect(item.has(ctx, HOTKEY, NETUID), item.name).toBe(false)
    }
    expect(AlphaV2.has(ctx, HOTKEY, ANNE, NETUID)).toBe(false)
    expect(StakingHotkeys.get(ctx, ANNE)).toEqual([HOTKEY])
  })

  test('of nothing is no reason to be listed', () => {
    const ctx = testContext()
    increaseStake(ctx, HOTKEY, ANNE, NETUID, alphaRao(0n))
    expect(StakingHotkeys.has(ctx, ANNE)).toBe(false)
  })

  test('is too fine for a pool whose shares are worth too little', () => {
    const ctx = testContext()
    expect(isPreciseEnough(ctx, HOTKEY, NETUID, alphaRao(1n))).toBe(true)
    increaseStake(ctx, HOTKEY, ANNE, NETUID, alphaRao(1n))
    expect(isPreciseEnough(ctx, HOTKEY, NETUID, alphaRao(0n))).toBe(false)
    expect(isPreciseEnough(ctx, HOTKEY, NETUID, alphaRao(1n))).toBe(true)
  })
})

describe('entries of shares', () => {
  test('are read from both maps, sorted, the new one first', () => {
    const ctx = testContext()
    const share = { mantissa: 10n ** 21n, exponent: -21n }
    AlphaV2.set(ctx, HOTKEY, CARL, netUid(1), share)
    AlphaV2.set(ctx, HOTKEY, BOB, netUid(2), share)
    AlphaV2.set(ctx, account(8), BOB, netUid(2), share)
    Alpha.set(ctx, HOTKEY, BOB, netUid(1), fixedFromRaw(U64F64, 2n << 64n))
    Alpha.set(ctx, HOTKEY, BOB, netUid(2), fixedFromRaw(U64F64, 2n << 64n))
    Alpha.set(ctx, HOTKEY, BOB, netUid(3), U64F64.zero)
    // Two is 2·10^20 · 10^-20.
    const two = { mantissa: 2n * 10n ** 20n, exponent: -20n }
    const zero = { mantissa: 0n, exponent: 0n }
    const entries = [
      { hotkey: HOTKEY, coldkey: BOB, netuid: 1, share: two },
      { hotkey: HOTKEY, coldkey: BOB, netuid: 2, share },
      { hotkey: HOTKEY, coldkey: BOB, netuid: 3, share: zero },
      { hotkey: HOTKEY, coldkey: CARL, netuid: 1, share },
    ]
    expect(shareEntries(ctx, HOTKEY)).toEqual(entries)
    expect(allShareEntries(ctx)).toEqual([
      { hotkey: account(8), coldkey: BOB, netuid: 2, share },
      ...entries,
    ])
    expect(shareNetuids(ctx, HOTKEY, BOB)).toEqual([1, 2])
  })
})

test('no sequence of operations creates stake', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 15n })
  const holder = fc.constantFrom(ANNE, BOB, CARL)
  const step = fc.oneof(
    fc.record({ op: fc.constant('add' as const), holder, amount }),
    fc.record({ op: fc.constant('take' as const), holder, amount }),
    fc.record({ op: fc.constant('pay' as const), holder, amount }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const ctx = testContext()
      let total = 0n
      for (const { op, holder: who, amount: rawAmount } of steps) {
        const value = alphaRao(rawAmount)
        if (op === 'take') {
          if (decreaseStake(ctx, HOTKEY, who, NETUID, value)) total -= value
        } else {
          total += value
          if (op === 'add') increaseStake(ctx, HOTKEY, who, NETUID, value)
          else increaseStakeOfAll(ctx, HOTKEY, NETUID, value)
        }
        expect(hotkeyStake(ctx, HOTKEY, NETUID)).toBe(total)
        // Each value is rounded down of shares rounded to 20 digits; 3 · 25 roundings of shares
        // cannot add up to one unit of 10^16.
        const held = [ANNE, BOB, CARL].reduce(
          (sum, each) => sum + stakeOf(ctx, HOTKEY, each, NETUID),
          0n,
        )
        expect(held <= total + 1n).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})
