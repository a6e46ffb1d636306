import type { RootClaim } from '@plexus/sdk'
import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { UsageError } from '../../errors.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import type { Context } from '../../program.ts'

/** `plexus root claim-type [swap|keep|<netuids>]`. */
export function addRootClaimType(root: Command, { io }: Context): void {
  const command = root
    .command('claim-type')
    .description('print or choose what becomes of what root stake earns')
    .argument('[type]', 'swap (for TAO), keep, or subnets to keep: 1,2', parseClaim)
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus root claim-type keep')
    .action(async (claim: RootClaim | undefined, flags: WalletFlags) => {
      const { sdk, addressOr, withClient, withSigner, told, inBlock, output } = await loadChain()
      if (claim === undefined) {
        const coldkey = await addressOr(undefined, 'coldkey', flags, io)
        const now = await withClient(flags, (client) => sdk.getRootClaimType(client, { coldkey }))
        return output.print(io, flags, { coldkey, claim: now }, describe(now))
      }
      const receipt = await withSigner('coldkey', flags, io, (client, signer) =>
        sdk.setRootClaimType(client, { claim, signer }),
      )
      const said = `${describe(claim)}\n${inBlock(receipt)}`
      output.print(io, flags, { claim, ...told(receipt) }, said)
    })
}

function parseClaim(text: string): RootClaim {
  if (text === 'swap' || text === 'keep') return text
  if (/^\d+(,\d+)*$/.test(text)) return text.split(',').map(parseNetuid)
  throw new UsageError(`"${text}" is no type of claim: write swap, keep or subnets such as 1,2.`)
}

function describe(claim: RootClaim): string {
  if (claim === 'swap') return 'swap: it becomes TAO on root'
  if (claim === 'keep') return 'keep: it stays as alpha'
  return `keep on subnet ${claim.join(', ')}; elsewhere it becomes TAO on root`
}
