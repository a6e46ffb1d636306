import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import type { Context } from '../../program.ts'

/** `plexus stake list [address]`. */
export function addStakeList(stake: Command, { io }: Context): void {
  const command = stake
    .command('list')
    .description('print the stakes of a coldkey')
    .argument('[address]', 'SS58 address (default: the coldkey of the wallet)')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus stake list')
    .action(async (address: string | undefined, flags: WalletFlags) => {
      const { sdk, addressOr, withClient, output } = await loadChain()
      const coldkey = await addressOr(address, 'coldkey', flags, io)
      const stakes = await withClient(flags, (client) => sdk.listStakes(client, { coldkey }))
      const text = output.table(stakes, [
        { title: 'netuid', align: 'right', text: ({ netuid }) => String(netuid) },
        { title: 'hotkey', text: ({ hotkey }) => output.short(hotkey) },
        { title: 'stake α', align: 'right', text: ({ amount }) => output.coins(amount) },
        { title: 'last epoch α', align: 'right', text: ({ emission }) => output.coins(emission) },
        { title: 'registered', text: ({ isRegistered }) => (isRegistered ? 'yes' : 'no') },
      ])
      const none = `${coldkey} has no stake: add some with "plexus stake add".`
      output.print(io, flags, stakes, stakes.length === 0 ? none : text)
    })
}
