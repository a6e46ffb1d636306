import type { Command } from 'commander'
import { loadChain } from '../../chain/load-chain.ts'
import type { Context } from '../../program.ts'
import { addStakeFlags, slippageOf } from './flags.ts'
import type { StakeFlags } from './flags.ts'

/** `plexus stake remove <amount>`. */
export function addStakeRemove(stake: Command, { io }: Context): void {
  const command = stake
    .command('remove')
    .description('turn stake of a subnet back into TAO')
    .argument('<amount>', 'alpha of the subnet: 10, or all')
  addStakeFlags(command)
    .addHelpText('after', '\nexample: plexus stake remove 10 --netuid 2')
    .action(async (text: string, flags: StakeFlags) => {
      const { sdk, addressOr, withSigner, told, inBlock, output } = await loadChain()
      const { netuid } = flags
      const { readStakeAmount } = await import('./amount.ts')
      const read = readStakeAmount(netuid, text)
      const hotkey = await addressOr(flags.on, 'hotkey', flags, io)
      const slippage = slippageOf(flags)
      const { amount, tao, receipt } = await withSigner(
        'coldkey',
        flags,
        io,
        async (client, signer) => {
          const amount = await read(client, signer, hotkey)
          const all = { hotkey, netuid, slippage, signer }
          const removed =
            text === 'all'
              ? await sdk.removeAllStake(client, all)
              : await sdk.removeStake(client, { ...all, amount })
          return { amount, ...removed }
        },
      )
      const said = `${sdk.formatAlpha(netuid, amount)} became ${sdk.formatTao(tao)}`
      const value = { hotkey, netuid, amount, tao, ...told(receipt) }
      output.print(io, flags, value, `${said}\n${inBlock(receipt)}`)
    })
}
