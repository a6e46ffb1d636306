import type { Command } from 'commander'
import type { Context } from '../program.ts'

/** `plexus purge --path <dir>`: removes the data of a node, and nothing else. */
export function addPurgeCommand(program: Command, context: Context): void {
  program
    .command('purge')
    .description('remove the data of a node')
    .requiredOption('--path <dir>', 'where the data lives')
    .addHelpText('after', '\nexample: plexus purge --path ./data')
    .action(async ({ path }: { readonly path: string }) => {
      const { purge } = await context.loadNode()
      const removed = await purge(path)
      context.io.stderr.write(removed ? `Removed the data in ${path}.\n` : `No data in ${path}.\n`)
    })
}
