import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import type { Context } from '../../program.ts'

/** `plexus network leave`. */
export function addNetworkLeave(network: Command, { io }: Context): void {
  const command = network
    .command('leave')
    .description('stop to be a validator; its key is used up for ever')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus network leave --wallet validator')
    .action(async (flags: WalletFlags) => {
      const { submitEngine } = await import('../../network/submit-engine.ts')
      const said = 'the hotkey leaves; keep its node running until its voting power is 0'
      await submitEngine('unregister', flags, io, said)
    })
}
