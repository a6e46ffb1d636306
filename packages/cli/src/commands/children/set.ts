import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { UsageError } from '../../errors.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import type { Context } from '../../program.ts'

interface Flags extends WalletFlags {
  readonly netuid: number
  readonly none?: true
}

const MAX_CHILDREN = 5

/** `plexus children set <hotkey=percent>…`. */
export function addChildrenSet(children: Command, { io }: Context): void {
  const command = children
    .command('set')
    .description('replace the children of the hotkey on a subnet; not at once')
    .argument('[children...]', 'hotkey=percent, at most five, together at most 100')
    .requiredOption('--netuid <n>', 'number of the subnet', parseNetuid)
    .option('--none', 'take all children away')
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus children set 5Grw…utQY=25 --netuid 2')
    .action(async (texts: readonly string[], flags: Flags) => {
      const parts = readParts(texts, flags.none === true)
      const { sdk, addressOr, ensureAddress, withSigner, told, inBlock, output } = await loadChain()
      const { netuid } = flags
      for (const child of parts.keys()) ensureAddress(child)
      const hotkey = await addressOr(undefined, 'hotkey', flags, io)
      const receipt = await withSigner('coldkey', flags, io, (client, signer) =>
        sdk.setChildren(client, { hotkey, netuid, children: parts, signer }),
      )
      const value = { hotkey, netuid, children: Object.fromEntries(parts), ...told(receipt) }
      const count = `${parts.size} ${parts.size === 1 ? 'child' : 'children'}`
      const said = `${count}, once the waiting time of the chain is over\n${inBlock(receipt)}`
      output.print(io, flags, value, said)
    })
}

function readParts(texts: readonly string[], none: boolean): ReadonlyMap<string, number> {
  if (none === texts.length > 0) {
    throw new UsageError('Name children as hotkey=percent, or take all away with --none.')
  }
  if (texts.length > MAX_CHILDREN) {
    throw new UsageError(`${texts.length} children are too many: name at most ${MAX_CHILDREN}.`)
  }
  const parts = new Map<string, number>()
  let total = 0
  for (const text of texts) {
    const [, child = '', percent = ''] = /^(\w+)=(\d{1,3}(?:\.\d{1,6})?)$/.exec(text) ?? []
    if (child === '' || parts.has(child)) {
      throw new UsageError(`"${text}" is no child: write each once as hotkey=percent.`)
    }
    total += Number(percent)
    parts.set(child, Number(percent) / 100)
  }
  if (total <= 100) return parts
  throw new UsageError(`The children get ${total} %: give at most 100 together.`)
}
