import { bytes, encode, u32, u64, Weight } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import { decodeExtrinsic } from '../executive/extrinsic.ts'
import { extensions } from '../extensions.ts'
import { method } from '../frame/api.ts'
import type { ApiContext, RuntimeApi } from '../frame/api.ts'
import { dispatchInfo, RuntimeCall } from '../frame/call.ts'
import type { DispatchInfo } from '../frame/call.ts'
import {
  computeFee,
  feeDetails,
  lengthToFee,
  weightToFee,
} from '../pallets/transaction-payment/fee.ts'
import { ExtrinsicType, FeeDetails, RuntimeDispatchInfo } from './types.ts'

const lengthToFeeMethod = method(
  'query_length_to_fee',
  { length: u32 },
  u64,
  (_api, { length }) => lengthToFee(length),
  ['The fee for the length of an extrinsic in bytes, in rao.'],
)
const weightToFeeMethod = method(
  'query_weight_to_fee',
  { weight: Weight },
  u64,
  (_api, { weight }) => weightToFee(weight),
  ['The fee for a weight, in rao.'],
)

/** Fees of whole extrinsics; their signatures are not looked at, so clients send dummies. */
export const transactionPaymentApi: RuntimeApi = {
  name: 'TransactionPaymentApi',
  methods: [
    method('query_info', { uxt: ExtrinsicType, len: u32 }, RuntimeDispatchInfo, (api, args) =>
      dispatchInfoOf(infoOfExtrinsic(api, args.uxt), args.len),
    ),
    method('query_fee_details', { uxt: ExtrinsicType, len: u32 }, FeeDetails, (api, args) =>
      feeDetails(args.len, infoOfExtrinsic(api, args.uxt)),
    ),
    weightToFeeMethod,
    lengthToFeeMethod,
  ],
}

/** Fees of calls that are not wrapped in an extrinsic yet. */
export const transactionPaymentCallApi: RuntimeApi = {
  name: 'TransactionPaymentCallApi',
  methods: [
    method('query_call_info', { call: RuntimeCall, len: u32 }, RuntimeDispatchInfo, (api, args) =>
      dispatchInfoOf(dispatchInfo(args.call, api.ctx.config), args.len),
    ),
    method('query_call_fee_details', { call: RuntimeCall, len: u32 }, FeeDetails, (api, args) =>
      feeDetails(args.len, dispatchInfo(args.call, api.ctx.config)),
    ),
    weightToFeeMethod,
    lengthToFeeMethod,
  ],
}

/** Bare extrinsics pay nothing. */
function infoOfExtrinsic({ ctx }: ApiContext, body: Uint8Array): DispatchInfo {
  const extrinsic = decodeExtrinsic(encode(bytes, body), extensions, ctx.rules)
  const info = dispatchInfo(extrinsic.call, ctx.config)
  return extrinsic.kind === 'bare' ? { ...info, paysFee: false } : info
}

function dispatchInfoOf(info: DispatchInfo, length: number): ValueOf<typeof RuntimeDispatchInfo> {
  return {
    weight: info.weight,
    class: info.class,
    partial_fee: computeFee(length, info, 0n),
  }
}
