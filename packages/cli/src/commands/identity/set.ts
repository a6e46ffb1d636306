import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import type { Context } from '../../program.ts'

interface Flags extends WalletFlags {
  readonly name: string
  readonly url?: string
  readonly githubRepo?: string
  readonly image?: string
  readonly discord?: string
  readonly description?: string
  readonly additional?: string
}

/** `plexus identity set --name <text>`. */
export function addIdentitySet(identity: Command, { io }: Context): void {
  const command = identity
    .command('set')
    .description('publish who the coldkey is; replaces all that was said before')
    .requiredOption('--name <text>', 'its name')
    .option('--url <text>', 'its page')
    .option('--github-repo <text>', 'its sources')
    .option('--image <text>', 'address of its picture')
    .option('--discord <text>', 'its name on Discord')
    .option('--description <text>', 'what it does')
    .option('--additional <text>', 'anything else')
  addWalletFlags(command)
    .addHelpText('after', "\nexample: plexus identity set --name 'Ada'")
    .action(async (flags: Flags) => {
      const { sdk, withSigner, told, inBlock, output } = await loadChain()
      const { name, url, githubRepo, image, discord, description, additional } = flags
      const identity = {
        name,
        ...(url !== undefined && { url }),
        ...(githubRepo !== undefined && { githubRepo }),
        ...(image !== undefined && { image }),
        ...(discord !== undefined && { discord }),
        ...(description !== undefined && { description }),
        ...(additional !== undefined && { additional }),
      }
      const receipt = await withSigner('coldkey', flags, io, (client, signer) =>
        sdk.setIdentity(client, { identity, signer }),
      )
      output.print(io, flags, { identity, ...told(receipt) }, `published\n${inBlock(receipt)}`)
    })
}
