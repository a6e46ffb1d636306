import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { AccountFlags } from '../storage/locks.ts'

const ACCEPTS_LOCKED_ALPHA = 1n
const ALL_FLAGS = 2n ** 128n - 1n

/** Whether locked stake may not be sent to a coldkey; so it is unless the coldkey says otherwise. */
export const rejectsLockedAlpha = (ctx: Context, coldkey: AccountId): boolean =>
  (AccountFlags.get(ctx, coldkey) & ACCEPTS_LOCKED_ALPHA) === 0n

/** Says whether locked stake may be sent to a coldkey. */
export function acceptLockedAlpha(ctx: Context, coldkey: AccountId, accepts: boolean): void {
  const before = AccountFlags.get(ctx, coldkey)
  const flags = accepts
    ? before | ACCEPTS_LOCKED_ALPHA
    : before & (ALL_FLAGS ^ ACCEPTS_LOCKED_ALPHA)
  if (flags === 0n) AccountFlags.remove(ctx, coldkey)
  else AccountFlags.set(ctx, coldkey, flags)
}
