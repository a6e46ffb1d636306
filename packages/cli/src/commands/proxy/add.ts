import type { Command } from 'commander'
import { loadChain } from '../../chain/load-chain.ts'
import type { Context } from '../../program.ts'
import { addProxyFlags } from './flags.ts'
import type { ProxyFlags } from './flags.ts'

/** `plexus proxy add <address>`. */
export function addProxyAdd(proxy: Command, { io }: Context): void {
  const command = proxy
    .command('add')
    .description('let an account act for the coldkey; a deposit is reserved')
    .argument('<address>', 'SS58 address of who acts')
  addProxyFlags(command)
    .addHelpText('after', '\nexample: plexus proxy add 5Grw…utQY --type Staking')
    .action(async (address: string, flags: ProxyFlags) => {
      const { sdk, ensureAddress, withSigner, told, inBlock, output } = await loadChain()
      const delegate = ensureAddress(address)
      const { type: proxyType, delay: delayBlocks } = flags
      const receipt = await withSigner('coldkey', flags, io, (client, signer) =>
        sdk.addProxy(client, { delegate, proxyType, delayBlocks, signer }),
      )
      const said = `${delegate}\nmay now act for the coldkey (${proxyType})\n${inBlock(receipt)}`
      output.print(io, flags, { delegate, proxyType, delayBlocks, ...told(receipt) }, said)
    })
}
