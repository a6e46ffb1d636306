import {
  safeDivTrunc,
  saturatingFromFixedFloor,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingSub,
  U64F64,
  U96F32,
} from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentAlphaPrice } from '../../swap/index.ts'
import { recordBlockEmission } from './block-emission.ts'
import { alphaIssuance, rootProportion } from './root-proportion.ts'
import type { SubnetEmission } from './shares.ts'

/** What a block does with the emission of a subnet; amounts with 32 fraction bits. */
export interface SubnetTerms {
  readonly netuid: NetUid
  /** Rao for the pool. */
  readonly taoIn: U96F32
  /** Alpha for the pool, in 10⁻⁹ alpha. */
  readonly alphaIn: U96F32
  /** Alpha for the participants, in 10⁻⁹ alpha. */
  readonly alphaOut: U96F32
  /** Rao that buy alpha. */
  readonly excess: U96F32
}

/** The terms of each subnet, in the order given (spec: 30-block-step §7.4). */
export const subnetTerms = (
  ctx: Context,
  emissions: readonly SubnetEmission[],
): readonly SubnetTerms[] => emissions.map((emission) => termsOf(ctx, emission))

function termsOf(ctx: Context, { netuid, emission }: SubnetEmission): SubnetTerms {
  const minted = recordBlockEmission(ctx, alphaIssuance(ctx, netuid))
  const alphaOut = saturatingFromInteger(U96F32, minted)
  const price = saturatingFromFixedFloor(U96F32, U64F64, currentAlphaPrice(ctx, netuid))
  // An older subnet has more alpha, so root's part of it falls, and with it what is injected.
  const cap = saturatingMulFloor(U96F32, rootProportion(ctx, netuid), alphaOut)
  const wanted = safeDivTrunc(U96F32, emission, price)
  const alphaIn = wanted > cap ? cap : wanted
  const taoIn = wanted > cap ? saturatingMulFloor(U96F32, cap, price) : emission
  return { netuid, taoIn, alphaIn, alphaOut, excess: saturatingSub(U96F32, emission, taoIn) }
}
