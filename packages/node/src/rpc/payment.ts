import {
  concatBytes,
  decode,
  encode,
  option,
  struct,
  u32,
  u64,
  u8,
  Weight,
} from '@plexus/primitives'
import type { Hash, ValueOf } from '@plexus/primitives'
import type { RpcContext } from './context.ts'
import { RpcError } from './errors.ts'
import { callFailure } from './map-error.ts'
import { method } from './method.ts'
import { hexBytes, optionalHash } from './params.ts'
import { askRuntime, stateAt } from './read-chain.ts'

const DispatchInfo = struct({ weight: Weight, class: u8, partial_fee: u64 })
const FeeDetails = option(struct({ base_fee: u64, len_fee: u64, adjusted_weight_fee: u64 }))
const CLASSES = ['normal', 'operational', 'mandatory'] as const
/** The reference's code for a runtime that could not say. */
const RUNTIME_ERROR = 1

/** Weight, class and fee (in rao, as decimal text) of an extrinsic; its signature may be empty. */
export const payment_queryInfo = method(
  [hexBytes, optionalHash],
  async ({ ctx }, extrinsic, at) => {
    const info = decode(DispatchInfo, await query(ctx, 'query_info', extrinsic, at))
    return {
      weight: weightJson(info.weight),
      class: CLASSES[info.class] ?? 'normal',
      partialFee: info.partial_fee.toString(),
    }
  },
)

/** The parts of an extrinsic's fee in rao; no inclusion fee for one that pays nothing. */
export const payment_queryFeeDetails = method(
  [hexBytes, optionalHash],
  async ({ ctx }, extrinsic, at) => {
    const fee = decode(FeeDetails, await query(ctx, 'query_fee_details', extrinsic, at))
    if (fee === undefined) return { inclusionFee: null }
    return {
      inclusionFee: {
        baseFee: numberOrHex(fee.base_fee),
        lenFee: numberOrHex(fee.len_fee),
        adjustedWeightFee: numberOrHex(fee.adjusted_weight_fee),
      },
    }
  },
)

async function query(ctx: RpcContext, name: string, extrinsic: Uint8Array, at: Hash | undefined) {
  const view = stateAt(ctx, at, 'call')
  const args = concatBytes(extrinsic, encode(u32, extrinsic.length))
  try {
    return await askRuntime(ctx, view, `TransactionPaymentApi_${name}`, args)
  } catch (error) {
    const reason = callFailure(error)
    if (reason === undefined) throw error
    const what = name === 'query_info' ? 'dispatch info' : 'fee details'
    throw new RpcError(RUNTIME_ERROR, `Unable to query ${what}.`, reason)
  }
}

/** Weights are far below 2⁵³. */
function weightJson({ ref_time, proof_size }: ValueOf<typeof Weight>) {
  return { ref_time: Number(ref_time), proof_size: Number(proof_size) }
}

/** `NumberOrHex`: JSON numbers lose digits from 2⁵³ on. */
function numberOrHex(value: bigint): number | string {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : `0x${value.toString(16)}`
}
