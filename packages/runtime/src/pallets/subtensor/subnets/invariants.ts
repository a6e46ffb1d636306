import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Fault } from '../../../frame/pallet.ts'
import {
  DecayingHotkeyLock,
  DecayingLock,
  DecayingOwnerLock,
  HotkeyLock,
  LockingColdkeys,
  OwnerLock,
} from '../storage/locks.ts'
import { NetworksAdded, TotalNetworks } from '../storage/networks.ts'
import { Keys } from '../storage/neurons.ts'
import { SubnetAlphaIn, SubnetAlphaOut, SubnetProtocolAlpha } from '../storage/pools.ts'
import { RootClaimed } from '../storage/root-claim.ts'
import { Alpha, AlphaV2, TotalHotkeyAlpha, TotalHotkeySharesV2 } from '../storage/stake.ts'
import { subnetOfIndex } from '../types.ts'
import {
  BY_ACCOUNT,
  BY_MECHANISM,
  BY_NETUID,
  LISTS_BY_MECHANISM,
  LISTS_BY_NETUID,
} from './dissolve/removed-items.ts'
import { allNetuids } from './list.ts'

/** What else goes with a subnet, by other parts of the pallet. */
const ALSO_BY_NETUID = [
  Keys,
  RootClaimed,
  LockingColdkeys,
  HotkeyLock,
  DecayingHotkeyLock,
  OwnerLock,
  DecayingOwnerLock,
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetProtocolAlpha,
]

/** The number of networks is that of the networks there are. */
export function networksAreCounted(ctx: Context): readonly Fault[] {
  const counted = TotalNetworks.get(ctx)
  const entries = [...NetworksAdded.entries(ctx)]
  const gone = entries.filter(([, isAdded]) => !isAdded).map(([[netuid]]) => netuid)
  const faults = gone.map((netuid) => `subnet ${netuid} is listed and does not exist`)
  return counted === entries.length
    ? faults
    : [...faults, `${counted} networks are counted, ${entries.length} are listed`]
}

/** Nothing is left of subnets that do not exist, but for what 10-state §3 keeps. */
export function dissolvedSubnetsAreGone(ctx: Context): readonly Fault[] {
  const existing = new Set<number>(allNetuids(ctx))
  const faults: Fault[] = []
  const check = (name: string, netuid: NetUid): void => {
    if (!existing.has(netuid))
      faults.push(`${name} has an entry of subnet ${netuid}, which is gone`)
  }
  for (const item of [...BY_NETUID, ...LISTS_BY_NETUID, ...ALSO_BY_NETUID]) {
    for (const [[netuid]] of item.entries(ctx)) check(item.name, netuid)
  }
  for (const item of [...BY_MECHANISM, ...LISTS_BY_MECHANISM]) {
    for (const [[index]] of item.entries(ctx)) check(item.name, subnetOfIndex(index))
  }
  for (const item of [...BY_ACCOUNT, DecayingLock, TotalHotkeyAlpha, TotalHotkeySharesV2]) {
    for (const [[, netuid]] of item.entries(ctx)) check(item.name, netuid)
  }
  for (const item of [Alpha, AlphaV2]) {
    for (const [[, , netuid]] of item.entries(ctx)) check(item.name, netuid)
  }
  return faults
}

/** Facts about subnets that hold after every block. */
export const subnetsInvariants = [networksAreCounted, dissolvedSubnetsAreGone]
