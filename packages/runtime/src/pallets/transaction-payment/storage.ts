import { names, newtype, u128 } from '@plexus/primitives'
import { storageValue } from '../../frame/storage.ts'
import { ONE_FIXED } from './config.ts'
import { transactionPayment } from './id.ts'

/** `sp_arithmetic::fixed_point::FixedU128`: an integer with 18 decimals. */
const FixedU128 = newtype(u128, ['sp_arithmetic', 'fixed_point', 'FixedU128'])

const Releases = names(
  { V1Ancient: 0, V2: 1 },
  { path: ['pallet_transaction_payment', 'Releases'] },
)

/** Multiplier of weight fees; always one. */
export const NextFeeMultiplier = storageValue(
  transactionPayment,
  'NextFeeMultiplier',
  FixedU128,
  () => ONE_FIXED,
)
export const StorageVersion = storageValue(
  transactionPayment,
  'StorageVersion',
  Releases,
  () => 'V1Ancient',
)

export const storage = [NextFeeMultiplier, StorageVersion] as const
