import type { Command } from 'commander'
import { addWalletFlags } from '../chain/flags.ts'
import type { WalletFlags } from '../chain/flags.ts'
import { loadChain } from '../chain/load-chain.ts'
import { parseNetuid } from '../options/neuron-flags.ts'
import type { Context } from '../program.ts'

interface Flags extends WalletFlags {
  readonly netuid: number
  readonly maxCost?: string
  readonly cost?: true
}

/** `plexus register --netuid N`. */
export function addRegisterCommand(program: Command, { io }: Context): void {
  const command = program
    .command('register')
    .description('buy a place for the hotkey on a subnet')
    .requiredOption('--netuid <n>', 'number of the subnet; 0 is root', parseNetuid)
    .option('--max-cost <amount>', 'refuse where it costs more TAO')
    .option('--cost', 'only print what it costs')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus register --netuid 2 --max-cost 1')
    .action(async (flags: Flags) => {
      if (flags.cost === true) await printCost()
      else await register()

      async function printCost(): Promise<void> {
        const { sdk, withClient, output, errors } = await loadChain()
        const { netuid } = flags
        const cost = await withClient(flags, async (client) => {
          if ((await sdk.getSubnet(client, { netuid })) === undefined) {
            throw new errors.NoSuchSubnetError(netuid)
          }
          return sdk.getBurnCost(client, { netuid })
        })
        output.print(io, flags, { netuid, cost }, sdk.formatTao(cost))
      }

      async function register(): Promise<void> {
        const { sdk, addressOr, withSigner, told, inBlock, output } = await loadChain()
        const { netuid } = flags
        const maxCost = flags.maxCost === undefined ? {} : { maxCost: sdk.parseTao(flags.maxCost) }
        const hotkey = await addressOr(undefined, 'hotkey', flags, io)
        const receipt = await withSigner('coldkey', flags, io, async (client, signer) => {
          if (netuid === 0) return sdk.rootRegister(client, { hotkey, signer })
          return (await sdk.burnedRegister(client, { netuid, hotkey, signer, ...maxCost })).receipt
        })
        const uid = sdk.findEvent(receipt, 'SubtensorModule.NeuronRegistered')?.[1]
        const text = `${hotkey} has uid ${uid} on subnet ${netuid}\n${inBlock(receipt)}`
        output.print(io, flags, { hotkey, netuid, uid, ...told(receipt) }, text)
      }
    })
}
