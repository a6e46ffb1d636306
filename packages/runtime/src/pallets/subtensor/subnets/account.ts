import { encode, equalBytes, NetUid, netUid } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { palletAccount } from '../../../frame/pallet-account.ts'
import { NetworksAdded } from '../storage/networks.ts'

const ROOT = netUid(0)
/** Letters of the accounts of subnets. */
export const SUBNET_LETTERS = 'subtensr'
/** Where `modl` and the pallet's letters end and the netuid begins. */
const NETUID_AT = 12

/** The account that holds the TAO of a subnet's pool, whether the subnet exists or not. */
export const subnetAccount = (netuid: NetUid): AccountId =>
  palletAccount(SUBNET_LETTERS, encode(NetUid, netuid))

/** The account of a subnet, or `undefined` where there is no such subnet. */
export function existingSubnetAccount(ctx: Context, netuid: NetUid): AccountId | undefined {
  const exists = netuid === ROOT || NetworksAdded.has(ctx, netuid)
  return exists ? subnetAccount(netuid) : undefined
}

/** Whether an account is that of a subnet; such an account can be nobody's hotkey. */
export function isSubnetAccount(account: AccountId): boolean {
  const [low = 0, high = 0] = account.subarray(NETUID_AT)
  return equalBytes(account, subnetAccount(netUid(low + (high << 8))))
}
