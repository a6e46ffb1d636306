import {
  rao,
  safeDivTrunc,
  saturatingFloorToU64,
  saturatingFromFixedFloor,
  saturatingFromInteger,
  saturatingMinus,
  saturatingMulFloor,
  saturatingPlus,
  U64F64,
  U96F32,
} from '@plexus/primitives'
import type { NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../../frame/context.ts'
import { attempt } from '../../../balances/attempt.ts'
import { currentAlphaPrice } from '../../../swap/index.ts'
import { SubnetOwnerCut } from '../../storage/emission.ts'
import {
  NetworkRegisteredAt,
  NetworkRegistrationStartBlock,
  SubnetLocked,
  SubnetOwner,
} from '../../storage/networks.ts'
import { SubnetAlphaIn, SubnetAlphaOut } from '../../storage/pools.ts'
import { coldkeyBalance, transferTao } from '../../tao.ts'
import { subnetAccount } from '../account.ts'

const WHOLE = saturatingFromInteger(U96F32, 0xffffn)

/**
 * Rao that the owner of a subnet of before the start of registrations gets back: what it cost less
 * what the owner earned at today's price.
 */
export function ownerRefund(ctx: Context, netuid: NetUid): Rao {
  const start = NetworkRegistrationStartBlock.get(ctx)
  if (NetworkRegisteredAt.get(ctx, netuid) >= start) return rao(0n)
  const lock = SubnetLocked.get(ctx, netuid)
  return lock === 0n ? lock : saturatingMinus(lock, ownerEarnings(ctx, netuid))
}

/** Pays what the account of the subnet has beside the part of the chain; errors are ignored. */
export function payRefund(ctx: Context, netuid: NetUid, refund: Rao, protocolShare: Rao): void {
  if (refund === 0n) return
  const account = subnetAccount(netuid)
  const most = saturatingMinus(coldkeyBalance(ctx, account), protocolShare)
  const paid = refund < most ? refund : most
  attempt(() => {
    transferTao(ctx, account, SubnetOwner.get(ctx, netuid), paid)
    return true
  })
}

function ownerEarnings(ctx: Context, netuid: NetUid): Rao {
  const issued = saturatingPlus(SubnetAlphaIn.get(ctx, netuid), SubnetAlphaOut.get(ctx, netuid))
  const cut = safeDivTrunc(
    U96F32,
    saturatingFromInteger(U96F32, BigInt(SubnetOwnerCut.get(ctx))),
    WHOLE,
  )
  const earned = mulFloorToU64(issued, cut)
  if (earned === 0n) return rao(0n)
  const price = saturatingFromFixedFloor(U96F32, U64F64, currentAlphaPrice(ctx, netuid))
  return rao(mulFloorToU64(earned, price))
}

const mulFloorToU64 = (amount: bigint, factor: U96F32): bigint =>
  saturatingFloorToU64(
    U96F32,
    saturatingMulFloor(U96F32, saturatingFromInteger(U96F32, amount), factor),
  )
