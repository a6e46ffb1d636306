import { H256, u32, unit } from '@plexus/primitives'
import { BlockHash } from '../../pallets/system/storage.ts'
import { SPEC_VERSION, TRANSACTION_VERSION } from '../../version.ts'
import type { TransactionExtension } from '../extension.ts'

/** The signature covers the specification version, so that calls keep their meaning. */
export const checkSpecVersion: TransactionExtension = {
  identifier: 'CheckSpecVersion',
  explicit: unit,
  implicit: u32,
  implicitOf: () => SPEC_VERSION,
}

/** The signature covers the transaction version, so that the format keeps its meaning. */
export const checkTxVersion: TransactionExtension = {
  identifier: 'CheckTxVersion',
  explicit: unit,
  implicit: u32,
  implicitOf: () => TRANSACTION_VERSION,
}

/** The signature covers the genesis hash, so that it is good on one chain only. */
export const checkGenesis: TransactionExtension = {
  identifier: 'CheckGenesis',
  explicit: unit,
  implicit: H256,
  implicitOf: (ctx) => BlockHash.get(ctx, 0),
}
