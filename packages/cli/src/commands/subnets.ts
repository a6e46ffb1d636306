import type { Command } from 'commander'
import { addChainFlags, addWalletFlags } from '../chain/flags.ts'
import type { ChainFlags, WalletFlags } from '../chain/flags.ts'
import { parseNetuid } from '../options/neuron-flags.ts'
import type { Context } from '../program.ts'

/** `plexus subnets list|show|register|start`. */
export function addSubnetsCommand(program: Command, context: Context): void {
  const subnets = program
    .command('subnets')
    .description('see, register and start subnets')
    .addHelpText('after', '\nexample: plexus subnets list')
  addList(subnets, context)
  addShow(subnets, context)
  addRegister(subnets, context)
  addStart(subnets, context)
}

function addList(subnets: Command, { io }: Context): void {
  const command = subnets.command('list').description('print all subnets')
  addChainFlags(command).action(async (flags: ChainFlags) => {
    const [sdk, { withClient }, output] = await load()
    const all = await withClient(flags, (client) => sdk.listSubnets(client))
    const text = output.table(all, [
      { title: 'netuid', align: 'right', text: ({ netuid }) => String(netuid) },
      { title: 'name', text: ({ name }) => name },
      { title: 'symbol', text: ({ symbol }) => symbol },
      { title: 'tempo', align: 'right', text: ({ tempoBlocks }) => `${tempoBlocks} blocks` },
      { title: 'owner', text: ({ ownerColdkey }) => output.short(ownerColdkey) },
    ])
    output.print(io, flags, all, text)
  })
}

function addShow(subnets: Command, { io }: Context): void {
  const command = subnets
    .command('show')
    .description('print the hyperparameters of a subnet')
    .argument('<netuid>', 'number of the subnet', parseNetuid)
  addChainFlags(command).action(async (netuid: number, flags: ChainFlags) => {
    const [sdk, { withClient }, output, { NoSuchSubnetError }] = await load()
    const found = await withClient(flags, (client) => sdk.getHyperparameters(client, { netuid }))
    if (found === undefined) throw new NoSuchSubnetError(netuid)
    const rows = Object.entries(found).map(([name, value]) => ({ name, value: String(value) }))
    const text = output.table(
      rows,
      [
        { title: 'hyperparameter', text: ({ name }) => name },
        { title: 'value', text: ({ value }) => value },
      ],
      40,
    )
    output.print(io, flags, found, text)
  })
}

function addRegister(subnets: Command, { io }: Context): void {
  const command = subnets
    .command('register')
    .description('register a subnet; what it costs is locked')
    .option('--cost', 'only print what it costs')
  addWalletFlags(command).action(async (flags: WalletFlags & { readonly cost?: true }) => {
    const [sdk, chain, output] = await load()
    if (flags.cost === true) {
      const cost = await chain.withClient(flags, (client) => sdk.getSubnetRegisterCost(client))
      return output.print(io, flags, { cost }, sdk.formatTao(cost))
    }
    const { readPublicKey } = await import('@plexus/sdk/node')
    const wallet = await chain.walletOf(flags, io)
    const hotkey = (await readPublicKey(wallet.hotkey)).address
    const { netuid, receipt } = await chain.withKey(wallet.coldkey, io, (signer) =>
      chain.withClient(flags, (client) => sdk.registerSubnet(client, { hotkey, signer })),
    )
    const { blockNumber } = receipt
    const next = `start it with "plexus subnets start ${netuid}"`
    output.print(io, flags, { netuid, blockNumber }, `subnet ${netuid} is yours; ${next}`)
  })
}

function addStart(subnets: Command, { io }: Context): void {
  const command = subnets
    .command('start')
    .description('start a subnet of your own, so that it is paid')
    .argument('<netuid>', 'number of the subnet', parseNetuid)
  addWalletFlags(command).action(async (netuid: number, flags: WalletFlags) => {
    const [sdk, chain, output] = await load()
    const { coldkey } = await chain.walletOf(flags, io)
    const { blockNumber } = await chain.withKey(coldkey, io, (signer) =>
      chain.withClient(flags, (client) => sdk.startSubnet(client, { netuid, signer })),
    )
    output.print(
      io,
      flags,
      { netuid, blockNumber },
      `subnet ${netuid} runs since block ${blockNumber}`,
    )
  })
}

const load = () =>
  Promise.all([
    import('@plexus/sdk'),
    import('../chain/with-client.ts'),
    import('../output/print.ts'),
    import('../chain/errors.ts'),
  ])
