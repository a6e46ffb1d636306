import {
  alphaSigmoid,
  checkVecMaxLimited,
  clampValue,
  colClip,
  colMaxUpscale,
  colNormalize,
  disabledLiquidAlpha,
  fixed64ToFixed32,
  inheritedStake,
  interpolate,
  isTopk,
  isTopkNonzero,
  isZero,
  liquidAlphaValues,
  maskDiagonal,
  maskDiagonalExceptIndex,
  maskRows,
  maskVector,
  matEma,
  matEmaAlpha,
  matmul,
  matmulTranspose,
  matVecMul,
  normalize,
  normalize64,
  normalizeUsingSum,
  rowHadamard,
  rowNormalize,
  rowSum,
  scalarVecMask,
  splitEmissions,
  sum,
  u16ProportionToFixed,
  vecMask,
  vecMaxUpscaleToU16,
  vecMul,
  vecU16MaxUpscaleToU16,
  weightedMedian,
  weightedMedianCol,
} from '@plexus/yuma'
import type { MaskPredicate } from '@plexus/yuma'
import type { Json } from '../difference.ts'
import { VectorFormatError } from '../field.ts'
import type { Field } from '../field.ts'
import type { CaseRunner } from '../schema.ts'
import { dense, flags, int, matrix, numbers, pairs, raw, raws } from './arguments.ts'

/** What a function answers: raws as bigint, everything else as it is. */
type Answer = bigint | number | boolean | readonly Answer[]

/** `{fn, args, out}`: one function of the epoch. */
export const runMath: CaseRunner = (field) => {
  const fn = field.at('fn')
  const run = FUNCTIONS.get(fn.text())
  if (run === undefined) {
    throw new VectorFormatError(`${fn.path} "${fn.text()}" is no function of yuma-math-1`)
  }
  return {
    expected: { out: field.at('out').value },
    computed: { out: show(run(field.at('args'))) },
  }
}

const PREDICATES: ReadonlyMap<string, MaskPredicate> = new Map([
  ['first<second', (first: bigint, second: bigint) => first < second],
  ['first<=second', (first: bigint, second: bigint) => first <= second],
  ['scalar<=vector', (scalar: bigint, element: bigint) => scalar <= element],
])

