import { alphaRao, netUid } from '@plexus/primitives'
import { expect, test } from 'vitest'
import { outstandingAlphaCoversStake } from '../../../../src/pallets/subtensor/coinbase/invariants.ts'
import { heldAlpha } from '../../../../src/pallets/subtensor/coinbase/held-alpha.ts'
import { swapColdkey } from '../../../../src/pallets/subtensor/keys/swap-coldkey.ts'
import { increaseStake } from '../../../../src/pallets/subtensor/staking/stake.ts'
import { SubnetAlphaOut, SubnetMechanism } from '../../../../src/pallets/subtensor/storage/pools.ts'
import { RootClaimed } from '../../../../src/pallets/subtensor/storage/root-claim.ts'
import { TotalHotkeyAlpha } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { account } from '../../../helpers/test-context.ts'
import { FIRST, OWNER } from '../economy-kit.ts'
import { keysWorld, OLD } from '../keys/keys-kit.ts'

test('stake may exceed what is out by what was claimed before a coldkey swap, and by no more', () => {
  const ctx = keysWorld()
  SubnetMechanism.set(ctx, FIRST, 1)
  increaseStake(ctx, OLD, OWNER, netUid(0), alphaRao(1_000n))
  RootClaimed.set(ctx, FIRST, OLD, OWNER, 7n)
  const holdMore = (alpha: bigint): void => {
    const held = heldAlpha(ctx).get(FIRST) ?? 0n
    const stake = TotalHotkeyAlpha.get(ctx, OLD, FIRST)
    const missing = SubnetAlphaOut.get(ctx, FIRST) + alpha - held
    TotalHotkeyAlpha.set(ctx, OLD, FIRST, alphaRao(stake + missing))
  }
  holdMore(1n)
  expect(outstandingAlphaCoversStake(ctx)).toHaveLength(1)
  holdMore(0n)
  expect(outstandingAlphaCoversStake(ctx)).toEqual([])
  TotalHotkeyAlpha.remove(ctx, OLD, FIRST)
  swapColdkey(ctx, OWNER, account(20))
  expect(RootClaimed.get(ctx, FIRST, OLD, OWNER)).toBe(7n)
  holdMore(7n)
  expect(outstandingAlphaCoversStake(ctx)).toEqual([])
  holdMore(8n)
  expect(outstandingAlphaCoversStake(ctx)).toHaveLength(1)
})
