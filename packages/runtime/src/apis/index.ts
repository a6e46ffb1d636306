import type { RuntimeApi } from '../frame/api.ts'
import { accountNonceApi } from './account-nonce.ts'
import { auraApi } from './aura.ts'
import { coreApi } from './core.ts'
import { grandpaApi } from './grandpa.ts'
import { metadataApi } from './metadata.ts'
import { taggedTransactionQueueApi } from './tagged-transaction-queue.ts'
import { transactionPaymentApi, transactionPaymentCallApi } from './transaction-payment.ts'

/** Every runtime API that this runtime serves, as metadata lists them. */
export const apis: readonly RuntimeApi[] = [
  coreApi,
  metadataApi,
  taggedTransactionQueueApi,
  auraApi,
  grandpaApi,
  accountNonceApi,
  transactionPaymentApi,
  transactionPaymentCallApi,
]
