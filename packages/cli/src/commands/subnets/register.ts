import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import type { Context } from '../../program.ts'

interface Flags extends WalletFlags {
  readonly cost?: true
}

/** `plexus subnets register`. */
export function addSubnetsRegister(subnets: Command, { io }: Context): void {
  const command = subnets
    .command('register')
    .description('register a subnet; what it costs is locked')
    .option('--cost', 'only print what it costs')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus subnets register --cost')
    .action(async (flags: Flags) => {
      const { sdk, addressOr, withClient, withSigner, told, inBlock, output } = await loadChain()
      if (flags.cost === true) {
        const cost = await withClient(flags, (client) => sdk.getSubnetRegisterCost(client))
        return output.print(io, flags, { cost }, sdk.formatTao(cost))
      }
      const hotkey = await addressOr(undefined, 'hotkey', flags, io)
      const { netuid, receipt } = await withSigner('coldkey', flags, io, (client, signer) =>
        sdk.registerSubnet(client, { hotkey, signer }),
      )
      const next = `start it with "plexus subnets start ${netuid}"`
      const said = `subnet ${netuid} is yours; ${next}\n${inBlock(receipt)}`
      output.print(io, flags, { netuid, hotkey, ...told(receipt) }, said)
    })
}
