import type { AccountId } from '@plexus/primitives'
import type { ProxyDefinition } from '../../../proxy/types.ts'

/** The relation through which a beneficiary operates the subnet of the lease's coldkey. */
export const beneficiaryProxy = (beneficiary: AccountId): ProxyDefinition => ({
  delegate: beneficiary,
  proxy_type: 'SubnetLeaseBeneficiary',
  delay: 0,
})
