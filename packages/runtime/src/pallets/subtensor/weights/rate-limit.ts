import type { Uid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { WeightsSetRateLimit } from '../storage/hyperparameters.ts'
import { Keys, LastUpdate } from '../storage/neurons.ts'
import { mechanismExists } from '../subnets/mechanism.ts'
import { storageIndex } from '../types.ts'
import type { Mechanism } from './mechanism.ts'

/**
 * Whether a uid has left its weights alone for long enough; never where uid or mechanism do not
 * exist.
 */
export function passesWeightsRateLimit(
  ctx: Context,
  { netuid, mechid }: Mechanism,
  uid: Uid,
): boolean {
  if (!mechanismExists(ctx, netuid, mechid) || !Keys.has(ctx, netuid, uid)) return false
  const last = LastUpdate.get(ctx, storageIndex(netuid, mechid))[uid] ?? 0n
  const now = currentBlock(ctx)
  return last === 0n || (now > last ? now - last : 0n) >= WeightsSetRateLimit.get(ctx, netuid)
}
