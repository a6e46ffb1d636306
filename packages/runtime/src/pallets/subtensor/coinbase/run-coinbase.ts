import { saturatingFromInteger, U96F32 } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Credit } from '../../balances/index.ts'
import { SubnetRootSellTao } from '../storage/emission.ts'
import { distributeEmissions } from './distribute.ts'
import { drainPending } from './drain.ts'
import { emittingCandidates, subnetsToEmitTo } from './emit-to.ts'
import { emitToSubnets } from './emit.ts'
import { sellsForRoot } from './moving-price.ts'
import type { EpochWatch } from './observer.ts'
import { subnetEmissions } from './shares.ts'

/** Spends what the block minted, and runs the epochs that are due (spec: 30-block-step §7–10). */
export function runCoinbase(ctx: Context, credit: Credit, block: bigint, watch?: EpochWatch): void {
  // Sales for root happen later in the block; those counted here are of the one before.
  SubnetRootSellTao.clear(ctx, [])
  spendBlockEmission(ctx, credit)
  distributeEmissions(ctx, drainPending(ctx, emittingCandidates(ctx), block), block, watch)
}

/** Divides what the block minted among the subnets and emits to each. @returns whether alpha is sold for root */
export function spendBlockEmission(ctx: Context, credit: Credit): boolean {
  const emitTo = subnetsToEmitTo(ctx)
  const emissions = subnetEmissions(ctx, emitTo, saturatingFromInteger(U96F32, credit))
  const sells = sellsForRoot(ctx, emitTo)
  emitToSubnets(ctx, { emitTo, emissions, credit, sellsForRoot: sells })
  return sells
}
