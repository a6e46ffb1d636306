import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import type { Context } from '../../program.ts'

/** `plexus weights reveal <netuid>`. */
export function addWeightsReveal(weights: Command, { io }: Context): void {
  const command = weights
    .command('reveal')
    .description('reveal the committed weights whose epoch has come')
    .argument('<netuid>', 'number of the subnet', parseNetuid)
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus weights reveal 2')
    .action(async (netuid: number, flags: WalletFlags) => {
      const [{ withSigner, output }, { countReveals, openRevealQueue }] = await Promise.all([
        loadChain(),
        import('../../chain/open-reveal-queue.ts'),
      ])
      const counts = await withSigner('hotkey', flags, io, async (client, signer) => {
        const queue = await openRevealQueue({ client, signer, netuid, flags, io })
        const before = await countReveals({ netuid, flags, io })
        await queue.revealDue()
        const waiting = await countReveals({ netuid, flags, io })
        return { settled: before - waiting, waiting }
      })
      const { settled, waiting } = counts
      const said = `${settled} revealed or out of date, ${waiting} waiting for their epoch`
      output.print(io, flags, { netuid, ...counts }, said)
    })
}
