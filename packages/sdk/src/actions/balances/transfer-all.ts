import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** Where everything goes. */
export interface TransferAllParameters extends SubmitOptions {
  /** Address of the receiver. */
  readonly to: string
  /** Keeps the existential deposit, so that the account lives on. Default true. */
  readonly keepAlive?: boolean
}

/** Sends all transferable TAO less the fee. Signed by the coldkey. */
export function transferAll(
  client: Client,
  { to, keepAlive = true, ...options }: TransferAllParameters,
): Promise<Receipt> {
  const args = { dest: { type: 'Id', value: to }, keep_alive: keepAlive } as const
  return submit(client, call('Balances.transfer_all', args), options)
}
