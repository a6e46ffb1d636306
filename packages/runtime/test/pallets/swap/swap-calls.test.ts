import { netUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { ROOT, signed } from '../../../src/frame/origin.ts'
import { NetworksAdded } from '../../../src/pallets/subtensor/storage/networks.ts'
import { deprecatedCalls } from '../../../src/pallets/swap/calls/deprecated.ts'
import { setFeeRate } from '../../../src/pallets/swap/calls/set-fee-rate.ts'
import { errors } from '../../../src/pallets/swap/errors.ts'
import { FeeRate } from '../../../src/pallets/swap/storage.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account, testContext } from '../../helpers/test-context.ts'

const NETUID = netUid(1)
const rate = (value: number) => setFeeRate.with({ netuid: NETUID, rate: value })

describe('set_fee_rate', () => {
  test('refuses all but Root, missing subnets and high rates', () => {
    const ctx = testContext()
    fails(ctx, rate(10_001), signed(account(1)), { type: 'BadOrigin' })
    fails(ctx, rate(10_001), ROOT, errors.MechanismDoesNotExist)
    NetworksAdded.set(ctx, NETUID, true)
    fails(ctx, rate(10_001), ROOT, errors.FeeRateTooHigh)
  })

  test('stores the rate', () => {
    const ctx = testContext()
    NetworksAdded.set(ctx, NETUID, true)
    expect(FeeRate.get(ctx, NETUID)).toBe(33)
    expect(succeeds(ctx, rate(10_000), ROOT)).toEqual([
      ['Swap.FeeRateSet', { netuid: NETUID, rate: 10_000 }],
    ])
    expect(FeeRate.get(ctx, NETUID)).toBe(10_000)
  })
})

describe('calls of the pools of old', () => {
  test.each(deprecatedCalls.map((call) => [call.name, call] as const))(
    '%s fails whoever asks',
    (name, call) => {
      for (const origin of [ROOT, signed(account(1))]) {
        fails(testContext(), { call, args: {} }, origin, errors.Deprecated)
      }
    },
  )

  test('keep their numbers', () => {
    expect(deprecatedCalls.map(({ index, name }) => [index, name])).toEqual([
      [1, 'add_liquidity'],
      [2, 'remove_liquidity'],
      [3, 'modify_position'],
      [4, 'toggle_user_liquidity'],
      [5, 'disable_lp'],
    ])
  })
})
