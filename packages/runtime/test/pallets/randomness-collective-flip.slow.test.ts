import { hash } from '@plexus/primitives'
import { expect, test } from 'vitest'
import {
  randomnessCollectiveFlipPallet,
  RandomMaterial,
} from '../../src/pallets/randomness-collective-flip/index.ts'
import { ParentHash } from '../../src/pallets/system/storage.ts'
import { testContext } from '../helpers/test-context.ts'

const parentOf = (block: number) => hash(new Uint8Array(32).fill(block % 256))

test('keeps the last 81 parent hashes, each in the place of its block number', () => {
  const ctx = testContext()
  for (let block = 1; block <= 200; block += 1) {
    ParentHash.set(ctx, parentOf(block))
    randomnessCollectiveFlipPallet.onInitialize?.(ctx, block)
    // The place of block n is (n - 1) modulo 81; a place holds the latest block that came to it.
    const expected = []
    for (let place = 0; place < Math.min(block, 81); place += 1) {
      let latest = place + 1
      while (latest + 81 <= block) latest += 81
      expected.push(parentOf(latest))
    }
    expect(RandomMaterial.get(ctx), `block ${block}`).toEqual(expected)
  }
})

test('goes on where Root left a value with bytes behind it', () => {
  const ctx = testContext()
  for (let block = 1; block <= 81; block += 1) {
    ParentHash.set(ctx, parentOf(block))
    randomnessCollectiveFlipPallet.onInitialize?.(ctx, block)
  }
  const stored = ctx.state.get(RandomMaterial.key(ctx)) ?? new Uint8Array(0)
  ctx.state.set(RandomMaterial.key(ctx), Uint8Array.of(...stored, 1, 2, 3))
  ParentHash.set(ctx, parentOf(82))
  randomnessCollectiveFlipPallet.onInitialize?.(ctx, 82)
  expect(RandomMaterial.get(ctx).at(0)).toEqual(parentOf(82))
  expect(RandomMaterial.get(ctx)).toHaveLength(81)
})
