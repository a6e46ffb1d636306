import { netUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { runtimeConfig } from '../../../../src/frame/config.ts'
import { cleanUpHotkeySwapRecords } from '../../../../src/pallets/subtensor/coinbase/hotkey-swap-records.ts'
import { LastHotkeySwapOnNetuid } from '../../../../src/pallets/subtensor/storage/limits.ts'
import { NetworksAdded } from '../../../../src/pallets/subtensor/storage/networks.ts'
import { account, testContext } from '../../../helpers/test-context.ts'

const INTERVAL = 7200n

/** [netuid, block of the swap, block now, whether the record stays]; a swap may follow 7200 blocks later. */
const rows: readonly (readonly [string, number, bigint, bigint, boolean])[] = [
  ['older than the interval', 3, 2n, INTERVAL + 3n, false],
  ['exactly as old as the interval', 3, 3n, INTERVAL + 3n, true],
  ['of a subnet that has its turn in another block', 4, 2n, INTERVAL + 3n, true],
  ['that would be too old beyond 64 bits', 3, 2n ** 64n - 1n, INTERVAL + 3n, true],
]

describe('records of hotkey swaps', () => {
  for (const [name, id, swappedAt, block, stays] of rows) {
    test(`a record ${name} ${stays ? 'stays' : 'goes'}`, () => {
      const ctx = testContext({ config: runtimeConfig('normal') })
      const netuid = netUid(id)
      NetworksAdded.set(ctx, netuid, true)
      LastHotkeySwapOnNetuid.set(ctx, netuid, account(1), swappedAt)
      cleanUpHotkeySwapRecords(ctx, block)
      expect(LastHotkeySwapOnNetuid.has(ctx, netuid, account(1))).toBe(stays)
    })
  }

  test('are looked through in every block of the fast build', () => {
    const ctx = testContext()
    const netuid = netUid(3)
    NetworksAdded.set(ctx, netuid, true)
    LastHotkeySwapOnNetuid.set(ctx, netuid, account(1), 5n)
    LastHotkeySwapOnNetuid.set(ctx, netuid, account(2), 9n)
    // 2 reads, one for the network, one for each record; one write for that which goes.
    expect(cleanUpHotkeySwapRecords(ctx, 10n)).toEqual({
      ref_time: 5n * 25_000_000n + 100_000_000n,
      proof_size: 0n,
    })
    expect(LastHotkeySwapOnNetuid.has(ctx, netuid, account(1))).toBe(false)
    expect(LastHotkeySwapOnNetuid.has(ctx, netuid, account(2))).toBe(true)
  })
})
