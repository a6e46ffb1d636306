import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import { findEvent } from '../../client/receipt.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { Tao } from '../../units/amounts.ts'
import { SubnetActionError } from '../subnets/errors.ts'

/** Which hotkey gets a place where. */
export interface BurnedRegisterParameters extends SubmitOptions {
  readonly netuid: number
  readonly hotkey: string
  /** Pays no more than this. Default: whatever it costs. */
  readonly maxCost?: Tao
}

/** The new neuron. */
export interface BurnedRegisterReturnType {
  readonly uid: number
  readonly receipt: Receipt
}

/**
 * Registers a hotkey on a subnet for its present price (see `getBurnCost`); on a full subnet it
 * takes the place of the weakest. Signed by the coldkey.
 *
 * @throws ChainError `SubtensorModule.HotKeyAlreadyRegisteredInSubNet`,
 *   `SubtensorModule.RegistrationPriceLimitExceeded` above `maxCost`,
 *   `SubtensorModule.NotEnoughBalanceToStake` …
 */
export async function burnedRegister(
  client: Client,
  { netuid, hotkey, maxCost, ...options }: BurnedRegisterParameters,
): Promise<BurnedRegisterReturnType> {
  const wanted =
    maxCost === undefined
      ? call('SubtensorModule.burned_register', { netuid, hotkey })
      : call('SubtensorModule.register_limit', { netuid, hotkey, limit_price: maxCost })
  const receipt = await submit(client, wanted, options)
  const registered = findEvent(receipt, 'SubtensorModule.NeuronRegistered')
  if (registered === undefined) throw new SubnetActionError('NoResult', 'the uid of the neuron')
  return { uid: registered[1], receipt }
}
