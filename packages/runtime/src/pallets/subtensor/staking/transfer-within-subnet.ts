import { netUid } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { transferLock } from '../locks/transfer-lock.ts'
import { addToRootClaimed, takeFromRootClaimed } from '../root/claimed.ts'
import { LastColdkeyHotkeyStakeBlock } from '../storage/stake.ts'
import { MIN_STAKE, valueOfAlpha } from './prices.ts'
import { decreaseStake, increaseStake } from './stake.ts'

const ROOT = netUid(0)

/** Who has stake, and with whom. */
export interface StakeHolder {
  readonly coldkey: AccountId
  readonly hotkey: AccountId
}

/**
 * Moves stake within a subnet: nothing is swapped and nothing is paid. The list of coldkeys with
 * root stake stays as it is.
 *
 * @returns what the stake is worth, in rao
 * @throws DispatchFailure LockHotkeyMismatch, AccountRejectsLockedAlpha, AmountTooLow
 */
export function transferWithinSubnet(
  ctx: Context,
  netuid: NetUid,
  from: StakeHolder,
  to: StakeHolder,
  alpha: AlphaRao,
): Rao {
  transferLock(ctx, { from: from.coldkey, to: to.coldkey, netuid, amount: alpha })
  decreaseStake(ctx, from.hotkey, from.coldkey, netuid, alpha)
  if (netuid === ROOT) takeFromRootClaimed(ctx, from.hotkey, from.coldkey, alpha)
  increaseStake(ctx, to.hotkey, to.coldkey, netuid, alpha)
  if (netuid === ROOT) addToRootClaimed(ctx, to.hotkey, to.coldkey, alpha)
  const tao = valueOfAlpha(ctx, netuid, alpha)
  ensure(tao >= MIN_STAKE, errors.AmountTooLow)
  LastColdkeyHotkeyStakeBlock.set(ctx, to.coldkey, to.hotkey, currentBlock(ctx))
  const removed = [from.coldkey, from.hotkey, tao, alpha, netuid, 0n] as const
  ctx.deposit(events, { type: 'StakeRemoved', value: removed })
  const added = [to.coldkey, to.hotkey, tao, alpha, netuid, 0n] as const
  ctx.deposit(events, { type: 'StakeAdded', value: added })
  return tao
}
