import { join } from 'node:path'
import type { Command } from 'commander'
import { parseDuration, parsePort } from '../options/parsers.ts'
import type { Context } from '../program.ts'

interface Flags {
  readonly path?: string
  readonly fresh?: true
  readonly rpcPort: number
  readonly axonPort: number
  readonly for?: number
  readonly json?: true
}

/** `plexus up`: the main job, a whole network that works, on this machine. */
export function addUpCommand(program: Command, context: Context): void {
  program
    .command('up')
    .description('run a network with subnets, miners and validators, and watch it')
    .option('--path <dir>', 'where chain and wallets are kept (default: ~/.plexus/up)')
    .option('--fresh', 'throw away what an earlier run left and begin anew')
    .option('--rpc-port <port>', 'port of JSON-RPC', parsePort, 9944)
    .option('--axon-port <port>', 'first of the ports of the miners', parsePort, 8091)
    .option(
      '--for <duration>',
      'stop after this time, with a summary, for example 90s',
      parseDuration,
    )
    .option('--json', 'write logs and the summary as JSON lines')
    .addHelpText('after', '\nexample: plexus up --for 90s')
    .action(async (flags: Flags) => {
      const [{ runUp }, { referenceSubnets }] = await Promise.all([
        import('../up/run-up.ts'),
        import('@plexus/subnets'),
      ])
      const home = context.io.env['HOME'] ?? '.'
      const options = {
        path: flags.path ?? join(home, '.plexus', 'up'),
        fresh: flags.fresh === true,
        port: flags.rpcPort,
        axonPort: flags.axonPort,
        ...(flags.for !== undefined && { forMs: flags.for }),
        json: flags.json === true,
        subnets: referenceSubnets,
      }
      await runUp(options, context.io)
    })
}