/** Functions by their names in the reference. */
const FUNCTIONS: ReadonlyMap<string, (a: Field) => Answer> = new Map<string, (a: Field) => Answer>([
  ['inplace_normalize', (a) => normalize(raws(a, 'x'))],
  ['inplace_normalize_using_sum', (a) => normalizeUsingSum(raws(a, 'x'), raw(a, 'sum'))],
  ['sum', (a) => sum(raws(a, 'x'))],
  ['is_zero', (a) => isZero(raws(a, 'x'))],
  ['inplace_normalize_64', (a) => normalize64(raws(a, 'x'))],
  ['vec_fixed64_to_fixed32', (a) => raws(a, 'x').map(fixed64ToFixed32)],
  ['is_topk_nonzero', (a) => isTopkNonzero(raws(a, 'x'), int(a, 'k')).map(Number)],
  ['is_topk', (a) => isTopk(raws(a, 'x'), int(a, 'k')).map(Number)],
  ['inplace_mask_vector', (a) => maskVector(flags(a, 'mask'), raws(a, 'x'))],
  ['vec_mul', (a) => vecMul(raws(a, 'a'), raws(a, 'b'))],
  ['clamp_value', (a) => clampValue(raw(a, 'x'), raw(a, 'low'), raw(a, 'high'))],
  ['vec_u16_max_upscale_to_u16', (a) => vecU16MaxUpscaleToU16(numbers(a, 'x'))],
  ['check_vec_max_limited', (a) => checkVecMaxLimited(numbers(a, 'x'), int(a, 'limit'))],
  ['vec_max_upscale_to_u16', (a) => vecMaxUpscaleToU16(raws(a, 'x'))],
  ['mask_rows_sparse', (a) => maskRows(flags(a, 'mask'), matrix(a, 'm'))],
  ['mask_diag_sparse', (a) => maskDiagonal(matrix(a, 'm'))],
  [
    'mask_diag_sparse_except_index',
    (a) => maskDiagonalExceptIndex(matrix(a, 'm'), int(a, 'except')),
  ],
  [
    'vec_mask_sparse_matrix',
    (a) => vecMask(matrix(a, 'm'), raws(a, 'first'), raws(a, 'second'), predicate(a)),
  ],
  [
    'scalar_vec_mask_sparse_matrix',
    (a) => scalarVecMask(matrix(a, 'm'), raw(a, 'scalar'), raws(a, 'vector'), predicate(a)),
  ],
  ['inplace_row_normalize_sparse', (a) => rowNormalize(matrix(a, 'm'))],
  ['inplace_col_normalize_sparse', (a) => colNormalize(matrix(a, 'm'), int(a, 'columns'))],
  ['inplace_col_max_upscale_sparse', (a) => colMaxUpscale(matrix(a, 'm'), int(a, 'columns'))],
  ['col_clip_sparse', (a) => colClip(matrix(a, 'm'), raws(a, 'threshold'))],
  ['row_sum_sparse', (a) => rowSum(matrix(a, 'm'))],
  ['matmul_sparse', (a) => matmul(matrix(a, 'm'), raws(a, 'v'), int(a, 'columns'))],
  ['matmul_transpose_sparse', (a) => matmulTranspose(matrix(a, 'm'), raws(a, 'v'))],
  ['row_hadamard_sparse', (a) => rowHadamard(matrix(a, 'm'), raws(a, 'v'))],
  ['mat_vec_mul_sparse', (a) => matVecMul(matrix(a, 'm'), raws(a, 'v'))],
  [
    'interpolate_sparse',
    (a) => interpolate(matrix(a, 'a'), matrix(a, 'b'), int(a, 'columns'), raw(a, 'ratio')),
  ],
  ['mat_ema_sparse', (a) => matEma(matrix(a, 'new'), matrix(a, 'old'), raw(a, 'alpha'))],
  ['mat_ema_alpha_sparse', (a) => matEmaAlpha(matrix(a, 'new'), matrix(a, 'old'), dense(a, 'alpha'))],
  ['compute_liquid_alpha_values_sparse', liquidAlpha],
  ['weighted_median', median],
  [
    'weighted_median_col_sparse',
    (a) =>
      weightedMedianCol(raws(a, 'stake'), matrix(a, 'score'), int(a, 'columns'), raw(a, 'majority')),
  ],
  ['alpha_sigmoid', sigmoid],
  ['compute_disabled_liquid_alpha', (a) => disabledLiquidAlpha(raw(a, 'bondsMovingAverage'))],
  ['get_float_kappa', (a) => u16ProportionToFixed(int(a, 'kappa'))],
  ['get_float_bonds_penalty', (a) => u16ProportionToFixed(int(a, 'bondsPenalty'))],
  ['split_emissions', split],
  [
    'inherited_stake',
    (a) => inheritedStake(raw(a, 'own'), raws(a, 'childProportions'), pairs(a, 'parents')),
  ],
])

function liquidAlpha(a: Field): Answer {
  return liquidAlphaValues(matrix(a, 'weights'), matrix(a, 'bonds'), raws(a, 'consensus'), {
    alphaLow: int(a, 'alphaLow'),
    alphaHigh: int(a, 'alphaHigh'),
    steepness: int(a, 'steepness'),
  })
}

/** Ours finds the median of the whole column; the edges of the recorded call must say so too. */
function median(a: Field): Answer {
  const stake = raws(a, 'stake')
  if (raw(a, 'lo') !== 0n || raw(a, 'hi') !== sum(stake)) {
    throw new VectorFormatError(`${a.path} is not the median of a whole column`)
  }
  return weightedMedian(stake, raws(a, 'score'), raw(a, 'minority'))
}

function sigmoid(a: Field): Answer {
  return alphaSigmoid({
    consensus: raw(a, 'consensus'),
    weight: raw(a, 'weight'),
    bond: raw(a, 'bond'),
    low: raw(a, 'low'),
    high: raw(a, 'high'),
    steepness: raw(a, 'steepness'),
  })
}

function split(a: Field): Answer {
  const parts = a.at('split').isNone ? undefined : numbers(a, 'split')
  return splitEmissions(raw(a, 'amount'), int(a, 'mechanismCount'), parts)
}

function predicate(a: Field): MaskPredicate {
  const field = a.at('pred')
  const found = PREDICATES.get(field.text())
  if (found === undefined) throw new VectorFormatError(`${field.path} names no predicate`)
  return found
}

function show(answer: Answer): Json {
  if (typeof answer === 'bigint') return String(answer)
  return typeof answer === 'object' ? answer.map(show) : answer
}
