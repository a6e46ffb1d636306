import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import type { Origin } from '../../../frame/origin.ts'
import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { passesRateLimit, recordRateLimited } from '../limits/rate-limits.ts'
import { SubnetOwnerHotkey } from '../storage/networks.ts'
import { isSubnetAccount } from './account.ts'
import { subnetExists } from './list.ts'
import { ensureSubnetOwnerOrRoot } from './owner.ts'

/**
 * Sets the hotkey of a subnet's owner, as the owner or as Root; once a week for a subnet, whoever
 * asks.
 *
 * @throws DispatchFailure BadOrigin, SubnetNotExists, TxRateLimitExceeded, CannotUseSystemAccount
 */
export function changeOwnerHotkey(
  ctx: Context,
  origin: Origin,
  netuid: NetUid,
  hotkey: AccountId,
): void {
  ensureSubnetOwnerOrRoot(ctx, origin, netuid)
  ensure(subnetExists(ctx, netuid), errors.SubnetNotExists)
  const limit = { type: 'SetSNOwnerHotkey', netuid } as const
  const block = currentBlock(ctx)
  ensure(passesRateLimit(ctx, limit, block), errors.TxRateLimitExceeded)
  recordRateLimited(ctx, limit, block)
  setSubnetOwnerHotkey(ctx, netuid, hotkey)
}

/** Makes a hotkey the owner's hotkey of a subnet. @throws DispatchFailure CannotUseSystemAccount */
export function setSubnetOwnerHotkey(ctx: Context, netuid: NetUid, hotkey: AccountId): void {
  ensure(!isSubnetAccount(hotkey), errors.CannotUseSystemAccount)
  SubnetOwnerHotkey.set(ctx, netuid, hotkey)
  ctx.deposit(events, { type: 'SubnetOwnerHotkeySet', value: [netuid, hotkey] })
}
