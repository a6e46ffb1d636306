import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import type { Context } from '../../program.ts'

interface Flags extends WalletFlags {
  readonly netuid?: number
}

const U16_MAX = 65_535

/** `plexus take show [hotkey]`. */
export function addTakeShow(take: Command, { io }: Context): void {
  const command = take
    .command('show')
    .description('print what a hotkey keeps')
    .argument('[hotkey]', 'SS58 address (default: the hotkey of the wallet)')
    .option('--netuid <n>', 'as a child on this subnet, not as a delegate', parseNetuid)
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus take show')
    .action(async (address: string | undefined, flags: Flags) => {
      const { sdk, addressOr, withClient, output } = await loadChain()
      const { netuid } = flags
      const hotkey = await addressOr(address, 'hotkey', flags, io)
      const takeU16 = await withClient(flags, (client) =>
        netuid === undefined
          ? sdk.getTake(client, { hotkey })
          : sdk.getChildkeyTake(client, { hotkey, netuid }),
      )
      const said = `${((takeU16 / U16_MAX) * 100).toFixed(2)} %`
      output.print(io, flags, { hotkey, netuid: netuid ?? null, takeU16 }, said)
    })
}
