import type { Command } from 'commander'
import { addWalletFlags } from '../chain/flags.ts'
import type { WalletFlags } from '../chain/flags.ts'
import { loadChain } from '../chain/load-chain.ts'
import type { Context } from '../program.ts'

/** `plexus balance [address]`. */
export function addBalanceCommand(program: Command, { io }: Context): void {
  const command = program
    .command('balance')
    .description('print what an account has')
    .argument('[address]', 'SS58 address (default: the coldkey of the wallet)')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus balance --wallet default')
    .action(async (address: string | undefined, flags: WalletFlags) => {
      const { sdk, addressOr, withClient, output } = await loadChain()
      const account = await addressOr(address, 'coldkey', flags, io)
      const balance = await withClient(flags, (client) => sdk.getBalance(client, { account }))
      const { free, reserved, transferable } = balance
      const text = [
        `account       ${account}`,
        `free          ${sdk.formatTao(free)}`,
        `transferable  ${sdk.formatTao(transferable)}`,
        `reserved      ${sdk.formatTao(reserved)}`,
      ].join('\n')
      output.print(io, flags, { account, ...balance }, text)
    })
}
