import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import type { Context } from '../../program.ts'
import { parsePercent } from '../stake/flags.ts'

interface Flags extends WalletFlags {
  readonly netuid?: number
}

const U16_MAX = 65_535

/** `plexus take set <percent>`. */
export function addTakeSet(take: Command, { io }: Context): void {
  const command = take
    .command('set')
    .description('choose what the hotkey keeps')
    .argument('<percent>', 'of what others earn by it', parsePercent)
    .option('--netuid <n>', 'as a child on this subnet, not as a delegate', parseNetuid)
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus take set 9')
    .action(async (percent: number, flags: Flags) => {
      const { sdk, addressOr, withSigner, told, inBlock, output } = await loadChain()
      const { netuid } = flags
      const hotkey = await addressOr(undefined, 'hotkey', flags, io)
      const takeU16 = Math.floor((percent * U16_MAX) / 100)
      const receipt = await withSigner('coldkey', flags, io, (client, signer) =>
        netuid === undefined
          ? sdk.setTake(client, { hotkey, takeU16, signer })
          : sdk.setChildkeyTake(client, { hotkey, netuid, takeU16, signer }),
      )
      const value = { hotkey, netuid: netuid ?? null, takeU16, ...told(receipt) }
      output.print(io, flags, value, `${hotkey} keeps ${percent} %\n${inBlock(receipt)}`)
    })
}
