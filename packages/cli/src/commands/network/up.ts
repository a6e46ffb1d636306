import type { Command } from 'commander'
import { parseDuration } from '../../options/parsers.ts'
import type { Context } from '../../program.ts'

interface Flags {
  readonly for?: number
  readonly json?: true
}

/** `plexus network up`. */
export function addNetworkUp(network: Command, { io, loadNode }: Context): void {
  network
    .command('up')
    .description('run all nodes of a network on this machine, and watch them')
    .argument('<dir>', 'what init made')
    .option('--for <duration>', 'stop after this time, for example 60s', parseDuration)
    .option('--json', 'write the table as JSON lines')
    .addHelpText('after', '\nexample: plexus network up ./net --for 60s')
    .action(async (path: string, flags: Flags) => {
      const { runNetworkUp } = await import('../../network/run-up.ts')
      const options = {
        path,
        json: flags.json === true,
        ...(flags.for !== undefined && { forMs: flags.for }),
      }
      await runNetworkUp(options, io, await loadNode())
    })
}
