import {
  alphaRao,
  fixedFromRaw,
  safeDivTrunc,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingPlus,
  saturatingSub,
  U96F32,
} from '@plexus/primitives'
import type { AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Credit } from '../../balances/index.ts'
import { mintAlphaOut, recycleSubnetAlpha } from '../staking/alpha.ts'
import {
  OwnerCutEnabled,
  PendingOwnerCut,
  PendingRootAlphaDivs,
  PendingServerEmission,
  PendingValidatorEmission,
  SubnetAlphaOutEmission,
  SubnetOwnerCut,
} from '../storage/emission.ts'
import { recycleCredit } from '../tao.ts'
import { injectIntoPool } from './inject.ts'
import { rootProportion } from './root-proportion.ts'
import type { SubnetEmission } from './shares.ts'
import { subnetTerms } from './terms.ts'
import type { SubnetTerms } from './terms.ts'

const U16_MAX = saturatingFromInteger(U96F32, 0xffffn)
const HALF = fixedFromRaw(U96F32, U96F32.one >> 1n)

/** How the emission of a block is divided. */
export interface EmissionPlan {
  /** The order in which the subnets are served. */
  readonly emitTo: readonly NetUid[]
  /** By netuid. */
  readonly emissions: readonly SubnetEmission[]
  /** TAO that was minted for it. */
  readonly credit: Credit
  /** Whether root's dividends are kept to be sold; else they are recycled. */
  readonly sellsForRoot: boolean
}

/** Emits to every subnet: its pool first, then its participants (spec: 30-block-step §7.5, §7.7). */
export function emitToSubnets(ctx: Context, plan: EmissionPlan): void {
  const terms = new Map(subnetTerms(ctx, plan.emissions).map((each) => [each.netuid, each]))
  const served = plan.emitTo.flatMap((netuid) => terms.get(netuid) ?? [])
  let credit = plan.credit
  for (const each of served) credit = injectIntoPool(ctx, each, credit)
  // Rounding, switched off subnets and failures leave a rest.
  if (credit > 0n) recycleCredit(ctx, credit)
  const cut = ownerCut(ctx)
  for (const each of served) emitToParticipants(ctx, each, cut, plan.sellsForRoot)
}

/** The owners' part of the alpha, of 1. */
const ownerCut = (ctx: Context): U96F32 =>
  safeDivTrunc(U96F32, saturatingFromInteger(U96F32, BigInt(SubnetOwnerCut.get(ctx))), U16_MAX)

/** Mints the alpha of a subnet and puts it aside until the epoch. */
function emitToParticipants(
  ctx: Context,
  { netuid, alphaOut }: SubnetTerms,
  cut: U96F32,
  sellsForRoot: boolean,
): void {
  const minted = whole(alphaOut)
  SubnetAlphaOutEmission.set(ctx, netuid, minted)
  mintAlphaOut(ctx, netuid, minted)
  const rest = OwnerCutEnabled.get(ctx, netuid) ? cutForOwner(ctx, netuid, alphaOut, cut) : alphaOut
  // The proportion is that after the minting.
  const root = times(times(rootProportion(ctx, netuid), rest), HALF)
  const server = times(rest, HALF)
  const validator = saturatingSub(U96F32, saturatingSub(U96F32, rest, server), root)
  addTo(ctx, PendingServerEmission, netuid, server)
  addTo(ctx, PendingValidatorEmission, netuid, validator)
  if (sellsForRoot) addTo(ctx, PendingRootAlphaDivs, netuid, root)
  else recycleSubnetAlpha(ctx, netuid, whole(root))
}

function cutForOwner(ctx: Context, netuid: NetUid, alpha: U96F32, part: U96F32): U96F32 {
  const cut = times(alpha, part)
  addTo(ctx, PendingOwnerCut, netuid, cut)
  return saturatingSub(U96F32, alpha, cut)
}

function addTo(
  ctx: Context,
  pending: typeof PendingServerEmission,
  netuid: NetUid,
  amount: U96F32,
): void {
  pending.update(ctx, netuid, (total) => saturatingPlus(total, whole(amount)))
}

const times = (a: U96F32, b: U96F32): U96F32 => saturatingMulFloor(U96F32, a, b)

const whole = (amount: U96F32): AlphaRao => alphaRao(saturatingFloorToU64(U96F32, amount))
