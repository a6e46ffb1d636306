import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import type { Context } from '../../program.ts'

/** `plexus network unjail`. */
export function addNetworkUnjail(network: Command, { io }: Context): void {
  const command = network
    .command('unjail')
    .description('come back to the validators after too many missed blocks')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus network unjail --wallet validator')
    .action(async (flags: WalletFlags) => {
      const { submitEngine } = await import('../../network/submit-engine.ts')
      await submitEngine('unjail', flags, io, 'the hotkey is a candidate again')
    })
}
