import {
  alphaRao,
  bytesToHex,
  safeDivTrunc,
  saturatingFromInteger,
  saturatingPlus,
  U96F32,
} from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { events } from '../events.ts'
import { burnSubnetAlpha, recycleSubnetAlpha } from '../staking/alpha.ts'
import { increaseStake } from '../staking/stake.ts'
import { MinerBurned, RecycleOrBurn } from '../storage/emission.ts'
import { AutoStakeDestination, OwnedHotkeys, Owner } from '../storage/keys.ts'
import { SubnetOwner, SubnetOwnerHotkey } from '../storage/networks.ts'
import { Uids } from '../storage/neurons.ts'
import type { ByAccount } from './by-account.ts'
import type { EpochObserver } from './observer.ts'

/**
 * Pays miners for their work. What the owner's own hotkeys earned is destroyed, and how much of all
 * that was is written down: it costs the subnet emission.
 */
export function payIncentives(
  ctx: Context,
  netuid: NetUid,
  incentives: ByAccount<AlphaRao>,
  observer?: EpochObserver,
): void {
  const own = ownersHotkeys(ctx, netuid)
  let total = alphaRao(0n)
  let withheld = alphaRao(0n)
  for (const [hotkey, incentive] of incentives) {
    total = saturatingPlus(total, incentive)
    if (own.has(bytesToHex(hotkey))) {
      withheld = saturatingPlus(withheld, incentive)
      const fate = withhold(ctx, netuid, incentive)
      observer?.paid({ type: 'withheld', miner: hotkey, amountAlphaRao: incentive, fate })
    } else payMiner(ctx, netuid, hotkey, incentive, observer)
  }
  const part = safeDivTrunc(
    U96F32,
    saturatingFromInteger(U96F32, withheld),
    saturatingFromInteger(U96F32, total),
  )
  MinerBurned.set(ctx, netuid, part)
}

/** Hotkeys of the owner that have a uid, that of the subnet among them. */
function ownersHotkeys(ctx: Context, netuid: NetUid): ReadonlySet<string> {
  const owned = OwnedHotkeys.get(ctx, SubnetOwner.get(ctx, netuid))
  const named = SubnetOwnerHotkey.has(ctx, netuid) ? [SubnetOwnerHotkey.get(ctx, netuid)] : []
  const registered = [...named, ...owned].filter((hotkey) => Uids.has(ctx, netuid, hotkey))
  return new Set(registered.map((hotkey) => bytesToHex(hotkey)))
}

function withhold(ctx: Context, netuid: NetUid, incentive: AlphaRao): 'recycled' | 'burned' {
  const recycles = RecycleOrBurn.get(ctx, netuid) === 'Recycle'
  if (recycles) recycleSubnetAlpha(ctx, netuid, incentive)
  else burnSubnetAlpha(ctx, netuid, incentive)
  return recycles ? 'recycled' : 'burned'
}

/** Stakes with the hotkey that the miner's owner chose, or with the miner. */
function payMiner(
  ctx: Context,
  netuid: NetUid,
  miner: AccountId,
  incentive: AlphaRao,
  observer: EpochObserver | undefined,
): void {
  const owner = Owner.get(ctx, miner)
  const destination = AutoStakeDestination.get(ctx, owner, netuid)
  if (destination !== undefined) {
    ctx.deposit(events, {
      type: 'AutoStakeAdded',
      value: { netuid, destination, hotkey: miner, owner, incentive },
    })
  }
  const hotkey = destination ?? miner
  observer?.touches(ctx, hotkey)
  increaseStake(ctx, hotkey, owner, netuid, incentive)
  observer?.paid({ type: 'incentive', miner, hotkey, coldkey: owner, amountAlphaRao: incentive })
}
