import type { Command } from 'commander'
import type { Context } from '../../program.ts'

interface Flags {
  readonly out: string
  readonly json?: true
}

/** `plexus network backup`. */
export function addNetworkBackup(network: Command, { io, loadNode }: Context): void {
  network
    .command('backup')
    .description('copy a node that does not run, its keys included')
    .argument('<dir>', 'directory of the node, such as ./net/node0')
    .requiredOption('--out <dir>', 'a new directory')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nexample: plexus network backup ./net/node0 --out ./node0-backup')
    .action(async (path: string, flags: Flags) => {
      const [{ backupNode }, { print }] = await Promise.all([
        import('../../network/backup.ts'),
        import('../../output/print.ts'),
      ])
      const made = await backupNode(path, flags.out, await loadNode())
      const text = [
        `${made.name} is in ${flags.out}: ${made.files} files, signed up to block ${made.signedHeight}.`,
        'It holds the key of the validator: keep it as you keep the key, and never run it beside the node.',
      ]
      print(io, flags, made, text.join('\n'))
    })
}
