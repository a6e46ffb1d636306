import type { Command } from 'commander'
import { loadChain } from '../../chain/load-chain.ts'
import type { Context } from '../../program.ts'
import { addStakeFlags, slippageOf } from './flags.ts'
import type { StakeFlags } from './flags.ts'

/** `plexus stake add <amount>`. */
export function addStakeAdd(stake: Command, { io }: Context): void {
  const command = stake
    .command('add')
    .description('stake TAO on a hotkey of a subnet')
    .argument('<amount>', 'TAO: 10, or 10000000000rao')
  addStakeFlags(command)
    .addHelpText('after', '\nexample: plexus stake add 10 --netuid 2')
    .action(async (text: string, flags: StakeFlags) => {
      const { sdk, addressOr, withSigner, told, inBlock, output } = await loadChain()
      const { netuid } = flags
      const amount = sdk.parseTao(text)
      const hotkey = await addressOr(flags.on, 'hotkey', flags, io)
      const slippage = slippageOf(flags)
      const { alpha, receipt } = await withSigner('coldkey', flags, io, (client, signer) =>
        sdk.addStake(client, { hotkey, netuid, amount, slippage, signer }),
      )
      const said = `${sdk.formatTao(amount)} became ${sdk.formatAlpha(netuid, alpha)}`
      const value = { hotkey, netuid, amount, alpha, ...told(receipt) }
      output.print(io, flags, value, `${said}\n${inBlock(receipt)}`)
    })
}
