import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import type { Context } from '../../program.ts'

interface Flags extends WalletFlags {
  readonly netuid: number
}

/** `plexus children show [hotkey]`. */
export function addChildrenShow(children: Command, { io }: Context): void {
  const command = children
    .command('show')
    .description('print children and parents of a hotkey on a subnet')
    .argument('[hotkey]', 'SS58 address (default: the hotkey of the wallet)')
    .requiredOption('--netuid <n>', 'number of the subnet', parseNetuid)
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus children show --netuid 2')
    .action(async (address: string | undefined, flags: Flags) => {
      const { sdk, addressOr, withClient, output } = await loadChain()
      const { netuid } = flags
      const hotkey = await addressOr(address, 'hotkey', flags, io)
      const [below, above] = await withClient(flags, (client) =>
        Promise.all([
          sdk.getChildren(client, { hotkey, netuid }),
          sdk.getParents(client, { hotkey, netuid }),
        ]),
      )
      const rows = [
        ...[...below].map(([key, part]) => ({ relation: 'child', key, part })),
        ...[...above].map(([key, part]) => ({ relation: 'parent', key, part })),
      ]
      const text = output.table(
        rows,
        [
          { title: 'relation', text: ({ relation }) => relation },
          { title: 'hotkey', text: ({ key }) => key },
          { title: 'part', align: 'right', text: ({ part }) => `${(part * 100).toFixed(2)} %` },
        ],
        48,
      )
      const none = `${hotkey} has neither children nor parents on subnet ${netuid}.`
      const value = {
        hotkey,
        netuid,
        children: Object.fromEntries(below),
        parents: Object.fromEntries(above),
      }
      output.print(io, flags, value, rows.length === 0 ? none : text)
    })
}
