import type { Command } from 'commander'
import { loadChain } from '../../chain/load-chain.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import type { Context } from '../../program.ts'
import { addStakeFlags, slippageOf } from './flags.ts'
import type { StakeFlags } from './flags.ts'

interface Flags extends StakeFlags {
  readonly toNetuid?: number
}

/** `plexus stake transfer <address> <amount>`. */
export function addStakeTransfer(stake: Command, { io }: Context): void {
  const command = stake
    .command('transfer')
    .description('give stake to another coldkey; it stays with its hotkey')
    .argument('<address>', 'coldkey that gets it')
    .argument('<amount>', 'alpha of the subnet: 10, or all')
    .option('--to-netuid <n>', 'subnet that it goes to (default: the same)', parseNetuid)
  addStakeFlags(command)
    .addHelpText('after', '\nexample: plexus stake transfer 5Grw…utQY 10 --netuid 2')
    .action(async (address: string, text: string, flags: Flags) => {
      const { sdk, addressOr, ensureAddress, withSigner, told, inBlock, output } = await loadChain()
      const { readStakeAmount } = await import('./amount.ts')
      const { netuid, toNetuid: destinationNetuid = netuid } = flags
      const read = readStakeAmount(netuid, text)
      const to = ensureAddress(address)
      const hotkey = await addressOr(flags.on, 'hotkey', flags, io)
      const gift = { to, hotkey, netuid, destinationNetuid }
      const slippage = slippageOf(flags)
      const { amount, receipt } = await withSigner('coldkey', flags, io, async (client, signer) => {
        const amount = await read(client, signer, hotkey)
        const receipt = await sdk.transferStake(client, { ...gift, amount, slippage, signer })
        return { amount, receipt }
      })
      const said = `gave ${sdk.formatAlpha(netuid, amount)} to ${to}\n${inBlock(receipt)}`
      output.print(io, flags, { ...gift, amount, ...told(receipt) }, said)
    })
}
