import { call } from '../../client/call.ts'
import type { Call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { OWNER_CALLS } from './owner-hyperparameters.ts'
import type { OwnerHyperparameter, OwnerHyperparameters } from './owner-hyperparameters.ts'

/** What to change. */
export interface SetHyperparameterParameters<
  Name extends OwnerHyperparameter,
> extends SubmitOptions {
  readonly netuid: number
  readonly name: Name
  readonly value: OwnerHyperparameters[Name]
  /** Signed by the sudo key of the chain instead of the owner. Default false. */
  readonly asRoot?: boolean
}

/**
 * Changes a rule of a subnet. Signed by the owner's coldkey; not possible in the last blocks
 * before an epoch, and once in some epochs for each rule.
 *
 * @throws ChainError `BadOrigin` for another signer,
 *   `SubtensorModule.AdminActionProhibitedDuringWeightsWindow` with when to try again …
 */
export function setHyperparameter<Name extends OwnerHyperparameter>(
  client: Client,
  { netuid, name, value, asRoot = false, ...options }: SetHyperparameterParameters<Name>,
): Promise<Receipt> {
  const [wanted, argument] = OWNER_CALLS[name]
  const dot = wanted.indexOf('.')
  const setter: Call = {
    type: wanted.slice(0, dot),
    value: { type: wanted.slice(dot + 1), value: { netuid, [argument]: value } },
  }
  return submit(client, asRoot ? call('Sudo.sudo', { call: setter }) : setter, options)
}
