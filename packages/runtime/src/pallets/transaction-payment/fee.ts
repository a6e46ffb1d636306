import { mulNearestDown, Perbill } from '@plexus/primitives'
import type { DispatchClass, DispatchInfo } from '../../frame/call.ts'
import { minWeight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'
import { BLOCK_WEIGHTS, classKey } from '../system/limits.ts'

/** Fee of a picosecond of reference time: 0.0005 rao. */
const RAO_PER_PS = Perbill.fromParts(500_000n)
const MAX_FEE = 2n ** 64n - 1n

/** The parts of a fee, in rao. */
export interface InclusionFee {
  readonly base_fee: bigint
  readonly len_fee: bigint
  readonly adjusted_weight_fee: bigint
}

/**
 * The fee that is announced before a call runs, in rao (spec: 50-fees-and-extensions §4.1).
 *
 * @param length encoded length of the extrinsic in bytes
 * @param tip in rao; paid by free calls too
 */
export function computeFee(length: number, info: DispatchInfo, tip: bigint): bigint {
  return sum(feeDetails(length, info).inclusion_fee, tip)
}

/**
 * The fee for what was really used, in rao.
 *
 * @param info.used weight, at most what was announced
 * @param info.paysFee whether the call turned out to pay
 */
export function computeActualFee(
  length: number,
  info: { readonly class: DispatchClass; readonly used: Weight; readonly paysFee: boolean },
  tip: bigint,
): bigint {
  return sum(info.paysFee ? inclusionFee(length, info.used, info.class) : undefined, tip)
}

/** The parts of the announced fee without the tip; `undefined` for free calls. */
export function feeDetails(
  length: number,
  info: DispatchInfo,
): { readonly inclusion_fee: InclusionFee | undefined } {
  return {
    inclusion_fee: info.paysFee ? inclusionFee(length, info.weight, info.class) : undefined,
  }
}

/** The fee for a weight in rao; time alone counts, and no more of it than a block has. */
export function weightToFee(weight: Weight): bigint {
  const { ref_time: timePs } = minWeight(weight, BLOCK_WEIGHTS.max_block)
  return mulNearestDown(Perbill, RAO_PER_PS, timePs)
}

/** The fee for a length in bytes: one rao each. */
export const lengthToFee = (bytes: number): bigint => BigInt(bytes)

function inclusionFee(length: number, weight: Weight, of: DispatchClass): InclusionFee {
  return {
    base_fee: weightToFee(BLOCK_WEIGHTS.per_class[classKey(of)].base_extrinsic),
    len_fee: lengthToFee(length),
    adjusted_weight_fee: weightToFee(weight),
  }
}

function sum(fee: InclusionFee | undefined, tip: bigint): bigint {
  const total = fee === undefined ? tip : fee.base_fee + fee.len_fee + fee.adjusted_weight_fee + tip
  return total > MAX_FEE ? MAX_FEE : total
}
