import type { Receipt } from '@plexus/sdk'
import type { Command } from 'commander'
import { addWalletFlags } from '../chain/flags.ts'
import type { WalletFlags } from '../chain/flags.ts'
import { parseNetuid } from '../options/neuron-flags.ts'
import type { Context } from '../program.ts'

interface Flags extends WalletFlags {
  readonly netuid: number
  readonly maxCost?: string
}

/** `plexus register --netuid N`. */
export function addRegisterCommand(program: Command, { io }: Context): void {
  const command = program
    .command('register')
    .description('buy a place for the hotkey on a subnet')
    .requiredOption('--netuid <n>', 'number of the subnet; 0 is root', parseNetuid)
    .option('--max-cost <amount>', 'refuse where it costs more TAO')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus register --netuid 2 --max-cost 1')
    .action(async (flags: Flags) => {
      const [sdk, { readPublicKey }, chain, { print }] = await Promise.all([
        import('@plexus/sdk'),
        import('@plexus/sdk/node'),
        import('../chain/with-client.ts'),
        import('../output/print.ts'),
      ])
      const { netuid } = flags
      const wallet = await chain.walletOf(flags, io)
      const hotkey = (await readPublicKey(wallet.hotkey)).address
      const maxCost = flags.maxCost === undefined ? {} : { maxCost: sdk.parseTao(flags.maxCost) }
      const receipt = await chain.withKey(wallet.coldkey, io, (signer) =>
        chain.withClient(flags, async (client): Promise<Receipt> => {
          if (netuid === 0) return sdk.rootRegister(client, { hotkey, signer })
          return (await sdk.burnedRegister(client, { netuid, hotkey, signer, ...maxCost })).receipt
        }),
      )
      const uid = sdk.findEvent(receipt, 'SubtensorModule.NeuronRegistered')?.[1]
      const { blockNumber, feeRao } = receipt
      const text = `${hotkey} has uid ${uid} on subnet ${netuid} since block ${blockNumber}`
      print(io, flags, { hotkey, netuid, uid, blockNumber, feeRao }, text)
    })
}
