import type { RuntimeApi } from '../frame/api.ts'
import { accountNonceApi } from './account-nonce.ts'
import { auraApi } from './aura.ts'
import { coreApi } from './core.ts'
import { grandpaApi } from './grandpa.ts'
import { metadataApi } from './metadata.ts'
import { shieldApi } from './shield.ts'
import { delegateInfoApi } from './subtensor/delegate-info.ts'
import { neuronInfoApi } from './subtensor/neuron-info.ts'
import { proxyFilterApi } from './subtensor/proxy-filter.ts'
import { stakeInfoApi } from './subtensor/stake-info.ts'
import { subnetInfoApi } from './subtensor/subnet-info-api.ts'
import { subnetRegistrationApi } from './subtensor/subnet-registration.ts'
import { swapApi } from './subtensor/swap.ts'
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
  delegateInfoApi,
  neuronInfoApi,
  subnetInfoApi,
  stakeInfoApi,
  subnetRegistrationApi,
  proxyFilterApi,
  swapApi,
  shieldApi,
]
