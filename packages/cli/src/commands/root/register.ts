import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import type { Context } from '../../program.ts'

/** `plexus root register`. */
export function addRootRegister(root: Command, { io }: Context): void {
  const command = root
    .command('register')
    .description('take a place for the hotkey on root; the least stake goes')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus root register --wallet validator')
    .action(async (flags: WalletFlags) => {
      const { sdk, addressOr, withSigner, told, inBlock, output } = await loadChain()
      const hotkey = await addressOr(undefined, 'hotkey', flags, io)
      const receipt = await withSigner('coldkey', flags, io, (client, signer) =>
        sdk.rootRegister(client, { hotkey, signer }),
      )
      const uid = sdk.findEvent(receipt, 'SubtensorModule.NeuronRegistered')?.[1]
      const said = `${hotkey} has uid ${uid} on root\n${inBlock(receipt)}`
      output.print(io, flags, { hotkey, netuid: 0, uid, ...told(receipt) }, said)
    })
}
