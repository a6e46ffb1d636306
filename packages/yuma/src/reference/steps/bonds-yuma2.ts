import type { EpochInput } from '../../epoch/input.ts'
import { I32F32, integerToFixed } from '../../fixed.ts'
import type { SparseMatrix } from '../../sparse.ts'
import { bondsAlpha, matEma } from '../math/ema.ts'
import { normalize } from '../math/normalize.ts'
import { colMaxUpscale, colNormalize } from '../math/normalize-sparse.ts'
import { matmulTranspose, rowHadamard } from '../math/product.ts'
import type { BondsResult, BondsSource } from './bonds.ts'
import { storedBonds } from './stored-bonds.ts'

/** Bonds and dividends without yuma3; liquid alpha does not act (spec: 35-yuma-epoch §7.1). */
export function yuma2Bonds(input: EpochInput, source: BondsSource): BondsResult {
  const { n } = input
  const bondsMasked = storedBonds(input, (stored) => integerToFixed(I32F32, BigInt(stored)))
  const bondsNorm = colNormalize(bondsMasked, n)
  const bondsDelta = rowHadamard(source.weightsForBonds, source.activeStake)
  const bondsDeltaNorm = colNormalize(bondsDelta, n)
  const emaBondsNorm = colNormalize(ema(input, bondsDeltaNorm, bondsNorm), n)
  return {
    dividends: normalize(matmulTranspose(emaBondsNorm, source.incentive)),
    stored: colMaxUpscale(emaBondsNorm, n),
    trace: { kind: 'yuma2', bondsMasked, bondsNorm, bondsDelta, bondsDeltaNorm, emaBondsNorm },
  }
}

const ema = (input: EpochInput, fresh: SparseMatrix, old: SparseMatrix): SparseMatrix =>
  matEma(fresh, old, bondsAlpha(input.bondsMovingAverage))
