import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { mechanismIndices, uidOf } from '../registration/neurons.ts'
import { BondsResetOn } from '../storage/hyperparameters.ts'
import { Bonds } from '../storage/neurons.ts'

/**
 * Makes everybody forget their bonds to a hotkey, where the subnet allows it: a miner that announces
 * a new model starts anew (spec: 35-yuma-epoch §10).
 */
export function resetBonds(ctx: Context, netuid: NetUid, hotkey: AccountId): void {
  if (!BondsResetOn.get(ctx, netuid)) return
  const uid = uidOf(ctx, netuid, hotkey)
  if (uid === undefined) return
  for (const index of mechanismIndices(ctx, netuid)) {
    for (const [[, of], row] of Bonds.entries(ctx, index)) {
      Bonds.set(
        ctx,
        index,
        of,
        row.filter(([to]) => to !== uid),
      )
    }
  }
}
