import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { bytesOfText } from '../text.ts'

/** Which symbol. */
export interface SetSubnetSymbolParameters extends SubmitOptions {
  readonly netuid: number
  /** One of the table of the chain, used by no other subnet. */
  readonly symbol: string
}

/**
 * Gives a subnet another symbol for its alpha. Signed by the owner's coldkey.
 *
 * @throws ChainError `SubtensorModule.SymbolDoesNotExist`, `SubtensorModule.SymbolAlreadyInUse`
 */
export function setSubnetSymbol(
  client: Client,
  { netuid, symbol, ...options }: SetSubnetSymbolParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('SubtensorModule.update_symbol', { netuid, symbol: bytesOfText(symbol) }),
    options,
  )
}
