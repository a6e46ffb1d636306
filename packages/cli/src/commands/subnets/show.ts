import type { Command } from 'commander'
import { addChainFlags } from '../../chain/flags.ts'
import type { ChainFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import type { Context } from '../../program.ts'

const VALUE_WIDTH = 40

/** `plexus subnets show <netuid>`. */
export function addSubnetsShow(subnets: Command, { io }: Context): void {
  const command = subnets
    .command('show')
    .description('print the hyperparameters of a subnet')
    .argument('<netuid>', 'number of the subnet', parseNetuid)
  addChainFlags(command)
    .addHelpText('after', '\nexample: plexus subnets show 2')
    .action(async (netuid: number, flags: ChainFlags) => {
      const { sdk, withClient, output, errors } = await loadChain()
      const found = await withClient(flags, (client) => sdk.getHyperparameters(client, { netuid }))
      if (found === undefined) throw new errors.NoSuchSubnetError(netuid)
      const rows = Object.entries(found).map(([name, value]) => ({ name, value: String(value) }))
      const text = output.table(
        rows,
        [
          { title: 'hyperparameter', text: ({ name }) => name },
          { title: 'value', text: ({ value }) => value },
        ],
        VALUE_WIDTH,
      )
      output.print(io, flags, found, text)
    })
}
