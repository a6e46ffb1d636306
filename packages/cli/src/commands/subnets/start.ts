import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import type { Context } from '../../program.ts'

/** `plexus subnets start <netuid>`. */
export function addSubnetsStart(subnets: Command, { io }: Context): void {
  const command = subnets
    .command('start')
    .description('start a subnet of your own: it is paid')
    .argument('<netuid>', 'number of the subnet', parseNetuid)
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus subnets start 2')
    .action(async (netuid: number, flags: WalletFlags) => {
      const { sdk, withSigner, told, inBlock, output } = await loadChain()
      const receipt = await withSigner('coldkey', flags, io, (client, signer) =>
        sdk.startSubnet(client, { netuid, signer }),
      )
      const said = `subnet ${netuid} runs\n${inBlock(receipt)}`
      output.print(io, flags, { netuid, ...told(receipt) }, said)
    })
}
