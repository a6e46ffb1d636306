import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { UsageError } from '../../errors.ts'
import type { Context } from '../../program.ts'

interface Flags extends WalletFlags {
  readonly on?: string
  readonly toRoot?: true
  readonly guard: boolean
}

/** `plexus stake unstake-all --no-guard`. */
export function addUnstakeAll(stake: Command, { io }: Context): void {
  const command = stake
    .command('unstake-all')
    .description('sell the stake of a hotkey on every subnet, at whatever price')
    .option('--on <address>', 'hotkey that holds the stake (default: of the wallet)')
    .option('--to-root', 'stake the TAO on root instead of paying it out')
    .option('--no-guard', 'says that any price will do; needed')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus stake unstake-all --no-guard')
    .action(async (flags: Flags) => {
      if (flags.guard) {
        const safer = 'sell one subnet at a time with "plexus stake remove all --netuid <n>"'
        throw new UsageError(`The chain takes any price for this: ${safer}, or add --no-guard.`)
      }
      const { sdk, addressOr, withSigner, told, inBlock, output } = await loadChain()
      const hotkey = await addressOr(flags.on, 'hotkey', flags, io)
      const toRoot = flags.toRoot === true
      const receipt = await withSigner('coldkey', flags, io, (client, signer) =>
        toRoot
          ? sdk.unstakeAllAlpha(client, { hotkey, signer })
          : sdk.unstakeAll(client, { hotkey, signer }),
      )
      const what = toRoot ? 'all stake went to root' : 'all stake became TAO'
      output.print(
        io,
        flags,
        { hotkey, toRoot, ...told(receipt) },
        `${what}; see "plexus stake list" for what could not be sold\n${inBlock(receipt)}`,
      )
    })
}
