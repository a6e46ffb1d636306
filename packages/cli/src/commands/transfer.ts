import type { Command } from 'commander'
import { addWalletFlags } from '../chain/flags.ts'
import type { WalletFlags } from '../chain/flags.ts'
import { loadChain } from '../chain/load-chain.ts'
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
    .argument('<amount>', 'TAO: 1.5, or 1500000000rao, or all')
    .option('--allow-death', 'also where too little is left for the own account to exist')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus transfer 5Grw…utQY 1.5')
    .action(async (address: string, text: string, flags: Flags) => {
      const { sdk, ensureAddress, withSigner, told, inBlock, output } = await loadChain()
      const to = ensureAddress(address)
      const amount = text === 'all' ? undefined : sdk.parseTao(text)
      const allowDeath = flags.allowDeath === true
      const receipt = await withSigner('coldkey', flags, io, (client, signer) =>
        amount === undefined
          ? sdk.transferAll(client, { to, signer, keepAlive: !allowDeath })
          : sdk.transfer(client, { to, amount, signer, allowDeath }),
      )
      const sent = sdk.findEvent(receipt, 'Balances.Transfer')?.amount ?? amount ?? 0n
      const said = `sent ${sdk.formatTao(sdk.taoFromRao(sent))} to ${to}\n${inBlock(receipt)}`
      output.print(io, flags, { to, amount: sent, ...told(receipt) }, said)
    })
}
