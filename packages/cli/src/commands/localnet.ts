import type { NodeOptions } from '@plexus/node'
import type { Command } from 'commander'
import { UsageError } from '../errors.ts'
import { addNodeFlags, nodeOptionsOf } from '../options/node-flags.ts'
import type { NodeFlags } from '../options/node-flags.ts'
import type { Context } from '../program.ts'

interface Flags extends NodeFlags {
  readonly buildOnly?: true
}

const DEFAULT_PORTS = [9944, 9945, 9946]

/**
 * `plexus localnet [True|False]`: stands in for the localnet script of the incumbents' test
 * suites; they wait for a line with `Imported #1` on stdout and end the process with SIGTERM.
 */
export function addLocalnetCommand(program: Command, context: Context): void {
  const command = program
    .command('localnet')
    .description('run a whole network that leaves nothing behind')
    .argument('[fast]', 'True: 250 ms blocks; False: 12 s blocks', parseFast, true)
    .option('--no-purge', 'accepted for scripts; there is never anything to purge')
    .option('--build-only', 'build what is needed and end')
  addNodeFlags(command, '9944, 9945, 9946')
    .addHelpText('after', '\nexample: plexus localnet False --for 1m')
    .action(async (fast: boolean, flags: Flags) => {
      // The launcher has already built by the time this runs.
      if (flags.buildOnly) return
      const timing: NodeOptions['timing'] = fast ? 'fast' : 'normal'
      const [{ runNode }, { localnetSummary }] = await Promise.all([
        import('../run/run-node.ts'),
        import('../output/localnet-summary.ts'),
      ])
      const options: NodeOptions = {
        ports: DEFAULT_PORTS,
        ...nodeOptionsOf(flags),
        preset: 'localnet',
        timing,
      }
      await runNode({ options, flags, summary: localnetSummary }, context)
    })
}

function parseFast(text: string): boolean {
  if (/^true$/i.test(text)) return true
  if (/^false$/i.test(text)) return false
  throw new UsageError(`"${text}" is neither True (fast blocks) nor False (normal blocks).`)
}
