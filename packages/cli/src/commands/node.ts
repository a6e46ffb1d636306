import type { NodeOptions } from '@plexus/node'
import type { Command } from 'commander'
import { UsageError } from '../errors.ts'
import { addNodeFlags, nodeOptionsOf } from '../options/node-flags.ts'
import type { NodeFlags } from '../options/node-flags.ts'
import { parsePruning, parseTiming, parseWord } from '../options/parsers.ts'
import type { Context } from '../program.ts'

interface Flags extends NodeFlags {
  readonly chain: 'local' | 'dev'
  readonly timing: NodeOptions['timing']
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
    .option('--chain <preset>', 'local or dev', parseWord(['local', 'dev'], 'a chain'), 'local')
    .option('--timing <pace>', 'fast (250 ms) or normal (12 s)', parseTiming, 'fast')
    .option('--pruning <mode>', 'archive, or how many last states to keep', parsePruning)
  addNodeFlags(command, '9944')
    .addHelpText('after', '\nexample: plexus node --path ./data --pruning 1000')
    .action(async (flags: Flags) => {
      const options = optionsOf(flags)
      const { runNode } = await import('../run/run-node.ts')
      await runNode({ options, flags }, context)
    })
}

function optionsOf(flags: Flags): NodeOptions {
  if (flags.path === undefined && flags.tmp === undefined) {
    throw new UsageError('The data needs a place: give --path <dir> to keep it or --tmp to not.')
  }
  if (flags.path !== undefined && flags.tmp !== undefined) {
    throw new UsageError('--path and --tmp exclude each other: give one of them.')
  }
  if (flags.path === '') throw new UsageError('--path is empty: give the name of a directory.')
  return {
    ports: DEFAULT_PORTS,
    ...nodeOptionsOf(flags),
    preset: flags.chain === 'local' ? 'localnet' : 'dev',
    timing: flags.timing,
    ...(flags.path !== undefined && { path: flags.path }),
    ...(flags.pruning !== undefined && { pruning: flags.pruning }),
  }
}
