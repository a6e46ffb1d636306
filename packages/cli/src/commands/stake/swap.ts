import type { Command } from 'commander'
import { loadChain } from '../../chain/load-chain.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import type { Context } from '../../program.ts'
import { addStakeFlags, slippageOf } from './flags.ts'
import type { StakeFlags } from './flags.ts'

interface Flags extends StakeFlags {
  readonly toNetuid: number
}

/** `plexus stake swap <amount> --to-netuid <n>`. */
export function addStakeSwap(stake: Command, { io }: Context): void {
  const command = stake
    .command('swap')
    .description('trade stake of one subnet for that of another')
    .argument('<amount>', 'alpha of the subnet: 10, or all')
    .requiredOption('--to-netuid <n>', 'subnet whose alpha is bought', parseNetuid)
  addStakeFlags(command)
    .addHelpText('after', '\nexample: plexus stake swap 10 --netuid 2 --to-netuid 3')
    .action(async (text: string, flags: Flags) => {
      const { sdk, addressOr, withSigner, told, inBlock, output } = await loadChain()
      const { readStakeAmount } = await import('./amount.ts')
      const { netuid, toNetuid: destinationNetuid } = flags
      const read = readStakeAmount(netuid, text)
      const hotkey = await addressOr(flags.on, 'hotkey', flags, io)
      const swap = { hotkey, netuid, destinationNetuid }
      const slippage = slippageOf(flags)
      const { amount, receipt } = await withSigner('coldkey', flags, io, async (client, signer) => {
        const amount = await read(client, signer, hotkey)
        const receipt = await sdk.swapStake(client, { ...swap, amount, slippage, signer })
        return { amount, receipt }
      })
      const what = `${sdk.formatAlpha(netuid, amount)} for alpha of subnet ${destinationNetuid}`
      output.print(
        io,
        flags,
        { ...swap, amount, ...told(receipt) },
        `swapped ${what}\n${inBlock(receipt)}`,
      )
    })
}
