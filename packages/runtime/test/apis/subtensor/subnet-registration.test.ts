import { rao } from '@plexus/primitives'
import { expect, test } from 'vitest'
import {
  NetworkLastLockCost,
  NetworkLockReductionInterval,
  NetworkMinLockCost,
} from '../../../src/pallets/subtensor/storage/networks.ts'
import { testContext } from '../../helpers/test-context.ts'
import { ask, u64 } from './kit.ts'

test('what a new subnet costs: the last price, never below the least', () => {
  const ctx = testContext()
  const name = 'SubnetRegistrationRuntimeApi_get_network_registration_cost'
  NetworkLockReductionInterval.set(ctx, 0n)
  NetworkMinLockCost.set(ctx, rao(1_000n))
  NetworkLastLockCost.set(ctx, rao(900n))
  expect(ask(ctx, name)).toBe(u64(1_000))
  NetworkLastLockCost.set(ctx, rao(1n << 60n))
  expect(ask(ctx, name)).toBe(u64(1n << 60n))
})
