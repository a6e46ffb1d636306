import type { Command } from 'commander'
import type { Context } from '../program.ts'

/** `plexus bench`: three figures of this machine in about two seconds. */
export function addBenchCommand(program: Command, { io }: Context): void {
  program
    .command('bench')
    .description('measure signatures and hashes of this machine, for two seconds')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nexample: plexus bench   (in a checkout, all of it: npm run bench)')
    .action(async (flags: { readonly json?: true }) => {
      const [{ measureMachine }, { print }] = await Promise.all([
        import('../run/measure-machine.ts'),
        import('../output/print.ts'),
      ])
      const figures = await measureMachine()
      const text = [
        `sr25519 signatures made     ${Math.round(figures.signaturesPerSecond)} a second`,
        `sr25519 signatures checked  ${Math.round(figures.verificationsPerSecond)} a second`,
        `BLAKE2b-256                 ${figures.blake2MebibytesPerSecond.toFixed(0)} MiB a second`,
      ].join('\n')
      print(io, flags, figures, text)
      io.stderr.write(
        'In a checkout, "npm run bench" measures chain, node, miners and validators.\n',
      )
    })
}
