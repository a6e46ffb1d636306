import { Argument } from 'commander'
import type { Command } from 'commander'
import type { Context } from '../program.ts'

/** `plexus completion <shell>`. */
export function addCompletionCommand(program: Command, { io }: Context): void {
  program
    .command('completion')
    .description('print the script by which a shell completes commands and flags')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', '\nexample: plexus completion bash > ~/.plexus-completion')
    .action(async (shell: 'bash' | 'zsh' | 'fish') => {
      const [{ wordsOf }, { completionScript }] = await Promise.all([
        import('./completion/words-of.ts'),
        import('./completion/script.ts'),
      ])
      io.stdout.write(completionScript(shell, wordsOf(program)))
    })
}
