import { bytesToHex, equalBytes } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { ownsHotkey } from '../keys/ownership.ts'
import { passesRateLimit, recordRateLimited } from '../limits/rate-limits.ts'
import { hotkeyTotalTao } from '../staking/totals.ts'
import { StakeThreshold } from '../storage/hyperparameters.ts'
import { PendingChildKeyCooldown, PendingChildKeys } from '../storage/keys.ts'
import { SubnetOwnerHotkey } from '../storage/networks.ts'
import { SubtokenEnabled } from '../storage/pools.ts'
import { subnetExists } from '../subnets/list.ts'
import { applyChildren } from './pending.ts'
import { ensureChildren, relationsOf } from './relations.ts'
import type { Edge } from './relations.ts'

const ROOT = 0
const U64_MAX = (1n << 64n) - 1n

/**
 * Gives a hotkey other children: after the cool-down, or at once while the subnet is not started
 * (spec: 20-calls §8.1). Everything is checked before anything is written.
 *
 * @throws DispatchFailure
 */
export function setChildrenOf(
  ctx: Context,
  coldkey: AccountId,
  hotkey: AccountId,
  netuid: NetUid,
  children: readonly Edge[],
): void {
  const block = currentBlock(ctx)
  const limited = { type: 'SetChildren', key: hotkey, netuid } as const
  ensure(passesRateLimit(ctx, limited, block), errors.TxRateLimitExceeded)
  ensure(netuid !== ROOT, errors.RegistrationNotPermittedOnRootSubnet)
  ensure(subnetExists(ctx, netuid), errors.SubnetNotExists)
  ensure(ownsHotkey(ctx, coldkey, hotkey), errors.NonAssociatedColdKey)
  const names = new Set(children.map(([, child]) => bytesToHex(child)))
  ensure(names.size === children.length, errors.DuplicateChild)
  ensureChildren(relationsOf(ctx, hotkey, netuid), children)
  const mayHaveAny = children.length === 0 || hasStake(ctx, hotkey, netuid)
  ensure(mayHaveAny, errors.NotEnoughStakeToSetChildkeys)
  recordRateLimited(ctx, limited, block)
  if (SubtokenEnabled.get(ctx, netuid)) schedule(ctx, hotkey, netuid, children, block)
  else applyChildren(ctx, hotkey, netuid, children)
}

/** The stake counts at the prices of now; the hotkey of the subnet's owner needs none. */
function hasStake(ctx: Context, hotkey: AccountId, netuid: NetUid): boolean {
  if (hotkeyTotalTao(ctx, hotkey) >= StakeThreshold.get(ctx)) return true
  return (
    SubnetOwnerHotkey.has(ctx, netuid) && equalBytes(SubnetOwnerHotkey.get(ctx, netuid), hotkey)
  )
}

function schedule(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  children: readonly Edge[],
  block: bigint,
): void {
  const due = block + PendingChildKeyCooldown.get(ctx)
  const cooldown = due > U64_MAX ? U64_MAX : due
  PendingChildKeys.set(ctx, netuid, hotkey, [children, cooldown])
  ctx.deposit(events, { type: 'SetChildrenScheduled', value: [hotkey, netuid, cooldown, children] })
}
