import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import type { Context } from '../../program.ts'

interface Flags extends WalletFlags {
  readonly sudo?: true
}

/** `plexus subnets set <netuid> <name> <value>`. */
export function addSubnetsSet(subnets: Command, { io }: Context): void {
  const command = subnets
    .command('set')
    .description('change a rule of a subnet of your own')
    .argument('<netuid>', 'number of the subnet', parseNetuid)
    .argument('<name>', 'for example immunity-period; a wrong one lists all')
    .argument('<value>', 'a number, yes or no, TAO, or a list with commas')
    .option('--sudo', 'sign as the sudo key of the chain, not as the owner')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus subnets set 2 immunity-period 7200')
    .action(async (netuid: number, name: string, value: string, flags: Flags) => {
      const [{ withSigner, told, inBlock, output }, { readHyperparameter }] = await Promise.all([
        loadChain(),
        import('../../chain/hyperparameter.ts'),
      ])
      const change = readHyperparameter(name, value)
      const asRoot = flags.sudo === true
      const receipt = await withSigner('coldkey', flags, io, (client, signer) =>
        change(client, { netuid, signer, asRoot }),
      )
      const said = `${name} of subnet ${netuid} is ${value}\n${inBlock(receipt)}`
      output.print(io, flags, { netuid, name, value, ...told(receipt) }, said)
    })
}
