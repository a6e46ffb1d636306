import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { UsageError } from '../../errors.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import type { Context } from '../../program.ts'

const MAX_SUBNETS = 5

/** `plexus root claim <netuid>…`. */
export function addRootClaim(root: Command, { io }: Context): void {
  const command = root
    .command('claim')
    .description('claim what root stake has earned on some subnets')
    .argument('<netuids...>', 'one to five subnets', collectNetuids)
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus root claim 1 2')
    .action(async (netuids: readonly number[], flags: WalletFlags) => {
      if (netuids.length > MAX_SUBNETS) {
        throw new UsageError(`${netuids.length} subnets are too many: name one to ${MAX_SUBNETS}.`)
      }
      const { sdk, withSigner, told, inBlock, output } = await loadChain()
      const receipt = await withSigner('coldkey', flags, io, (client, signer) =>
        sdk.claimRoot(client, { netuids, signer }),
      )
      const said = `claimed on subnet ${netuids.join(', ')}\n${inBlock(receipt)}`
      output.print(io, flags, { netuids, ...told(receipt) }, said)
    })
}

const collectNetuids = (text: string, before: readonly number[] = []): readonly number[] => [
  ...new Set([...before, parseNetuid(text)]),
]
