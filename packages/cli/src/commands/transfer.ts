import type { Command } from 'commander'
import { addWalletFlags } from '../chain/flags.ts'
import type { WalletFlags } from '../chain/flags.ts'
import type { Context } from '../program.ts'

interface Flags extends WalletFlags {
  readonly allowDeath?: true
}

/** `plexus transfer <address> <amount>`. */
export function addTransferCommand(program: Command, { io }: Context): void {
  const command = program
    .command('transfer')
    .description('send TAO to an account')
    .argument('<address>', 'SS58 address of who gets it')
    .argument('<amount>', 'for example 1.5, or 1500000000rao')
    .option('--allow-death', 'also where it leaves the own account too little to exist')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus transfer 5Grw…utQY 1.5')
    .action(async (to: string, text: string, flags: Flags) => {
      const [{ formatTao, parseTao, transfer }, chain, { print }] = await Promise.all([
        import('@plexus/sdk'),
        import('../chain/with-client.ts'),
        import('../output/print.ts'),
      ])
      const amount = parseTao(text)
      const { coldkey } = await chain.walletOf(flags, io)
      const receipt = await chain.withKey(coldkey, io, (signer) =>
        chain.withClient(flags, (client) =>
          transfer(client, { to, amount, signer, allowDeath: flags.allowDeath === true }),
        ),
      )
      const { blockNumber, blockHash, feeRao } = receipt
      const said = `${formatTao(amount)} sent in block ${blockNumber}, fee ${formatTao(feeRao)}`
      print(io, flags, { to, amount, blockNumber, blockHash, feeRao }, said)
    })
}
