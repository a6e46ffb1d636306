import { bytes, encode, H256 } from '@plexus/primitives'
import { TransactionValidityType } from '../executive/validity.ts'
import { method } from '../frame/api.ts'
import type { RuntimeApi } from '../frame/api.ts'
import { ExtrinsicType, TransactionSourceType } from './types.ts'

export const taggedTransactionQueueApi: RuntimeApi = {
  name: 'TaggedTransactionQueue',
  methods: [
    method(
      'validate_transaction',
      { source: TransactionSourceType, tx: ExtrinsicType, block_hash: H256 },
      TransactionValidityType,
      ({ runtime, view }, { source, tx, block_hash }) =>
        runtime.validate(view, block_hash, source, encode(bytes, tx)),
      ['Whether a transaction would be good in the block after `block_hash`.'],
    ),
  ],
}
