import { readFileSync } from 'node:fs'
import { rao } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { BlockEmission, TotalIssuance } from '../../../../src/pallets/subtensor/storage/emission.ts'
import { LastRateLimitedBlock } from '../../../../src/pallets/subtensor/storage/limits.ts'
import {
  NetworkLastLockCost,
  NetworkLockReductionInterval,
  NetworkMinLockCost,
} from '../../../../src/pallets/subtensor/storage/networks.ts'
import {
  lockReductionInterval,
  networkLockCost,
} from '../../../../src/pallets/subtensor/subnets/lock-cost.ts'
import { atBlock, economy, TAO } from '../economy-kit.ts'

interface LockCase {
  readonly lastLock: string
  readonly minLock: string
  readonly lastLockBlock: number
  readonly interval: string
  readonly issuance: string
}

interface Recorded {
  readonly lockCost: readonly (LockCase & {
    readonly block: number
    readonly effectiveInterval: string
    readonly out: string
  })[]
  readonly lockCostRun: readonly (LockCase & {
    readonly atBlock: readonly (readonly [number, string])[]
  })[]
}

const file = new URL('../../../../../../spec/vectors/emission.json', import.meta.url)
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded

function chainOf(each: LockCase): Context {
  const ctx = economy()
  NetworkLastLockCost.set(ctx, rao(BigInt(each.lastLock)))
  NetworkMinLockCost.set(ctx, rao(BigInt(each.minLock)))
  NetworkLockReductionInterval.set(ctx, BigInt(each.interval))
  TotalIssuance.set(ctx, rao(BigInt(each.issuance)))
  LastRateLimitedBlock.set(ctx, { type: 'NetworkLastRegistered' }, BigInt(each.lastLockBlock))
  return ctx
}

describe('the price of a subnet', () => {
  test('is the recorded one', () => {
    expect(recorded.lockCost.length).toBeGreaterThan(50)
    for (const each of recorded.lockCost) {
      const ctx = chainOf(each)
      atBlock(ctx, each.block)
      expect(networkLockCost(ctx), JSON.stringify(each)).toBe(BigInt(each.out))
      const interval = lockReductionInterval(BigInt(each.interval), rao(BlockEmission.get(ctx)))
      const isAtCap = BigInt(each.issuance) >= 21_000_000n * TAO
      if (!isAtCap) expect(interval, 'interval').toBe(BigInt(each.effectiveInterval))
    }
  })

  test('falls as recorded', () => {
    for (const each of recorded.lockCostRun) {
      const ctx = chainOf(each)
      for (const [block, cost] of each.atBlock) {
        atBlock(ctx, block)
        expect(networkLockCost(ctx), `${each.lastLock} at block ${block}`).toBe(BigInt(cost))
      }
    }
  })

  test('is 1,000 TAO for the first, and remembers the emission it asked for', () => {
    const ctx = economy()
    expect(networkLockCost(ctx)).toBe(1_000n * TAO)
    expect(BlockEmission.has(ctx)).toBe(false)
    TotalIssuance.set(ctx, rao(10_500_000n * TAO))
    networkLockCost(ctx)
    expect(BlockEmission.get(ctx)).toBe(500_000_000n)
  })
})
