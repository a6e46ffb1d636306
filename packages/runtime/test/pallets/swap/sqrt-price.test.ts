import { alphaRao, fixedFromRaw, netUid, rao, U64F64 } from '@plexus/primitives'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { NetworksAdded } from '../../../src/pallets/subtensor/storage/networks.ts'
import {
  SubnetAlphaIn,
  SubnetMechanism,
  SubnetTAO,
  SubtokenEnabled,
} from '../../../src/pallets/subtensor/storage/pools.ts'
import { clearProtocolLiquidity, swapPallet } from '../../../src/pallets/swap/index.ts'
import { sqrtFloor } from '../../../src/pallets/swap/sqrt-price.ts'
import { AlphaSqrtPrice } from '../../../src/pallets/swap/storage.ts'
import { testContext } from '../../helpers/test-context.ts'

const NETUID = netUid(1)

test('the square root of the price is kept from the start of the subnet on', () => {
  const ctx = testContext()
  NetworksAdded.set(ctx, NETUID, true)
  SubnetMechanism.set(ctx, NETUID, 1)
  SubnetAlphaIn.set(ctx, NETUID, alphaRao(1000n))
  SubnetTAO.set(ctx, NETUID, rao(250n))
  swapPallet.onFinalize?.(ctx, 1)
  expect(AlphaSqrtPrice.has(ctx, NETUID)).toBe(false)
  SubtokenEnabled.set(ctx, NETUID, true)
  swapPallet.onFinalize?.(ctx, 2)
  // The price is 250/1000 = 1/4, its root 1/2.
  expect(AlphaSqrtPrice.get(ctx, NETUID)).toBe(1n << 63n)
  SubnetTAO.set(ctx, NETUID, rao(9000n))
  swapPallet.onFinalize?.(ctx, 3)
  expect(AlphaSqrtPrice.get(ctx, NETUID)).toBe(3n << 64n)
  const before = ctx.state.changes()
  swapPallet.onFinalize?.(ctx, 4)
  expect(ctx.state.changes()).toEqual(before)
  clearProtocolLiquidity(ctx, NETUID)
  expect(AlphaSqrtPrice.has(ctx, NETUID)).toBe(false)
})

test('a subnet without a pool has no entry', () => {
  const ctx = testContext()
  NetworksAdded.set(ctx, NETUID, true)
  SubtokenEnabled.set(ctx, NETUID, true)
  swapPallet.onFinalize?.(ctx, 1)
  expect(AlphaSqrtPrice.has(ctx, NETUID)).toBe(false)
})

test('the root is the largest whose square is not above the value', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (raw) => {
      const root: bigint = sqrtFloor(fixedFromRaw(U64F64, raw))
      const square = raw << 64n
      expect(root * root <= square && (root + 1n) ** 2n > square).toBe(true)
    }),
  )
})
