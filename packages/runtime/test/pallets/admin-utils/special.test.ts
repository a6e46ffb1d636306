import { alphaRao, decode, hexToBytes, rao } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/frame/context.ts'
import { NONE, ROOT } from '../../../src/frame/origin.ts'
import { errors as own } from '../../../src/pallets/admin-utils/errors.ts'
import { PrecompileEnable } from '../../../src/pallets/admin-utils/storage.ts'
import { PrecompileEnum } from '../../../src/pallets/admin-utils/types.ts'
import { Authorities } from '../../../src/pallets/aura/storage.ts'
import { errors } from '../../../src/pallets/subtensor/errors.ts'
import {
  AlphaValues,
  LiquidAlphaOn,
} from '../../../src/pallets/subtensor/storage/hyperparameters.ts'
import { increaseStake, stakeOf } from '../../../src/pallets/subtensor/staking/stake.ts'
import { LastRateLimitedBlock } from '../../../src/pallets/subtensor/storage/limits.ts'
import { NominatorMinRequiredStake } from '../../../src/pallets/subtensor/storage/stake.ts'
import { BlockDigest } from '../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account } from '../../helpers/test-context.ts'
import { admin, asOwner, asStranger, BLOCK, freeze, NET, unfreeze, world } from './kit.ts'

const BAD_ORIGIN = { type: 'BadOrigin' } as const

describe('the values of liquid alpha', () => {
  const alpha = (alpha_low: number, alpha_high: number) =>
    admin('sudo_set_alpha_values', { netuid: NET, alpha_low, alpha_high })
  const liquid = () => {
    const ctx = world()
    LiquidAlphaOn.set(ctx, NET, true)
    return ctx
  }

  test.each([
    [1638, 1638],
    [1638, 65_535],
    [65_535, 65_535],
  ])('%i to %i', (low, high) => {
    const ctx = liquid()
    expect(succeeds(ctx, alpha(low, high), asOwner)).toEqual([])
    expect(AlphaValues.get(ctx, NET)).toEqual([low, high])
    const key = { type: 'OwnerHyperparamUpdate', value: [NET, 'AlphaValues'] } as const
    expect(LastRateLimitedBlock.get(ctx, key)).toBe(BigInt(BLOCK))
  })

  test.each([
    [1638, 1637, 'AlphaHighTooLow'],
    [1637, 65_535, 'AlphaLowOutOfRange'],
    [2001, 2000, 'AlphaLowOutOfRange'],
    [0, 0, 'AlphaHighTooLow'],
  ] as const)('%i to %i is refused: %s', (low, high, error) => {
    fails(liquid(), alpha(low, high), ROOT, errors[error])
  })

  test('are set only where liquid alpha is on, and by those who may', () => {
    const ctx = world()
    fails(ctx, alpha(0, 0), asOwner, errors.LiquidAlphaDisabled)
    fails(ctx, alpha(2000, 3000), asStranger, BAD_ORIGIN)
    freeze(ctx, NET)
    fails(ctx, alpha(2000, 3000), ROOT, errors.AdminActionProhibitedDuringWeightsWindow)
    unfreeze(ctx)
    LiquidAlphaOn.set(ctx, NET, true)
    succeeds(ctx, alpha(2000, 3000), asOwner)
    fails(ctx, alpha(2000, 3000), asOwner, errors.TxRateLimitExceeded)
  })
})

describe('retired calls', () => {
  test.each([
    [
      'sudo_set_network_pow_registration_allowed',
      { netuid: NET, registration_allowed: true },
      own.POWRegistrationDisabled,
    ],
    ['sudo_set_total_issuance', { total_issuance: rao(1n) }, own.Deprecated],
  ] as const)('%s fails for everybody', (name, args, error) => {
    const ctx = world()
    for (const origin of [ROOT, asOwner, asStranger, NONE]) {
      fails(ctx, admin(name, args), origin, error)
    }
  })
})

