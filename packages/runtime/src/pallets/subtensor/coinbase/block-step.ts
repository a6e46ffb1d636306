import type { Context } from '../../../frame/context.ts'
import { addWeights, weight } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { ParentHash } from '../../system/storage.ts'
import { applyPendingChildren } from '../children/pending.ts'
import { updateRegistrationPrices } from '../registration/prices.ts'
import { autoClaimRoot } from '../root/auto-claim.ts'
import { fillColdkeyIndex } from '../root/fill-coldkey-index.ts'
import { LastEpochBlock } from '../storage/schedule.ts'
import { allNetuids } from '../subnets/list.ts'
import { mintBlockEmission } from './block-emission.ts'
import { cleanUpHotkeySwapRecords } from './hotkey-swap-records.ts'
import { revealTimelockedWeights } from './reveal-weights.ts'
import { updateMovingPrices } from './moving-price.ts'
import { updateRootProportions } from './root-proportion.ts'
import type { EpochWatch } from './observer.ts'
import { runCoinbase } from './run-coinbase.ts'

/** What the reference says a block step costs, whatever it did. */
const STEP = weight(110_634_229_000n, { reads: 8304n, writes: 110n })

/**
 * What happens to the economy at the start of every block, in this order (spec: 30-block-step §3).
 * It is no transaction: what a step wrote stays, also where a later part of it fails.
 *
 * @param watch for those who explain a block; blocks are made without
 */
export function blockStep(ctx: Context, blockNumber: number, watch?: EpochWatch): Weight {
  const block = BigInt(blockNumber)
  const cleanUp = cleanUpHotkeySwapRecords(ctx, block)
  updateRegistrationPrices(ctx, block)
  const credit = mintBlockEmission(ctx)
  // Just before the epochs that they feed.
  revealTimelockedWeights(ctx, block)
  runCoinbase(ctx, credit, block, watch)
  updateMovingPrices(ctx)
  updateRootProportions(ctx)
  applyChildrenAfterEpoch(ctx, block)
  autoClaimRoot(ctx, ParentHash.get(ctx))
  fillColdkeyIndex(ctx)
  return addWeights(STEP, cleanUp)
}

/** Children change with an epoch: here, where the slot of this block is already used. */
function applyChildrenAfterEpoch(ctx: Context, block: bigint): void {
  for (const netuid of allNetuids(ctx)) {
    if (LastEpochBlock.get(ctx, netuid) === block) applyPendingChildren(ctx, netuid)
  }
}
