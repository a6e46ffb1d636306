import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import type { Context } from '../../program.ts'

/** `plexus identity show [address]`. */
export function addIdentityShow(identity: Command, { io }: Context): void {
  const command = identity
    .command('show')
    .description('print who a coldkey says it is')
    .argument('[address]', 'SS58 address (default: the coldkey of the wallet)')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus identity show')
    .action(async (address: string | undefined, flags: WalletFlags) => {
      const { sdk, addressOr, withClient, output } = await loadChain()
      const coldkey = await addressOr(address, 'coldkey', flags, io)
      const found = await withClient(flags, (client) => sdk.getIdentity(client, { coldkey }))
      const lines = Object.entries(found ?? {})
        .filter(([, value]) => value !== '')
        .map(([name, value]) => `${name.padEnd(12)} ${printable(value)}`)
      const none = `${coldkey} says nothing of itself.`
      const said = found === undefined ? none : lines.join('\n')
      output.print(io, flags, { coldkey, identity: found ?? null }, said)
    })
}

/** Strangers wrote it: it must not steer the terminal. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, '�')
