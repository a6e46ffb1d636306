export { clampValue, fixed64ToFixed32, u16ProportionToFixed } from './fixed.ts'
export { colClip } from './reference/math/clip.ts'
export { disabledLiquidAlpha, matEma, matEmaAlpha } from './reference/math/ema.ts'
export { inheritedStake } from './reference/math/inherited-stake.ts'
export type { ParentStake } from './reference/math/inherited-stake.ts'
export { interpolate } from './reference/math/interpolate.ts'
export { alphaSigmoid, liquidAlphaValues } from './reference/math/liquid-alpha.ts'
export type { AlphaSigmoidInput, LiquidAlphaParameters } from './reference/math/liquid-alpha.ts'
export {
  maskDiagonal,
  maskDiagonalExceptIndex,
  maskRows,
  maskVector,
  scalarVecMask,
  vecMask,
} from './reference/math/mask.ts'
export type { MaskPredicate } from './reference/math/mask.ts'
export { colMaxUpscale, colNormalize, rowNormalize } from './reference/math/normalize-sparse.ts'
export {
  isZero,
  normalize,
  normalize64,
  normalizeUsingSum,
  sum,
} from './reference/math/normalize.ts'
export {
  matmul,
  matmulTranspose,
  matVecMul,
  rowHadamard,
  rowSum,
  vecMul,
} from './reference/math/product.ts'
export { splitEmissions } from './reference/math/split-emissions.ts'
export { isTopk, isTopkNonzero } from './reference/math/top-k.ts'
export {
  checkVecMaxLimited,
  vecMaxUpscaleToU16,
  vecU16MaxUpscaleToU16,
} from './reference/math/upscale.ts'
export { weightedMedian, weightedMedianCol } from './reference/math/weighted-median.ts'
export type { SparseEntry, SparseMatrix, SparseRow } from './sparse.ts'
