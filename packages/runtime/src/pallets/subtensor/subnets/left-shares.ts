import { bytesToHex } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Fault, Transition } from '../../../frame/pallet.ts'
import { Events } from '../../system/storage.ts'
import { AlphaV2, TotalHotkeyAlpha, TotalHotkeySharesV2 } from '../storage/stake.ts'
import { allNetuids } from './list.ts'

/**
 * A subnet is dissolved by way of the hotkeys that have alpha of it. Where the last alpha rao of a
 * hotkey was taken out and rounding left a share of nothing, the hotkey has none, and the share
 * outlives the subnet, as in the reference (spec: 30-block-step §15.4).
 */
export function onlySharesOfNothingAreLeft({ before, after }: Transition): readonly Fault[] {
  const left = leftShares(after)
  // A pool may have become worth nothing in the block itself.
  if (left.length === 0 || hasUnstaked(after)) return []
  return left
    .filter(({ hotkey, netuid }) => TotalHotkeyAlpha.has(before, hotkey, netuid))
    .map(({ name }) => `${name} outlives its subnet and was worth something`)
}

interface LeftShare {
  readonly name: string
  readonly hotkey: AccountId
  readonly netuid: NetUid
}

/** Shares of subnets that do not exist, and pools of such. */
function leftShares(ctx: Context): readonly LeftShare[] {
  const existing = new Set<number>(allNetuids(ctx))
  const left: LeftShare[] = []
  for (const [[hotkey, coldkey, netuid]] of AlphaV2.entries(ctx)) {
    if (existing.has(netuid)) continue
    const name = `a share of ${bytesToHex(coldkey)} with ${bytesToHex(hotkey)} on ${netuid}`
    left.push({ name, hotkey, netuid })
  }
  for (const [[hotkey, netuid]] of TotalHotkeySharesV2.entries(ctx)) {
    if (existing.has(netuid)) continue
    left.push({ name: `a pool of ${bytesToHex(hotkey)} on ${netuid}`, hotkey, netuid })
  }
  return left
}

/** Whether alpha was taken out in a block. */
const hasUnstaked = (ctx: Context): boolean =>
  Events.get(ctx).some(
    ({ event }) => event.type === 'SubtensorModule' && UNSTAKING.has(event.value.type),
  )

const UNSTAKING: ReadonlySet<string> = new Set([
  'StakeRemoved',
  'StakeMoved',
  'StakeTransferred',
  'StakeSwapped',
  'AlphaBurned',
  'AlphaRecycled',
])
