import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** Where to claim. */
export interface ClaimRootParameters extends SubmitOptions {
  /** One to five. */
  readonly netuids: readonly number[]
}

/**
 * Claims the alpha that root stake has earned on some subnets. Signed by the coldkey.
 *
 * @throws ChainError `SubtensorModule.InvalidSubnetNumber` for none or more than five
 */
export function claimRoot(
  client: Client,
  { netuids, ...options }: ClaimRootParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('SubtensorModule.claim_root', { subnets: [...netuids].sort((a, b) => a - b) }),
    options,
  )
}
