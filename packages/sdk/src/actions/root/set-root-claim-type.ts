import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { toChainClaim } from './claim-type.ts'
import type { RootClaim } from './claim-type.ts'

/** What becomes of it. */
export interface SetRootClaimTypeParameters extends SubmitOptions {
  /** A list: the subnets on which it is kept. */
  readonly claim: RootClaim
}

/**
 * Chooses what becomes of the alpha that root stake earns: swapped for TAO, kept, or kept on some
 * subnets only. Signed by the coldkey.
 */
export function setRootClaimType(
  client: Client,
  { claim, ...options }: SetRootClaimTypeParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('SubtensorModule.set_root_claim_type', { new_root_claim_type: toChainClaim(claim) }),
    options,
  )
}
