import type { Command } from 'commander'
import { addChainFlags } from '../chain/flags.ts'
import type { ChainFlags } from '../chain/flags.ts'
import { parseNetuid } from '../options/neuron-flags.ts'
import type { Context } from '../program.ts'

/** `plexus metagraph <netuid>`. */
export function addMetagraphCommand(program: Command, { io }: Context): void {
  const command = program
    .command('metagraph')
    .description('print the neurons of a subnet')
    .argument('<netuid>', 'number of the subnet', parseNetuid)
  addChainFlags(command)
    .addHelpText('after', '\nexample: plexus metagraph 2')
    .action(async (netuid: number, flags: ChainFlags) => {
      const [{ getMetagraph }, { withClient }, output, { NoSuchSubnetError }] = await Promise.all([
        import('@plexus/sdk'),
        import('../chain/with-client.ts'),
        import('../output/print.ts'),
        import('../chain/errors.ts'),
      ])
      const metagraph = await withClient(flags, (client) => getMetagraph(client, { netuid }))
      if (metagraph === undefined) throw new NoSuchSubnetError(netuid)
      const share = (u16: number): string => (u16 / 65_535).toFixed(3)
      const text = output.table(metagraph.neurons, [
        { title: 'uid', align: 'right', text: ({ uid }) => String(uid) },
        { title: 'hotkey', text: ({ hotkey }) => output.short(hotkey) },
        { title: 'stake α', align: 'right', text: (one) => output.coins(one.totalStake) },
        { title: 'incentive', align: 'right', text: (one) => share(one.incentiveU16) },
        { title: 'dividends', align: 'right', text: (one) => share(one.dividendsU16) },
        { title: 'permit', text: (one) => (one.validatorPermit ? 'yes' : 'no') },
        { title: 'axon', text: ({ axon }) => (axon ? `${axon.ip}:${axon.port}` : '–') },
      ])
      const { name, block } = metagraph
      const { neurons } = metagraph
      const title = `subnet ${netuid}${name === '' ? '' : ` (${name})`}, block ${block}`
      print(`${title}, ${neurons.length} neurons\n${text}`)

      function print(said: string): void {
        output.print(io, flags, metagraph, said)
      }
    })
}
