import { AccountId32, NetUid } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { changeOwnerHotkey } from '../../subtensor/subnets/owner-hotkey.ts'
import { adminUtils } from '../id.ts'
import { weights } from '../weights.ts'

const args = { netuid: NetUid, hotkey: AccountId32 } as const

/** The hotkey of a subnet's owner, by its old name. */
export const setSubnetOwnerHotkey = call(adminUtils, args, {
  index: 64,
  name: 'sudo_set_subnet_owner_hotkey',
  weight: weights.sudo_set_subnet_owner_hotkey,
  run: (ctx, origin, { netuid, hotkey }) => changeOwnerHotkey(ctx, origin, netuid, hotkey),
})

/** The hotkey of a subnet's owner. */
export const setSnOwnerHotkey = call(adminUtils, args, {
  index: 67,
  name: 'sudo_set_sn_owner_hotkey',
  weight: weights.sudo_set_sn_owner_hotkey,
  run: (ctx, origin, { netuid, hotkey }) => changeOwnerHotkey(ctx, origin, netuid, hotkey),
})
