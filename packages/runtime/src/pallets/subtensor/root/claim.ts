import { alphaRao, I96F32, netUid, saturatingFloorToU64, saturatingPlus } from '@plexus/primitives'
import type { AccountId, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { addWeights, weight } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { MIN_PRICE } from '../../swap/index.ts'
import { events } from '../events.ts'
import { increaseStake } from '../staking/stake.ts'

import { recordProtocolOutflow } from '../coinbase/protocol-flow.ts'
import { swapAlphaForTao } from '../staking/pools.ts'
import { SubnetRootSellTao, TotalStake } from '../storage/emission.ts'
import { StakingHotkeys } from '../storage/keys.ts'
import { SubnetAlphaOut, SubnetTAO } from '../storage/pools.ts'
import {
  RootClaimable,
  RootClaimableThreshold,
  RootClaimed,
  RootClaimType,
} from '../storage/root-claim.ts'
import { subnetAccount } from '../subnets/account.ts'
import { transferTaoFromSubnet } from '../tao.ts'
import type { RootClaimTypeEnum } from '../types.ts'
import { rootOwed } from './claimable.ts'
import { addToClaimed, addToRootClaimed } from './claimed.ts'

const ROOT = netUid(0)
const READ = weight(0n, { reads: 1n })
const CLAIM_ON_SUBNET = weight(60_000_000n, { reads: 7n, writes: 5n, proofSize: 6987n })

/**
 * Claims the root dividends of a coldkey from every hotkey that it staked with, in one layer
 * (spec: 30-block-step §12.2); event RootClaimed, also where nothing was owed.
 *
 * @param subnets those to claim; all by default
 * @returns the weight that the reference counts
 * @throws DispatchFailure what the sale of the alpha or the transfer of the TAO says
 */
export function claimRoot(ctx: Context, coldkey: AccountId, subnets?: readonly NetUid[]): Weight {
  return ctx.transactional(() => {
    let used = READ
    for (const hotkey of StakingHotkeys.get(ctx, coldkey)) {
      used = addWeights(used, READ, claimFromHotkey(ctx, hotkey, coldkey, subnets))
    }
    ctx.deposit(events, { type: 'RootClaimed', value: { coldkey } })
    return used
  })
}

function claimFromHotkey(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  subnets: readonly NetUid[] | undefined,
): Weight {
  const type = RootClaimType.get(ctx, coldkey)
  let used = addWeights(READ, READ)
  for (const [netuid] of RootClaimable.get(ctx, hotkey)) {
    if (subnets !== undefined && !subnets.includes(netuid)) continue
    claimOnSubnet(ctx, hotkey, coldkey, netuid, type)
    used = addWeights(used, CLAIM_ON_SUBNET)
  }
  return used
}

function claimOnSubnet(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: NetUid,
  type: RootClaimTypeEnum,
): void {
  const owed = rootOwed(ctx, hotkey, coldkey, netuid)
  if (owed < RootClaimableThreshold.get(ctx, netuid)) return
  const alpha = alphaRao(saturatingFloorToU64(I96F32, owed))
  if (alpha === 0n) return
  if (keeps(type, netuid)) increaseStake(ctx, hotkey, coldkey, netuid, alpha)
  else {
    ctx.transactional(() => {
      const tao = swapAlphaForTao(ctx, netuid, alpha, MIN_PRICE, true).paidOut
      transferTaoFromSubnet(ctx, netuid, subnetAccount(ROOT), tao)
      stakeOnRoot(ctx, hotkey, coldkey, netuid, tao)
    })
  }
  RootClaimed.update(ctx, netuid, hotkey, coldkey, (claimed) => addToClaimed(claimed, alpha))
}

function stakeOnRoot(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  soldOn: NetUid,
  tao: Rao,
): void {
  SubnetRootSellTao.update(ctx, soldOn, (total) => saturatingPlus(total, tao))
  recordProtocolOutflow(ctx, soldOn, tao)
  // On the root network a rao of stake is a rao of TAO.
  const stake = alphaRao(tao)
  increaseStake(ctx, hotkey, coldkey, ROOT, stake)
  SubnetTAO.update(ctx, ROOT, (total) => saturatingPlus(total, tao))
  SubnetAlphaOut.update(ctx, ROOT, (total) => saturatingPlus(total, stake))
  TotalStake.update(ctx, (total) => saturatingPlus(total, tao))
  addToRootClaimed(ctx, hotkey, coldkey, stake)
}

function keeps(type: RootClaimTypeEnum, netuid: NetUid): boolean {
  switch (type.type) {
    case 'Swap':
      return false
    case 'Keep':
      return true
    case 'KeepSubnets':
      return type.value.subnets.includes(netuid)
  }
}
