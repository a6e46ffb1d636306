import type { Command } from 'commander'
import { loadChain } from '../../chain/load-chain.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import type { Context } from '../../program.ts'
import { addStakeFlags, slippageOf } from './flags.ts'
import type { StakeFlags } from './flags.ts'

interface Flags extends StakeFlags {
  readonly to: string
  readonly toNetuid?: number
}

/** `plexus stake move <amount> --to <hotkey>`. */
export function addStakeMove(stake: Command, { io }: Context): void {
  const command = stake
    .command('move')
    .description('move stake to another hotkey, and another subnet if wanted')
    .argument('<amount>', 'alpha of the subnet: 10, or all')
    .requiredOption('--to <address>', 'hotkey that gets it')
    .option('--to-netuid <n>', 'subnet that it goes to (default: the same)', parseNetuid)
  addStakeFlags(command)
    .addHelpText('after', '\nexample: plexus stake move 10 --netuid 2 --to 5Grw…utQY')
    .action(async (text: string, flags: Flags) => {
      const { sdk, addressOr, ensureAddress, withSigner, told, inBlock, output } = await loadChain()
      const { readStakeAmount } = await import('./amount.ts')
      const { netuid, toNetuid: destinationNetuid = netuid } = flags
      const read = readStakeAmount(netuid, text)
      const destinationHotkey = ensureAddress(flags.to)
      const hotkey = await addressOr(flags.on, 'hotkey', flags, io)
      const move = { hotkey, netuid, destinationHotkey, destinationNetuid }
      const slippage = slippageOf(flags)
      const { amount, receipt } = await withSigner('coldkey', flags, io, async (client, signer) => {
        const amount = await read(client, signer, hotkey)
        const receipt = await sdk.moveStake(client, { ...move, amount, slippage, signer })
        return { amount, receipt }
      })
      const where = `to ${destinationHotkey} on subnet ${destinationNetuid}`
      const said = `moved ${sdk.formatAlpha(netuid, amount)}\n${where}\n${inBlock(receipt)}`
      output.print(io, flags, { ...move, amount, ...told(receipt) }, said)
    })
}
