import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { MalformedFileError } from '../errors.ts'
import type { Context } from '../program.ts'

/** `plexus epoch <cases.json>`: runs recorded subnets through one Yuma epoch each. */
export function addEpochCommand(program: Command, context: Context): void {
  program
    .command('epoch')
    .description('compute the yuma epoch of each case of a file')
    .argument('<cases.json>', 'a file of the format yuma-epochs-1')
    .option('--trace', 'write every intermediate value of each step too')
    .addHelpText('after', '\nexample: plexus epoch spec/vectors/yuma/epochs.json --trace')
    .action(async (path: string, { trace = false }: { readonly trace?: boolean }) => {
      const [text, { runEpochFile }] = await Promise.all([
        readFile(path, 'utf8'),
        import('../run/run-epoch-file.ts'),
      ])
      context.io.stdout.write(runEpochFile(parseJson(text, path), path, trace))
    })
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new MalformedFileError(`${path} is not JSON: give a file of the format yuma-epochs-1.`, {
      cause,
    })
  }
}
