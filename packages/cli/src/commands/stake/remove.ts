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
      const amount = text === 'all' ? undefined : sdk.parseAlpha(netuid, text)
      const hotkey = await addressOr(flags.on, 'hotkey', flags, io)
      const slippage = slippageOf(flags)
      const { tao, receipt } = await withSigner('coldkey', flags, io, (client, signer) =>
        amount === undefined
          ? sdk.removeAllStake(client, { hotkey, netuid, slippage, signer })
          : sdk.removeStake(client, { hotkey, netuid, amount, slippage, signer }),
      )
      const what = amount === undefined ? 'all stake' : sdk.formatAlpha(netuid, amount)
      const value = { hotkey, netuid, amount: amount ?? 'all', tao, ...told(receipt) }
      output.print(io, flags, value, `${what} became ${sdk.formatTao(tao)}\n${inBlock(receipt)}`)
    })
}
