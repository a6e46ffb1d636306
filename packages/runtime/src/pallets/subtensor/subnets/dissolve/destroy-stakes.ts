import { rao, saturatingMinus, saturatingPlus } from '@plexus/primitives'
import type { AccountId, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../../frame/context.ts'
import { attempt } from '../../../balances/attempt.ts'
import { safeFloatToU64 } from '../../staking/safe-float.ts'
import { valueOfHolder } from '../../staking/share-pool.ts'
import { shareEntries } from '../../staking/stake.ts'
import { TotalStake } from '../../storage/emission.ts'
import {
  NetworkRegisteredAt,
  RAORecycledForRegistration,
  SubnetLocked,
  TaoInRefundDeploymentBlock,
} from '../../storage/networks.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetProtocolAlpha,
  SubnetTAO,
} from '../../storage/pools.ts'
import {
  Alpha,
  AlphaV2,
  TotalHotkeyAlpha,
  TotalHotkeyShares,
  TotalHotkeySharesV2,
} from '../../storage/stake.ts'
import { keepAliveBalance, recycleTao, transferTaoFromSubnet } from '../../tao.ts'
import { subnetAccount } from '../account.ts'
import { ownerRefund, payRefund } from './owner-refund.ts'
import { divideByLargestRemainder } from './portions.ts'

/** Who staked with whom, and what it counts for in 10⁻⁹ alpha. */
interface Staker {
  readonly hotkey: AccountId
  readonly coldkey: AccountId
  readonly value: bigint
}

/**
 * Pays the TAO of the pool to who holds alpha, by its value, and destroys all alpha. The part of
 * what the chain holds is recycled (spec: 30-block-step §15.4).
 */
export function destroyStakes(ctx: Context, netuid: NetUid): void {
  const refund = ownerRefund(ctx, netuid)
  const hotkeys = [...TotalHotkeyAlpha.entries(ctx)].flatMap(([[hotkey, of]]) =>
    of === netuid ? [hotkey] : [],
  )
  const stakers = hotkeys.flatMap((hotkey) => stakersOf(ctx, hotkey, netuid))
  const protocolShare = payStakers(ctx, netuid, stakers, takePot(ctx, netuid))
  for (const { hotkey, coldkey } of stakers) {
    Alpha.remove(ctx, hotkey, coldkey, netuid)
    AlphaV2.remove(ctx, hotkey, coldkey, netuid)
  }
  for (const hotkey of hotkeys) {
    TotalHotkeyAlpha.remove(ctx, hotkey, netuid)
    TotalHotkeyShares.remove(ctx, hotkey, netuid)
    TotalHotkeySharesV2.remove(ctx, hotkey, netuid)
  }
  SubnetAlphaIn.remove(ctx, netuid)
  SubnetAlphaOut.remove(ctx, netuid)
  SubnetProtocolAlpha.remove(ctx, netuid)
  SubnetLocked.set(ctx, netuid, rao(0n))
  payRefund(ctx, netuid, refund, protocolShare)
  recycleRest(ctx, netuid)
}

/** A pool that cannot tell a value counts the bare share. */
function stakersOf(ctx: Context, hotkey: AccountId, netuid: NetUid): readonly Staker[] {
  return shareEntries(ctx, hotkey)
    .filter((entry) => entry.netuid === netuid)
    .map(({ coldkey, share }) => {
      const value = valueOfHolder(ctx, hotkey, coldkey, netuid) ?? 0n
      return { hotkey, coldkey, value: value > 0n ? value : safeFloatToU64(share) }
    })
}

function takePot(ctx: Context, netuid: NetUid): Rao {
  const pot = SubnetTAO.get(ctx, netuid)
  if (pot > 0n) {
    SubnetTAO.remove(ctx, netuid)
    TotalStake.update(ctx, (total) => saturatingMinus(total, pot))
  }
  return pot
}

/** @returns rao that fall to the alpha of the chain */
function payStakers(ctx: Context, netuid: NetUid, stakers: readonly Staker[], pot: Rao): Rao {
  const holders = stakers.filter(({ value }) => value > 0n)
  const weights = [...holders.map(({ value }) => value), protocolAlpha(ctx, netuid)]
  let protocolShare = rao(0n)
  for (const { at, share } of divideByLargestRemainder(pot, weights)) {
    const holder = holders[at]
    if (holder === undefined) protocolShare = rao(share)
    else if (share > 0n) {
      attempt(() => {
        transferTaoFromSubnet(ctx, netuid, holder.coldkey, rao(share))
        return true
      })
    }
  }
  return protocolShare
}

/** Alpha of the chain that takes part; subnets of before the rule keep that of the pool out. */
function protocolAlpha(ctx: Context, netuid: NetUid): bigint {
  const own = SubnetProtocolAlpha.get(ctx, netuid)
  const isNew = NetworkRegisteredAt.get(ctx, netuid) > TaoInRefundDeploymentBlock.get(ctx)
  return isNew ? saturatingPlus(SubnetAlphaIn.get(ctx, netuid), own) : own
}

function recycleRest(ctx: Context, netuid: NetUid): void {
  const account = subnetAccount(netuid)
  const rest = keepAliveBalance(ctx, account)
  const done = attempt(() => {
    recycleTao(ctx, account, rest)
    return true
  })
  if (done) RAORecycledForRegistration.set(ctx, netuid, rest)
}
