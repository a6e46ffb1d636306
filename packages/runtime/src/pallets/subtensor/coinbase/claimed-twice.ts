import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { includesAccount } from '../keys/ownership.ts'
import { StakingHotkeys } from '../storage/keys.ts'
import { RootClaimed } from '../storage/root-claim.ts'

/**
 * Alpha rao of root dividends that may be claimed again, by subnet. A coldkey swap moves what was
 * claimed only where the new coldkey has stake on the subnet itself (spec: 20-calls §9.2); the rest
 * stays with the old one, which is no staker of the hotkey any more, and the new one begins anew.
 */
export function claimedTwice(ctx: Context): ReadonlyMap<NetUid, bigint> {
  const twice = new Map<NetUid, bigint>()
  for (const [[netuid, hotkey, coldkey], claimed] of RootClaimed.entries(ctx)) {
    if (includesAccount(StakingHotkeys.get(ctx, coldkey), hotkey)) continue
    twice.set(netuid, (twice.get(netuid) ?? 0n) + claimed)
  }
  return twice
}
