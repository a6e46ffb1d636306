import type { Command } from 'commander'
import { DEFAULT_WALLETS } from '../../chain/flags.ts'
import { parseWord } from '../../options/parsers.ts'

/** Which wallet, without a chain. */
export interface KeyFlags {
  readonly walletPath: string
  readonly wallet: string
  readonly hotkey: string
  readonly json?: true
}

/** How a coldkey file is written. */
export interface FormatFlags {
  readonly format: 'nacl' | 'plexus1' | 'plaintext'
}

/** Declares which wallet. */
export function addKeyFlags(command: Command): Command {
  return command
    .option('--wallet-path <dir>', 'folder of the wallets', DEFAULT_WALLETS)
    .option('--wallet <name>', 'name of the wallet', 'default')
    .option('--hotkey <name>', 'name of the hotkey', 'default')
    .option('--json', 'print the result as JSON')
}

/** Declares the format of a coldkey file. */
export function addFormatFlag(command: Command): Command {
  return command.option(
    '--format <name>',
    'coldkey file: nacl (official), plexus1 (stronger), plaintext',
    parseWord<FormatFlags['format']>(['nacl', 'plexus1', 'plaintext'], 'a keyfile format'),
    'nacl',
  )
}

/** What the commands work with; loaded when one runs. */
export async function loadWallet() {
  const [node, output, passwords] = await Promise.all([
    import('@plexus/sdk/node'),
    import('../../output/print.ts'),
    import('../../chain/read-password.ts'),
  ])
  return { node, output, ...passwords }
}
