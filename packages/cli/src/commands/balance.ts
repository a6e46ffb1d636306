import type { Command } from 'commander'
import { addWalletFlags } from '../chain/flags.ts'
import type { WalletFlags } from '../chain/flags.ts'
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
      const [{ formatTao, getBalance }, { readPublicKey }, { walletOf, withClient }, { print }] =
        await Promise.all([
          import('@plexus/sdk'),
          import('@plexus/sdk/node'),
          import('../chain/with-client.ts'),
          import('../output/print.ts'),
        ])
      const account = address ?? (await readPublicKey((await walletOf(flags, io)).coldkey)).address
      const balance = await withClient(flags, (client) => getBalance(client, { account }))
      const { free, reserved, transferable } = balance
      const text = [
        `account       ${account}`,
        `free          ${formatTao(free)}`,
        `transferable  ${formatTao(transferable)}`,
        `reserved      ${formatTao(reserved)}`,
      ].join('\n')
      print(io, flags, { account, ...balance }, text)
    })
}
