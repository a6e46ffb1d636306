import { netUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { runtimeConfig } from '../../../../src/frame/config.ts'
import {
  lastRateLimitedBlock,
  passesRateLimit,
  recordRateLimited,
} from '../../../../src/pallets/subtensor/limits/rate-limits.ts'
import type { RateLimited } from '../../../../src/pallets/subtensor/limits/rate-limits.ts'
import { WeightsVersionKeyRateLimit } from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  LastRateLimitedBlock,
  OwnerHyperparamRateLimit,
  TransactionKeyLastBlock,
  TxChildkeyTakeRateLimit,
} from '../../../../src/pallets/subtensor/storage/limits.ts'
import { NetworkRateLimit } from '../../../../src/pallets/subtensor/storage/networks.ts'
import { Tempo } from '../../../../src/pallets/subtensor/storage/schedule.ts'
import { account, testContext } from '../../../helpers/test-context.ts'

const netuid = netUid(3)
const key = account(1)
const LAST = 1000n

/** Limits in blocks: as normal build, as fast build (spec: 20-calls §3). */
const rows: readonly (readonly [RateLimited, normal: bigint, fast: bigint])[] = [
  [{ type: 'SetChildren', key, netuid }, 150n, 150n],
  [{ type: 'SetChildkeyTake', key, netuid }, 33n, 33n],
  [{ type: 'RegisterNetwork' }, 44n, 44n],
  [{ type: 'SetWeightsVersionKey', key, netuid }, 600n, 600n],
  [{ type: 'SetSNOwnerHotkey', netuid }, 50_400n, 50_400n],
  [{ type: 'OwnerHyperparamUpdate', netuid, parameter: 'Kappa' }, 400n, 400n],
  [{ type: 'MechanismCountUpdate', key, netuid }, 7200n, 1n],
  [{ type: 'MechanismEmission', key, netuid }, 7200n, 1n],
  [{ type: 'MaxUidsTrimming', key, netuid }, 216_000n, 1n],
  [{ type: 'TempoUpdate', key, netuid }, 360n, 360n],
]

function limited(timing: 'normal' | 'fast'): ReturnType<typeof testContext> {
  const ctx = testContext({ config: runtimeConfig(timing) })
  TxChildkeyTakeRateLimit.set(ctx, 33n)
  NetworkRateLimit.set(ctx, 44n)
  Tempo.set(ctx, netuid, 200)
  WeightsVersionKeyRateLimit.set(ctx, 3n)
  OwnerHyperparamRateLimit.set(ctx, 2)
  return ctx
}

describe.each(rows)('$type', (what, normal, fast) => {
  test.each([
    ['normal', normal],
    ['fast', fast],
  ] as const)('is limited in the %s build to once in so many blocks', (timing, limit) => {
    const ctx = limited(timing)
    expect(passesRateLimit(ctx, what, 1n)).toBe(true)
    recordRateLimited(ctx, what, LAST)
    expect(passesRateLimit(ctx, what, LAST + limit - 1n)).toBe(false)
    expect(passesRateLimit(ctx, what, LAST + limit)).toBe(true)
    expect(passesRateLimit(ctx, what, LAST - 1n)).toBe(limit === 0n)
  })
})

test('what is limited is kept where clients look for it', () => {
  const ctx = limited('normal')
  for (const [at, [what]] of rows.entries()) recordRateLimited(ctx, what, BigInt(at + 1))
  const codes = [0, 1, 4, 7, 8, 9, 11]
  expect(codes.map((code) => TransactionKeyLastBlock.get(ctx, key, netuid, code))).toEqual([
    1n,
    2n,
    4n,
    7n,
    8n,
    9n,
    10n,
  ])
  expect([...LastRateLimitedBlock.entries(ctx)].length).toBe(3)
  expect(lastRateLimitedBlock(ctx, { type: 'NetworkLastRegistered' })).toBe(3n)
  expect(lastRateLimitedBlock(ctx, { type: 'SetSNOwnerHotkey', value: netuid })).toBe(5n)
  const kappa = { type: 'OwnerHyperparamUpdate', value: [netuid, 'Kappa'] } as const
  expect(lastRateLimitedBlock(ctx, kappa)).toBe(6n)
  const rho = { type: 'OwnerHyperparamUpdate', value: [netuid, 'Rho'] } as const
  expect(lastRateLimitedBlock(ctx, rho)).toBe(0n)
})

test('a limit of many tempos stays within 64 bits', () => {
  const ctx = limited('normal')
  WeightsVersionKeyRateLimit.set(ctx, 2n ** 64n - 1n)
  const what = { type: 'SetWeightsVersionKey', key, netuid } as const
  recordRateLimited(ctx, what, 1n)
  expect(passesRateLimit(ctx, what, 2n ** 63n)).toBe(false)
})
