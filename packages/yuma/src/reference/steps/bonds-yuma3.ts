import type { EpochInput } from '../../epoch/input.ts'
import { u16ProportionToFixed } from '../../fixed.ts'
import { disabledLiquidAlpha, matEma, matEmaAlpha } from '../math/ema.ts'
import { liquidAlphaValues } from '../math/liquid-alpha.ts'
import { normalize } from '../math/normalize.ts'
import { colNormalize } from '../math/normalize-sparse.ts'
import { matVecMul, rowSum, vecMul } from '../math/product.ts'
import type { BondsResult, BondsSource } from './bonds.ts'
import { storedBonds } from './stored-bonds.ts'

/** Bonds and dividends with yuma3 (spec: 35-yuma-epoch §7.2). */
export function yuma3Bonds(input: EpochInput, source: BondsSource): BondsResult {
  const { weightsForBonds, consensus, incentive, activeStake } = source
  const bondsMasked = storedBonds(input, u16ProportionToFixed)
  const acts = input.liquidAlpha && consensus.some((value) => value !== 0n)
  const alphas = acts
    ? liquidAlphaValues(weightsForBonds, bondsMasked, consensus, {
        alphaLow: input.alphaLow,
        alphaHigh: input.alphaHigh,
        steepness: input.alphaSigmoidSteepness,
      })
    : undefined
  const emaBonds =
    alphas === undefined
      ? matEma(weightsForBonds, bondsMasked, disabledLiquidAlpha(input.bondsMovingAverage))
      : matEmaAlpha(weightsForBonds, bondsMasked, alphas)
  const emaBondsNorm = colNormalize(emaBonds, input.n)
  const totalBondsPerValidator = rowSum(matVecMul(emaBondsNorm, incentive))
  return {
    dividends: normalize(vecMul(totalBondsPerValidator, activeStake)),
    stored: emaBonds,
    trace: {
      kind: 'yuma3',
      bondsMasked,
      alphas,
      emaBonds,
      emaBondsNorm,
      totalBondsPerValidator,
    },
  }
}
