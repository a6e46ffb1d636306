import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { SubnetOwnerHotkey } from '../storage/networks.ts'
import { isSubnetAccount } from './account.ts'

/** Makes a hotkey the owner's hotkey of a subnet. @throws DispatchFailure CannotUseSystemAccount */
export function setSubnetOwnerHotkey(ctx: Context, netuid: NetUid, hotkey: AccountId): void {
  ensure(!isSubnetAccount(hotkey), errors.CannotUseSystemAccount)
  SubnetOwnerHotkey.set(ctx, netuid, hotkey)
  ctx.deposit(events, { type: 'SubnetOwnerHotkeySet', value: [netuid, hotkey] })
}
