import { formatAlpha, getStake, parseAlpha } from '@plexus/sdk'
import type { Alpha, Client } from '@plexus/sdk'
import type { WalletSigner } from '@plexus/sdk/node'
import { NotEnoughStakeError } from '../../chain/errors.ts'

/**
 * How much stake was named: an amount, or all that is there.
 * @returns what finds it on the chain, and @throws NotEnoughStakeError
 * @throws AmountError
 */
export function readStakeAmount(
  netuid: number,
  text: string,
): (client: Client, signer: WalletSigner, hotkey: string) => Promise<Alpha> {
  const wanted = text === 'all' ? undefined : parseAlpha(netuid, text)
  return async (client, signer, hotkey) => {
    const there = await getStake(client, { hotkey, coldkey: signer.address, netuid })
    if (there === 0n || (wanted !== undefined && wanted > there)) {
      throw new NotEnoughStakeError(hotkey, formatAlpha(netuid, there))
    }
    return wanted ?? there
  }
}
