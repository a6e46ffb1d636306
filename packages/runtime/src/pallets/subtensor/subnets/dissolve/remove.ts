import { mechId, netUid } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../../frame/context.ts'
import { events } from '../../events.ts'
import { mechanismIndices } from '../../registration/neurons.ts'
import {
  AccumulatedLeaseDividends,
  SubnetLeases,
  SubnetLeaseShares,
  SubnetUidToLeaseId,
  TransactionKeyLastBlock,
} from '../../storage/limits.ts'
import { SubnetIdentitiesV3, TotalNetworks } from '../../storage/networks.ts'
import { IsNetworkMember, Keys, Weights } from '../../storage/neurons.ts'
import { storageIndex } from '../../types.ts'
import {
  BY_ACCOUNT,
  BY_MECHANISM,
  BY_NETUID,
  LISTS_BY_MECHANISM,
  LISTS_BY_NETUID,
} from './removed-items.ts'

/** Removes all that storage has of a subnet, but for what 10-state §3 keeps. */
export function removeSubnet(ctx: Context, netuid: NetUid): void {
  TotalNetworks.update(ctx, (count) => (count > 0 ? count - 1 : 0))
  for (const [[, uid], hotkey] of Keys.entries(ctx, netuid)) {
    IsNetworkMember.remove(ctx, hotkey, netuid)
    Keys.remove(ctx, netuid, uid)
  }
  forgetRootWeights(ctx, netuid)
  // The items of mechanisms go before the count of mechanisms does.
  for (const index of mechanismIndices(ctx, netuid)) {
    for (const item of BY_MECHANISM) item.remove(ctx, index)
    for (const list of LISTS_BY_MECHANISM) list.clear(ctx, [index])
  }
  for (const item of BY_NETUID) item.remove(ctx, netuid)
  for (const list of LISTS_BY_NETUID) list.clear(ctx, [netuid])
  removeIdentity(ctx, netuid)
  for (const map of BY_ACCOUNT) {
    for (const [[account, of]] of map.entries(ctx)) {
      if (of === netuid) map.remove(ctx, account, netuid)
    }
  }
  for (const [[key, of, kind]] of TransactionKeyLastBlock.entries(ctx)) {
    if (of === netuid) TransactionKeyLastBlock.remove(ctx, key, of, kind)
  }
  removeLease(ctx, netuid)
}

/** Every row of weights of the root network is written again, whether it named the subnet or not. */
function forgetRootWeights(ctx: Context, netuid: NetUid): void {
  const root = storageIndex(netUid(0), mechId(0))
  for (const [[, uid], weights] of Weights.entries(ctx, root)) {
    const rest = weights.map(
      ([target, weight]) => [target, target === netuid ? 0 : weight] as const,
    )
    Weights.set(ctx, root, uid, rest)
  }
}

function removeIdentity(ctx: Context, netuid: NetUid): void {
  if (!SubnetIdentitiesV3.has(ctx, netuid)) return
  SubnetIdentitiesV3.remove(ctx, netuid)
  ctx.deposit(events, { type: 'SubnetIdentityRemoved', value: netuid })
}

function removeLease(ctx: Context, netuid: NetUid): void {
  const lease = SubnetUidToLeaseId.get(ctx, netuid)
  if (lease === undefined) return
  SubnetUidToLeaseId.remove(ctx, netuid)
  SubnetLeases.remove(ctx, lease)
  SubnetLeaseShares.clear(ctx, [lease])
  AccumulatedLeaseDividends.remove(ctx, lease)
}
