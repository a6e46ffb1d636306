import { join } from 'node:path'
import type { BftNodeOptions, CometBftOptions, NodeOptions } from '@plexus/node'
import type { Command } from 'commander'
import { UsageError } from '../errors.ts'
import { addGenesisFlags } from '../options/genesis-flags.ts'
import type { GenesisFlags } from '../options/genesis-flags.ts'
import { addNodeFlags, commonOptionsOf, nodeOptionsOf } from '../options/node-flags.ts'
import type { NodeFlags } from '../options/node-flags.ts'
import { addNetworkFlags, networkOptionsOf } from '../options/network-flags.ts'
import type { NetworkFlags } from '../options/network-flags.ts'
import { parsePruning } from '../options/parsers.ts'
import type { Context } from '../program.ts'
import type { ChosenChain } from '../run/choose-chain.ts'

interface Flags extends NodeFlags, NetworkFlags, GenesisFlags {
  readonly path?: string
  readonly tmp?: true
  readonly pruning?: NonNullable<NodeOptions['pruning']>
}

const DEFAULT_PORTS = [9944]

/** `plexus node`: a node that keeps its data. */
export function addNodeCommand(program: Command, context: Context): void {
  const command = program
    .command('node')
    .description('run a node')
    .option('--path <dir>', 'where the data lives')
    .option('--tmp', 'keep nothing: the data goes with the process')
    .option('--pruning <mode>', 'archive, or how many last states to keep', parsePruning)
  addNetworkFlags(addNodeFlags(addGenesisFlags(command), '9944'))
    .addHelpText('after', '\nexample: plexus node --path ./data --pruning 1000')
    .action(async (given: Flags) => {
      checkPlace(given)
      const flags = await withNodeFile(given)
      const network = await networkOf(flags, context)
      const { chooseChain } = await import('../run/choose-chain.ts')
      const chain = chooseChain(flags, network?.home, await context.loadNode())
      const options =
        network === undefined ? soloOptions(flags, chain) : bftOptions(flags, chain, network)
      const { runNode } = await import('../run/run-node.ts')
      await runNode({ options, flags }, context)
    })
}

/** What `plexus network init` wrote beside the data of a node stands in for flags that lack. */
async function withNodeFile(flags: Flags): Promise<Flags> {
  if (flags.engine !== 'cometbft' || flags.path === undefined) return flags
  const { readNodeConfig } = await import('../network/node-config.ts')
  const config = await readNodeConfig(flags.path)
  if (config === undefined) return flags
  const { rpcPort, p2pPort, cometPort, metricsPort, peers, sharedAddress, blockTimeMs } = config
  const ports = { rpcPort: [rpcPort], p2pPort, cometPort, metricsPort }
  return { ...ports, peer: peers, sharedAddress, blockTime: blockTimeMs, ...flags }
}

/** What the engine is told; `undefined` for solo. @throws UsageError */
async function networkOf(
  flags: Flags,
  { io, loadNode }: Context,
): Promise<CometBftOptions | undefined> {
  const network = networkOptionsOf(flags, io.env)
  if (network === undefined || network.binary !== undefined) return network
  const [{ PINNED_VERSION }, { findCometBinary }] = await Promise.all([
    loadNode(),
    import('../run/comet-binary.ts'),
  ])
  const binary = findCometBinary(io.env, PINNED_VERSION)
  return binary === undefined ? network : { ...network, binary }
}

/** @throws UsageError */
function checkPlace(flags: Flags): void {
  if (flags.path === undefined && flags.tmp === undefined) {
    throw new UsageError('The data needs a place: give --path <dir> to keep it or --tmp to not.')
  }
  if (flags.path !== undefined && flags.tmp !== undefined) {
    throw new UsageError('--path and --tmp exclude each other: give one of them.')
  }
  if (flags.path === '') throw new UsageError('--path is empty: give the name of a directory.')
}

function soloOptions(flags: Flags, { preset, timing }: ChosenChain): NodeOptions {
  return {
    ports: DEFAULT_PORTS,
    ...nodeOptionsOf(flags),
    ...{ preset, timing },
    ...(flags.pruning !== undefined && { pruning: flags.pruning }),
    ...(flags.path !== undefined && { path: flags.path }),
  }
}

/** The chain lies beside the home of CometBFT, in a directory of its own. */
function bftOptions(
  flags: Flags,
  { preset, timing, genesisFile }: ChosenChain,
  engine: CometBftOptions,
): BftNodeOptions {
  return {
    ports: DEFAULT_PORTS,
    ...commonOptionsOf(flags),
    ...{ preset, timing },
    ...(flags.pruning !== undefined && { pruning: flags.pruning }),
    path: join(flags.path ?? '', 'chain'),
    engine: { ...engine, ...(genesisFile !== undefined && { genesisFile }) },
  }
}
