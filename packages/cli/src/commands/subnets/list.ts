import type { Command } from 'commander'
import { addChainFlags } from '../../chain/flags.ts'
import type { ChainFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import type { Context } from '../../program.ts'

/** `plexus subnets list`. */
export function addSubnetsList(subnets: Command, { io }: Context): void {
  const command = subnets.command('list').description('print all subnets')
  addChainFlags(command)
    .addHelpText('after', '\nexample: plexus subnets list')
    .action(async (flags: ChainFlags) => {
      const { sdk, withClient, output } = await loadChain()
      const all = await withClient(flags, (client) => sdk.listSubnets(client))
      const text = output.table(
        all,
        [
          { title: 'netuid', align: 'right', text: ({ netuid }) => String(netuid) },
          { title: 'name', text: ({ name }) => name },
          { title: 'tempo', align: 'right', text: ({ tempoBlocks }) => `${tempoBlocks} blocks` },
          { title: 'pool TAO', align: 'right', text: ({ taoIn }) => output.coins(taoIn) },
          { title: 'pool α', align: 'right', text: ({ alphaIn }) => output.coins(alphaIn) },
          { title: 'owner', text: ({ ownerColdkey }) => output.short(ownerColdkey) },
        ],
        18,
      )
      output.print(io, flags, all, text)
    })
}
