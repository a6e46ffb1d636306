import { names, option, struct, u64, Weight } from '@plexus/primitives'
import { uncheckedExtrinsicType } from '../executive/extrinsic.ts'
import { extraType } from '../extensions.ts'
import { DispatchClass } from '../pallets/system/types.ts'

/** `pallet_transaction_payment::types::RuntimeDispatchInfo`; the fee is in rao. */
export const RuntimeDispatchInfo = struct(
  { weight: Weight, class: DispatchClass, partial_fee: u64 },
  {
    path: ['pallet_transaction_payment', 'types', 'RuntimeDispatchInfo'],
    params: [
      { name: 'Balance', type: u64 },
      { name: 'Weight', type: Weight },
    ],
  },
)

const InclusionFee = struct(
  { base_fee: u64, len_fee: u64, adjusted_weight_fee: u64 },
  {
    path: ['pallet_transaction_payment', 'types', 'InclusionFee'],
    params: [{ name: 'Balance', type: u64 }],
  },
)

/** `pallet_transaction_payment::types::FeeDetails` (the tip is not encoded); amounts in rao. */
export const FeeDetails = struct(
  { inclusion_fee: option(InclusionFee) },
  {
    path: ['pallet_transaction_payment', 'types', 'FeeDetails'],
    params: [{ name: 'Balance', type: u64 }],
  },
)

/** `sp_runtime::transaction_validity::TransactionSource`. */
export const TransactionSourceType = names(
  { InBlock: 0, Local: 1, External: 2 },
  { path: ['sp_runtime', 'transaction_validity', 'TransactionSource'] },
)

/** The extrinsic as APIs take it: the bytes after the length prefix. */
export const ExtrinsicType = uncheckedExtrinsicType(extraType)
