import type { Command } from 'commander'
import { addWalletFlags } from '../chain/flags.ts'
import type { WalletFlags } from '../chain/flags.ts'
import { UsageError } from '../errors.ts'
import { parseNetuid } from '../options/neuron-flags.ts'
import type { Context } from '../program.ts'

interface Flags extends WalletFlags {
  readonly netuid: number
  readonly to?: string
  readonly tolerance: number
  readonly guard: boolean
}

/** `plexus stake list|add|remove`. */
export function addStakeCommand(program: Command, context: Context): void {
  const stake = program
    .command('stake')
    .description('see, add and remove stake')
    .addHelpText('after', '\nexample: plexus stake add 10 --netuid 2')
  addList(stake, context)
  addAdd(stake, context)
  addRemove(stake, context)
}

function addList(stake: Command, { io }: Context): void {
  const command = stake.command('list').description('print the stakes of the coldkey')
  addWalletFlags(command).action(async (flags: WalletFlags) => {
    const [sdk, { readPublicKey }, chain, output] = await load()
    const { coldkey } = await chain.walletOf(flags, io)
    const { address } = await readPublicKey(coldkey)
    const stakes = await chain.withClient(flags, (client) =>
      sdk.listStakes(client, { coldkey: address }),
    )
    const text = output.table(stakes, [
      { title: 'netuid', align: 'right', text: ({ netuid }) => String(netuid) },
      { title: 'hotkey', text: ({ hotkey }) => output.short(hotkey) },
      { title: 'stake α', align: 'right', text: ({ amount }) => output.coins(amount) },
    ])
    output.print(io, flags, stakes, text)
  })
}

function addAdd(stake: Command, { io }: Context): void {
  const command = stake
    .command('add')
    .description('stake TAO on a hotkey of a subnet')
    .argument('<amount>', 'TAO, for example 10')
  addMoveFlags(command).action(async (text: string, flags: Flags) => {
    const [sdk, { readPublicKey }, chain, output] = await load()
    const wallet = await chain.walletOf(flags, io)
    const hotkey = flags.to ?? (await readPublicKey(wallet.hotkey)).address
    const { netuid } = flags
    const amount = sdk.parseTao(text)
    const slippage = slippageOf(flags)
    const added = await chain.withKey(wallet.coldkey, io, (signer) =>
      chain.withClient(flags, (client) =>
        sdk.addStake(client, { hotkey, netuid, amount, slippage, signer }),
      ),
    )
    const said = `${sdk.formatTao(amount)} became ${sdk.formatAlpha(netuid, added.alpha)}`
    output.print(io, flags, { hotkey, netuid, amount, alpha: added.alpha }, said)
  })
}

function addRemove(stake: Command, { io }: Context): void {
  const command = stake
    .command('remove')
    .description('turn stake back into TAO')
    .argument('<amount>', 'alpha of the subnet, for example 10')
  addMoveFlags(command).action(async (text: string, flags: Flags) => {
    const [sdk, { readPublicKey }, chain, output] = await load()
    const wallet = await chain.walletOf(flags, io)
    const hotkey = flags.to ?? (await readPublicKey(wallet.hotkey)).address
    const { netuid } = flags
    const amount = sdk.parseAlpha(netuid, text)
    const slippage = slippageOf(flags)
    const removed = await chain.withKey(wallet.coldkey, io, (signer) =>
      chain.withClient(flags, (client) =>
        sdk.removeStake(client, { hotkey, netuid, amount, slippage, signer }),
      ),
    )
    const said = `${sdk.formatAlpha(netuid, amount)} became ${sdk.formatTao(removed.tao)}`
    output.print(io, flags, { hotkey, netuid, amount, tao: removed.tao }, said)
  })
}

function addMoveFlags(command: Command): Command {
  return addWalletFlags(command)
    .requiredOption('--netuid <n>', 'number of the subnet', parseNetuid)
    .option('--to <address>', 'hotkey (default: that of the wallet)')
    .option('--tolerance <percent>', 'how much worse the price may get', parsePercent, 1)
    .option('--no-guard', 'take any price')
}

const slippageOf = ({ guard, tolerance }: Flags): 'off' | { readonly tolerance: number } =>
  guard ? { tolerance: tolerance / 100 } : 'off'

function parsePercent(text: string): number {
  const value = /^\d{1,3}(\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN
  if (value >= 0 && value <= 100) return value
  throw new UsageError(`"${text}" is not a percentage: give a number from 0 to 100.`)
}

const load = () =>
  Promise.all([
    import('@plexus/sdk'),
    import('@plexus/sdk/node'),
    import('../chain/with-client.ts'),
    import('../output/print.ts'),
  ])