describe('block authors', () => {
  const swap = (...keys: readonly Uint8Array[]) =>
    admin('swap_authorities', { new_authorities: keys })

  test('Root replaces them; the digest says so', () => {
    const ctx = world()
    const [one, two] = [account(3), account(4)]
    expect(succeeds(ctx, swap(one, two), ROOT)).toEqual([])
    expect(Authorities.get(ctx)).toEqual([one, two])
    // ConsensusLog::AuthoritiesChange has index 1; two keys as a list: 08.
    const log = hexToBytes(`0108${'03'.repeat(32)}${'04'.repeat(32)}`)
    const aura = new TextEncoder().encode('aura')
    expect(BlockDigest.get(ctx).logs).toEqual([{ type: 'Consensus', value: [aura, log] }])
  })

  test('no authors at all are ignored, and nobody else may', () => {
    const ctx = world()
    Authorities.set(ctx, [account(3)])
    succeeds(ctx, swap(), ROOT)
    expect(Authorities.get(ctx)).toEqual([account(3)])
    fails(ctx, swap(account(4)), asOwner, BAD_ORIGIN)
  })
})

describe('contracts of the EVM', () => {
  const toggle = (precompile_id: PrecompileEnum, enabled: boolean) =>
    admin('sudo_toggle_evm_precompile', { precompile_id, enabled })

  test('Root switches one off and on; nothing happens where it is so', () => {
    const ctx = world()
    expect(succeeds(ctx, toggle('Staking', true), ROOT)).toEqual([])
    expect(PrecompileEnable.has(ctx, 'Staking')).toBe(false)
    const event = ['AdminUtils.PrecompileUpdated', { precompile_id: 'Staking', enabled: false }]
    expect(succeeds(ctx, toggle('Staking', false), ROOT)).toEqual([event])
    expect(PrecompileEnable.get(ctx, 'Staking')).toBe(false)
    fails(ctx, toggle('Staking', true), asOwner, BAD_ORIGIN)
  })

  test('there are twelve of them', () => {
    expect(decode(PrecompileEnum, Uint8Array.of(11))).toBe('VotingPower')
    expect(() => decode(PrecompileEnum, Uint8Array.of(12))).toThrow('12')
  })
})

describe('the least nomination', () => {
  const [hotkey, nominator] = [account(7), account(8)]
  const least = (min_stake: bigint) => admin('sudo_set_nominator_min_required_stake', { min_stake })

  /** A nomination of this much, in a subnet whose alpha always costs one rao. */
  function nominated(alpha: bigint): Context {
    const ctx = world()
    increaseStake(ctx, hotkey, nominator, NET, alphaRao(alpha))
    return ctx
  }
  const left = (ctx: Context): bigint => stakeOf(ctx, hotkey, nominator, NET)

  test('is given as a factor: 10^6 stands for the least stake, 2,000,000 rao', () => {
    const below = nominated(1_999_999n)
    succeeds(below, least(1_000_000n), ROOT)
    expect(left(below)).toBe(0n)
    const enough = nominated(2_000_000n)
    succeeds(enough, least(1_000_000n), ROOT)
    expect(left(enough)).toBe(2_000_000n)
  })

  test('clears nothing unless the factor exceeds the minimum before, in rao', () => {
    const ctx = nominated(2_000_000n)
    succeeds(ctx, least(1_000_000n), ROOT)
    // The minimum rises to 4,000,000 rao, but its factor is no more than 2,000,000.
    succeeds(ctx, least(2_000_000n), ROOT)
    expect(left(ctx)).toBe(2_000_000n)
    succeeds(ctx, least(4_000_001n), ROOT)
    expect(left(ctx)).toBe(0n)
  })
})

test('Root sets the least nomination, without an event', () => {
  const ctx = world()
  const call = admin('sudo_set_nominator_min_required_stake', { min_stake: 7n })
  fails(ctx, call, asOwner, BAD_ORIGIN)
  expect(succeeds(ctx, call, ROOT)).toEqual([])
  expect(NominatorMinRequiredStake.get(ctx)).toBe(7n)
})
