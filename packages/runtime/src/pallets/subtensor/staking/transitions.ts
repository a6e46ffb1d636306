import { bytesToHex } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Fault, Transition } from '../../../frame/pallet.ts'
import { AlphaBurned, AlphaRecycled, TotalAlphaIssuance } from '../../alpha-assets/index.ts'
import { accountData } from '../../system/accounts.ts'
import { balanceEvents } from '../coinbase/balance-events.ts'
import { heldAlpha } from '../coinbase/held-alpha.ts'
import { SubnetAlphaOut, SubnetTAO } from '../storage/pools.ts'
import { RootClaimed } from '../storage/root-claim.ts'
import { SubnetEpochIndex } from '../storage/schedule.ts'
import { NominatorMinRequiredStake } from '../storage/stake.ts'
import { subnetAccount } from '../subnets/account.ts'
import { lastingSubnets } from '../subnets/lasting.ts'

/** Emission goes to miners, validators, root and the owner; each part loses less than a rao. */
const EMISSION_PARTS = 4n

/**
 * What a pool has more, its account has more. The account may gain beside: part of a price that
 * the pool does not take, what somebody sends it. Pools start with more than their accounts have
 * (spec: 60-genesis-localnet §7), so that only changes can be compared.
 */
export function reservesAreBacked(block: Transition): readonly Fault[] {
  const { before, after } = block
  const { byRoot, mayBeLost } = balanceEvents(block)
  if (byRoot) return []
  return lastingSubnets(before, after).flatMap((netuid) => {
    const reserve = SubnetTAO.get(after, netuid) - SubnetTAO.get(before, netuid)
    const balance = balanceOf(after, netuid) - balanceOf(before, netuid)
    if (balance + mayBeLost >= reserve) return []
    return [`the pool of subnet ${netuid} gained ${reserve} rao, its account ${balance}`]
  })
}

/**
 * Alpha that somebody holds comes out of circulation's growth and of nowhere else, to the rao. What
 * a block emits is split into parts that are rounded down, an epoch may hold back what it rounds
 * off and what root may claim, and a nomination below the minimum that cannot be sold is given up
 * (spec: 20-calls §6.8). A block with a claim is not looked at: it gives out what nobody held.
 */
export function stakeFollowsAlpha({ before, after }: Transition): readonly Fault[] {
  const claims = [before, after].map(claimsBySubnet)
  const clearsNominations = [before, after].some((ctx) => NominatorMinRequiredStake.get(ctx) > 0n)
  const [heldBefore, heldAfter] = [heldAlpha(before), heldAlpha(after)]
  return lastingSubnets(before, after).flatMap((netuid) => {
    const [claimedBefore, claimedAfter] = claims.map((each) => each.get(netuid))
    if (claimedBefore !== claimedAfter) return []
    const held = (heldAfter.get(netuid) ?? 0n) - (heldBefore.get(netuid) ?? 0n)
    const burned = AlphaBurned.get(after, netuid) - AlphaBurned.get(before, netuid)
    const free = SubnetAlphaOut.get(after, netuid) - SubnetAlphaOut.get(before, netuid) - burned
    const hadEpoch = SubnetEpochIndex.get(before, netuid) !== SubnetEpochIndex.get(after, netuid)
    const minted = mintedAlpha(after, netuid) > mintedAlpha(before, netuid)
    const unheld = free - held
    const most = hadEpoch || clearsNominations ? undefined : minted ? EMISSION_PARTS - 1n : 0n
    if (unheld >= 0n && (most === undefined || unheld <= most)) return []
    return [`${held} alpha rao more are held on subnet ${netuid}, ${free} more are out`]
  })
}

/** Facts about stake and reserves that hold for every block. */
export const stakingTransitions = [reservesAreBacked, stakeFollowsAlpha]

function balanceOf(ctx: Context, netuid: NetUid): bigint {
  const { free, reserved } = accountData(ctx, subnetAccount(netuid))
  return free + reserved
}

/** All alpha that was ever minted, what was recycled included. */
const mintedAlpha = (ctx: Context, netuid: NetUid): bigint =>
  TotalAlphaIssuance.get(ctx, netuid) + AlphaRecycled.get(ctx, netuid)

/** Everything that was claimed of a subnet, in words. */
function claimsBySubnet(ctx: Context): ReadonlyMap<NetUid, string> {
  const claims = new Map<NetUid, string>()
  for (const [[netuid, hotkey, coldkey], claimed] of RootClaimed.entries(ctx)) {
    const claim = `${bytesToHex(hotkey)} ${bytesToHex(coldkey)} ${claimed};`
    claims.set(netuid, (claims.get(netuid) ?? '') + claim)
  }
  return claims
}
