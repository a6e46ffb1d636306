import type { Command } from 'commander'
import { UsageError } from '../../errors.ts'
import type { SignedSince } from '../../network/backup.ts'
import { parseWhole } from '../../options/parsers.ts'
import type { Context } from '../../program.ts'

interface Flags {
  readonly out: string
  readonly signedUpTo?: number
  readonly notRunSince?: true
  readonly json?: true
}

/** `plexus network restore`. */
export function addNetworkRestore(network: Command, { io, loadNode }: Context): void {
  network
    .command('restore')
    .description('make a node out of a backup, one that cannot sign twice')
    .argument('<backup>', 'what backup made')
    .requiredOption('--out <dir>', 'a new directory')
    .option('--signed-up-to <height>', 'height that the network has reached', parseHeight)
    .option('--not-run-since', 'the node has not run since the backup')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nexample: plexus network restore ./backup --out ./node0 --signed-up-to 7200',
    )
    .action(async (backup: string, flags: Flags) => {
      const since = sinceOf(flags)
      const [{ restoreNode }, { print }] = await Promise.all([
        import('../../network/backup.ts'),
        import('../../output/print.ts'),
      ])
      const room = await loadNode()
      const made = await restoreNode(backup, flags.out, { since, room })
      const signs =
        since.kind === 'upTo'
          ? `It signs nothing up to block ${since.height}, and begins when no vote of its key was in the last blocks.`
          : 'It goes on where the backup was made.'
      print(io, flags, made, `${made.name} is in ${flags.out}. ${signs}`)
    })
}

/** Who restores must know one or the other: a guess could cost the validator its place for ever. */
function sinceOf({ signedUpTo: height, notRunSince }: Flags): SignedSince {
  if (height !== undefined && notRunSince === undefined) return { kind: 'upTo', height }
  if (height === undefined && notRunSince !== undefined) return { kind: 'notRun' }
  throw new UsageError(
    'A key that signs twice is out for ever: give either --signed-up-to <height>, or --not-run-since.',
  )
}

const parseHeight = (text: string): number => parseWhole(text, 'a height', 0, 4_294_967_295)
