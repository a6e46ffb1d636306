import { getStake, parseAlpha } from '@plexus/sdk'
import type { Alpha, Client } from '@plexus/sdk'
import type { WalletSigner } from '@plexus/sdk/node'
import { NoStakeError } from '../../chain/errors.ts'

/** How much stake was named: known at once, or all that is there. @throws AmountError */
export function readStakeAmount(
  netuid: number,
  text: string,
): (client: Client, signer: WalletSigner, hotkey: string) => Promise<Alpha> {
  if (text !== 'all') {
    const amount = parseAlpha(netuid, text)
    return () => Promise.resolve(amount)
  }
  return async (client, signer, hotkey) => {
    const all = await getStake(client, { hotkey, coldkey: signer.address, netuid })
    if (all === 0n) throw new NoStakeError(hotkey, netuid)
    return all
  }
}
