import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import type { Context } from '../../program.ts'

/** `plexus proxy list [address]`. */
export function addProxyList(proxy: Command, { io }: Context): void {
  const command = proxy
    .command('list')
    .description('print who may act for an account')
    .argument('[address]', 'SS58 address (default: the coldkey of the wallet)')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus proxy list')
    .action(async (address: string | undefined, flags: WalletFlags) => {
      const { sdk, addressOr, withClient, output } = await loadChain()
      const account = await addressOr(address, 'coldkey', flags, io)
      const found = await withClient(flags, (client) => sdk.listProxies(client, { account }))
      const text = output.table(
        found.proxies,
        [
          { title: 'delegate', text: ({ delegate }) => delegate },
          { title: 'may', text: ({ proxyType }) => output.cut(proxyType, 16) },
          { title: 'delay', align: 'right', text: ({ delayBlocks }) => `${delayBlocks}` },
        ],
        48,
      )
      const deposit = `deposit ${sdk.formatTao(found.deposit)}`
      const none = `Nobody may act for ${account}.`
      const said = found.proxies.length === 0 ? none : `${text}\n${deposit}`
      output.print(io, flags, { account, ...found }, said)
    })
}
