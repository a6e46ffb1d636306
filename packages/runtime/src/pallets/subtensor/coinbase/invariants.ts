import { netUid } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Fault, Transition } from '../../../frame/pallet.ts'
import { TotalAlphaIssuance } from '../../alpha-assets/index.ts'
import { TotalIssuance as BalancesIssuance } from '../../balances/index.ts'
import { Events } from '../../system/storage.ts'
import { TotalIssuance } from '../storage/emission.ts'
import { SubnetAlphaOut, SubnetMechanism } from '../storage/pools.ts'
import { lastingSubnets } from '../subnets/lasting.ts'
import { MAX_ISSUANCE } from '../tao.ts'
import { balanceEvents } from './balance-events.ts'
import { blockEmission } from './block-emission.ts'
import { claimedTwice } from './claimed-twice.ts'
import { emittingCandidates } from './emit-to.ts'
import { heldAlpha } from './held-alpha.ts'
import { alphaIssuance } from './root-proportion.ts'

const ROOT = netUid(0)
const DYNAMIC = 1

/** There are never more than 21 million TAO. */
export function issuanceIsBelowCap(ctx: Context): readonly Fault[] {
  const counters = [
    ['Balances', BalancesIssuance.get(ctx)],
    ['SubtensorModule', TotalIssuance.get(ctx)],
  ] as const
  return counters
    .filter(([, total]) => total > MAX_ISSUANCE)
    .map(([whose, total]) => `the issuance of ${whose} is ${total} rao`)
}

/**
 * What stakers hold, what the chain holds and what waits for an epoch is outstanding alpha, but for
 * root dividends that are claimed once more after a coldkey swap, as in the reference.
 */
export function outstandingAlphaCoversStake(ctx: Context): readonly Fault[] {
  const held = heldAlpha(ctx)
  const twice = claimedTwice(ctx)
  const dynamic = emittingCandidates(ctx).filter((netuid) => isDynamic(ctx, netuid))
  return dynamic.flatMap((netuid) => {
    const claims = held.get(netuid) ?? 0n
    const out = SubnetAlphaOut.get(ctx, netuid)
    return claims <= out + (twice.get(netuid) ?? 0n)
      ? []
      : [`subnet ${netuid} owes ${claims} alpha rao of ${out}`]
  })
}

/** A block mints no more than the schedule allows at the issuance before it. */
export function taoEmissionIsOnSchedule({ before, after }: Transition): readonly Fault[] {
  const issuance = TotalIssuance.get(before)
  const minted = TotalIssuance.get(after) - issuance
  const most = blockEmission(issuance)
  return minted <= most ? [] : [`${minted} rao were minted, the schedule has ${most}`]
}

/**
 * The pallet's counter and that of Balances move together. Balances alone loses dust, what is
 * burned, and fees that no author gets; only Root makes it grow alone. The counters start apart
 * (spec: 60-genesis-localnet §7), so that only their changes can be compared: that of a local
 * network starts at 0 and stays there when TAO is recycled that was never minted.
 */
export function issuancesMoveTogether(block: Transition): readonly Fault[] {
  const { before, after } = block
  const events = balanceEvents(block)
  if (events.byRoot) return []
  const ours = TotalIssuance.get(after) - TotalIssuance.get(before)
  const theirs = BalancesIssuance.get(after) - BalancesIssuance.get(before)
  const lost = ours - theirs
  const isExhausted = events.recycled && TotalIssuance.get(after) === 0n
  if (lost >= 0n && (lost <= events.mayBeLost || isExhausted)) return []
  return [
    `our issuance moved by ${ours} rao and that of Balances by ${theirs}; ` +
      `0 to ${events.mayBeLost} could be lost`,
  ]
}

/** Alpha comes into being only by minting, and no more than twice what the schedule has. */
export function alphaIsConserved({ before, after }: Transition): readonly Fault[] {
  const registered = subnetsWithRegistration(after)
  return lastingSubnets(before, after)
    .filter((netuid) => isDynamic(after, netuid))
    .flatMap((netuid) => {
      const issuance = alphaIssuance(before, netuid)
      const held = alphaIssuance(after, netuid) - issuance
      const minted = TotalAlphaIssuance.get(after, netuid) - TotalAlphaIssuance.get(before, netuid)
      const faults: Fault[] = []
      // A registration takes alpha out of circulation that the counter of AlphaAssets keeps; and
      // that counter does not know of the alpha that a pool starts with, so that recycling ends
      // at 0.
      const mayShrink = registered.has(netuid) || TotalAlphaIssuance.get(after, netuid) === 0n
      if (mayShrink ? held > minted : held !== minted) {
        faults.push(`subnet ${netuid} has ${held} alpha rao more, of ${minted} minted`)
      }
      // As much again as goes to participants may go into the pool.
      const most = 2n * blockEmission(issuance)
      if (minted > most) {
        faults.push(`subnet ${netuid} minted ${minted} alpha rao, the schedule has ${most}`)
      }
      return faults
    })
}

function subnetsWithRegistration(ctx: Context): ReadonlySet<unknown> {
  const netuids = new Set<unknown>()
  for (const { event } of Events.get(ctx)) {
    if (event.type !== 'SubtensorModule' || event.value.type !== 'NeuronRegistered') continue
    if (Array.isArray(event.value.value)) netuids.add(event.value.value[0])
  }
  return netuids
}

/** Alpha of the root network is TAO, and that of a stable subnet is not kept in a pool. */
const isDynamic = (ctx: Context, netuid: NetUid): boolean =>
  netuid !== ROOT && SubnetMechanism.get(ctx, netuid) === DYNAMIC

/** Facts of one state. */
export const coinbaseInvariants = [issuanceIsBelowCap, outstandingAlphaCoversStake]
/** Facts of a block: of the state before it and that after it. */
export const coinbaseTransitions = [
  taoEmissionIsOnSchedule,
  issuancesMoveTogether,
  alphaIsConserved,
]
