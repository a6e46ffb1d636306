import { hash } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { autoClaimRoot, drawIndices } from '../../../../src/pallets/subtensor/root/auto-claim.ts'
import { listStakingColdkey } from '../../../../src/pallets/subtensor/root/coldkey-index.ts'
import { NumRootClaim } from '../../../../src/pallets/subtensor/storage/root-claim.ts'
import { account, eventsOf, testContext } from '../../../helpers/test-context.ts'

const MAX = 2n ** 64n - 1n

/** A hash of four big-endian numbers. */
function hashOf(...words: readonly bigint[]): Hash {
  const bytes = new Uint8Array(32)
  const view = new DataView(bytes.buffer)
  words.forEach((word, at) => view.setBigUint64(at * 8, word))
  return hash(bytes)
}

const rows: readonly (readonly [string, Hash, bigint, bigint, readonly bigint[]])[] = [
  // 7 + 7 → 4, + 5 → 9, + 3 → 2, + 1 → 3, and again + 7 → 0.
  ['walks on from the first word', hashOf(7n, 5n, 3n, 1n), 5n, 10n, [0n, 2n, 3n, 4n, 9n]],
  // 2 + 2 → 1, + 3 → 1, + 3 → 1.
  ['counts an index once', hashOf(2n, 3n, 3n, 3n), 4n, 3n, [1n]],
  // The first sum stops at 2^64 − 1, which is 5 mod 10; then 5 + 1 → 6.
  ['stops at the largest number', hashOf(MAX, 1n, 0n, 0n), 2n, 10n, [5n, 6n]],
  ['gives the first index where there are none', hashOf(7n, 5n, 3n, 1n), 5n, 0n, [0n]],
  ['draws nothing where nothing is to be drawn', hashOf(7n, 5n, 3n, 1n), 0n, 10n, []],
]

describe('drawing coldkeys', () => {
  for (const [name, from, draws, count, indices] of rows) {
    test(name, () => expect(drawIndices(from, draws, count)).toEqual(indices))
  }
})

describe('claiming by and by', () => {
  test('claims for the coldkeys that were drawn, in the order of their indices', () => {
    const ctx = testContext()
    for (let byte = 0; byte < 10; byte += 1) listStakingColdkey(ctx, account(byte))
    autoClaimRoot(ctx, hashOf(7n, 5n, 3n, 1n))
    expect(eventsOf(ctx)).toEqual(
      [0, 2, 3, 4, 9].map((byte) => ['SubtensorModule.RootClaimed', { coldkey: account(byte) }]),
    )
  })

  test('does nothing where it is turned off', () => {
    const ctx = testContext()
    listStakingColdkey(ctx, account(1))
    NumRootClaim.set(ctx, 0n)
    autoClaimRoot(ctx, hashOf(7n))
    expect(eventsOf(ctx)).toEqual([])
  })
})
