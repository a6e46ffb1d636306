import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import {
  CommitmentOf,
  LastBondsReset,
  LastCommitment,
  RevealedCommitments,
  TimelockedIndex,
  UsedSpaceOf,
} from './storage.ts'

/** Removes the commitments of a subnet that is dissolved. */
export function purgeCommitments(ctx: Context, netuid: NetUid): void {
  for (const item of [
    CommitmentOf,
    LastCommitment,
    LastBondsReset,
    RevealedCommitments,
    UsedSpaceOf,
  ]) {
    item.clear(ctx, [netuid])
  }
  TimelockedIndex.update(ctx, (index) => index.filter(([subnet]) => subnet !== netuid))
}
