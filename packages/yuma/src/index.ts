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
export { CaseError } from './cases/case-error.ts'
export { parseEpochCase } from './cases/epoch-case.ts'
export type { EpochCase } from './cases/epoch-case.ts'
export { runEpochCase } from './cases/run-epoch-case.ts'
export type { EpochCaseOut, Json } from './cases/run-epoch-case.ts'
export { traceToJson } from './cases/trace-json.ts'
export { NO_COMMIT } from './epoch/input.ts'
export type { EpochInput } from './epoch/input.ts'
export type { EpochOutput } from './epoch/output.ts'
export { decodeRow, encodeRow } from './epoch/row.ts'
export type { StoredRow } from './epoch/row.ts'
export { referenceEpoch, traceEpoch } from './reference/epoch.ts'
export type { TracedEpoch } from './reference/epoch.ts'
export type { BondsTrace, EpochTrace, Yuma2BondsTrace, Yuma3BondsTrace } from './reference/trace.ts'
export { activityCutoffBlocks } from './subnet/activity-cutoff.ts'
export { commitBlocks } from './subnet/commit-blocks.ts'
export type { StoredCommits, WeightCommit } from './subnet/commit-blocks.ts'
export { mergeMechanisms } from './subnet/merge-mechanisms.ts'
export type { MechanismEpoch, MergedEpoch } from './subnet/merge-mechanisms.ts'
export { pruneCandidate } from './subnet/prune-candidate.ts'
export type { PruneInput } from './subnet/prune-candidate.ts'
export { createKernel } from './kernel/create-kernel.ts'
export type { YumaKernel } from './kernel/create-kernel.ts'
