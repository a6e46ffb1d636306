import type { Command } from 'commander'
import { addChainFlags } from '../chain/flags.ts'
import type { ChainFlags } from '../chain/flags.ts'
import { parseNetuid } from '../options/neuron-flags.ts'
import { parseWhole } from '../options/parsers.ts'
import type { Context } from '../program.ts'

interface Flags extends ChainFlags {
  readonly block?: number
}

/** `plexus explain <netuid> <uid>`: why a neuron got what it got. */
export function addExplainCommand(program: Command, { io }: Context): void {
  const command = program
    .command('explain')
    .description('explain step by step what a neuron was paid in an epoch')
    .argument('<netuid>', 'number of the subnet', parseNetuid)
    .argument('<uid>', 'number of the neuron', (text) => parseWhole(text, 'a uid', 0, 65_535))
    .option('--block <n>', 'the block of the epoch (default: the last one)', (text) =>
      parseWhole(text, 'a block', 0, 4_294_967_295),
    )
  addChainFlags(command)
    .addHelpText('after', '\nexample: plexus explain 2 1')
    .action(async (netuid: number, uid: number, flags: Flags) => {
      const [sdk, { withClient }, output, { NoSuchNeuronError }] = await Promise.all([
        import('@plexus/sdk'),
        import('../chain/with-client.ts'),
        import('../output/explanation.ts'),
        import('../chain/errors.ts'),
      ])
      const block = flags.block === undefined ? {} : { block: flags.block }
      const epoch = await withClient(flags, (client) =>
        sdk.explainEpoch(client, { netuid, ...block, rows: [] }),
      )
      const neuron = epoch.neurons.find((one) => one.uid === uid)
      if (neuron === undefined) throw new NoSuchNeuronError(netuid, uid)
      output.printExplanation(io, flags, epoch, neuron)
    })
}
