import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { Tao } from '../../units/amounts.ts'

/** What to send to whom. */
export interface TransferParameters extends SubmitOptions {
  /** Address of the receiver. */
  readonly to: string
  readonly amount: Tao
  /** Lets the sender's account end where less than the existential deposit stays. Default false. */
  readonly allowDeath?: boolean
}

/**
 * Sends TAO. Signed by the coldkey.
 *
 * @throws ChainError `Token.FundsUnavailable`, or `Token.NotExpendable` where the account would end
 */
export function transfer(client: Client, parameters: TransferParameters): Promise<Receipt> {
  const { to, amount, allowDeath = false, ...options } = parameters
  const args = { dest: { type: 'Id', value: to }, value: amount } as const
  const wanted = allowDeath
    ? call('Balances.transfer_allow_death', args)
    : call('Balances.transfer_keep_alive', args)
  return submit(client, wanted, options)
}
