import type { Command } from 'commander'
import { addChainFlags, DEFAULT_WALLETS } from '../chain/flags.ts'
import type { ChainFlags } from '../chain/flags.ts'
import { ExitCode } from '../exit-code.ts'
import type { Context } from '../program.ts'

/** Flags of `plexus doctor`. */
export interface DoctorFlags extends ChainFlags {
  readonly walletPath: string
  readonly path?: string
}

/** `plexus doctor`; exits 3 where something is not ok. */
export function addDoctorCommand(program: Command, { io, exitWith }: Context): void {
  const command = program
    .command('doctor')
    .description('look at what plexus needs here, and say what to do')
    .option('--path <dir>', 'data directory (default: that of plexus up)')
    .option('--wallet-path <dir>', 'folder of the wallets', DEFAULT_WALLETS)
  addChainFlags(command)
    .addHelpText('after', '\nexample: plexus doctor')
    .action(async (flags: DoctorFlags) => {
      const [{ examine }, { print }] = await Promise.all([
        import('./doctor/examine.ts'),
        import('../output/print.ts'),
      ])
      const findings = await examine(flags, io)
      const lines = findings.map(({ what, ok, says }) => {
        return `${(ok ? 'ok' : 'not ok').padEnd(6)}  ${what.padEnd(7)}  ${says}`
      })
      print(io, flags, findings, lines.join('\n'))
      if (findings.some(({ ok }) => !ok)) exitWith(ExitCode.Refused)
    })
}
