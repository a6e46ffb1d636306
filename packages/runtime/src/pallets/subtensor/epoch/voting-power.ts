import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { events } from '../events.ts'
import { StakeThreshold } from '../storage/hyperparameters.ts'
import {
  IsNetworkMember,
  VotingPower,
  VotingPowerDisableAtBlock,
  VotingPowerEmaAlpha,
  VotingPowerTrackingEnabled,
} from '../storage/neurons.ts'

/** A smoothing factor of 1. */
export const ALPHA_ONE = 10n ** 18n
const U64_MAX = 2n ** 64n - 1n
const U128_MAX = 2n ** 128n - 1n

/** What an epoch says of a hotkey, as far as voting power depends on it. */
export interface Voter {
  readonly hotkey: AccountId
  /** Whether it may validate in the next epoch. */
  readonly hasPermit: boolean
  /** Total stake in rao, added once for each mechanism. */
  readonly stake: bigint
}

/**
 * Lets the voting power of a subnet's validators follow their stake, once an epoch, if it is tracked
 * (spec: 30-block-step §10.7).
 */
export function updateVotingPower(ctx: Context, netuid: NetUid, voters: readonly Voter[]): void {
  if (!VotingPowerTrackingEnabled.get(ctx, netuid)) return
  const disableAt = VotingPowerDisableAtBlock.get(ctx, netuid)
  if (disableAt > 0n && currentBlock(ctx) >= disableAt) {
    endTracking(ctx, netuid)
    return
  }
  const alpha = VotingPowerEmaAlpha.get(ctx, netuid)
  const threshold = StakeThreshold.get(ctx)
  for (const { hotkey, hasPermit, stake } of voters) {
    if (hasPermit) follow(ctx, netuid, hotkey, { stake, alpha, threshold })
    else VotingPower.remove(ctx, netuid, hotkey)
  }
  for (const [[, hotkey]] of VotingPower.entries(ctx, netuid)) {
    if (!IsNetworkMember.get(ctx, hotkey, netuid)) VotingPower.remove(ctx, netuid, hotkey)
  }
}

/** Moves the voting power of a subnet from one hotkey to another, when its owner swaps them. */
export function swapVotingPower(
  ctx: Context,
  netuid: NetUid,
  oldHotkey: AccountId,
  newHotkey: AccountId,
): void {
  const power = VotingPower.get(ctx, netuid, oldHotkey)
  VotingPower.remove(ctx, netuid, oldHotkey)
  if (power === 0n) return
  VotingPower.update(ctx, netuid, newHotkey, (existing) => limit(power + existing, U64_MAX))
}

interface Target {
  readonly stake: bigint
  readonly alpha: bigint
  readonly threshold: bigint
}

/** Who falls below the threshold loses all; who never was above it builds up from nothing. */
function follow(
  ctx: Context,
  netuid: NetUid,
  hotkey: AccountId,
  { stake, alpha, threshold }: Target,
): void {
  const previous = VotingPower.get(ctx, netuid, hotkey)
  const kept = alpha < ALPHA_ONE ? ALPHA_ONE - alpha : 0n
  const power = limit(limit(alpha * stake + kept * previous, U128_MAX) / ALPHA_ONE, U64_MAX)
  if (power < threshold && previous >= threshold) VotingPower.remove(ctx, netuid, hotkey)
  else if (power > 0n) VotingPower.set(ctx, netuid, hotkey, power)
}

function endTracking(ctx: Context, netuid: NetUid): void {
  VotingPower.clear(ctx, [netuid])
  VotingPowerTrackingEnabled.set(ctx, netuid, false)
  VotingPowerDisableAtBlock.remove(ctx, netuid)
  ctx.deposit(events, { type: 'VotingPowerTrackingDisabled', value: { netuid } })
}

const limit = (value: bigint, max: bigint): bigint => (value < max ? value : max)
