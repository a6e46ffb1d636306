import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import {
  NumStakingColdkeys,
  StakingColdkeys,
  StakingColdkeysByIndex,
} from '../storage/root-claim.ts'

// The list is dense: indices run from 0 to the number of coldkeys, and each of the two maps is the
// inverse of the other.

const U64_MAX = (1n << 64n) - 1n

/** Lists a coldkey among those whose root dividends are claimed by and by (spec: 30-block-step §12.4). */
export function listStakingColdkey(ctx: Context, coldkey: AccountId): void {
  if (StakingColdkeys.has(ctx, coldkey)) return
  const at = NumStakingColdkeys.get(ctx)
  StakingColdkeysByIndex.set(ctx, at, coldkey)
  StakingColdkeys.set(ctx, coldkey, at)
  NumStakingColdkeys.set(ctx, at < U64_MAX ? at + 1n : at)
}

/** Takes a coldkey without root stake off the list; the last one takes its place. */
export function unlistStakingColdkey(ctx: Context, coldkey: AccountId): void {
  const at = StakingColdkeys.get(ctx, coldkey)
  if (at === undefined) return
  StakingColdkeys.remove(ctx, coldkey)
  const count = NumStakingColdkeys.get(ctx)
  const last = count > 0n ? count - 1n : 0n
  const moved = at === last ? undefined : StakingColdkeysByIndex.get(ctx, last)
  if (moved === undefined) StakingColdkeysByIndex.remove(ctx, at)
  else {
    StakingColdkeysByIndex.remove(ctx, last)
    StakingColdkeysByIndex.set(ctx, at, moved)
    StakingColdkeys.set(ctx, moved, at)
  }
  NumStakingColdkeys.set(ctx, last)
}
