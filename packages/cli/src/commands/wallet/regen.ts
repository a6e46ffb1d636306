import type { Command } from 'commander'
import { parseWord } from '../../options/parsers.ts'
import type { Context } from '../../program.ts'
import { addFormatFlag, addKeyFlags, loadWallet } from './flags.ts'
import type { FormatFlags, KeyFlags } from './flags.ts'

interface Flags extends KeyFlags, FormatFlags {
  readonly key: 'coldkey' | 'hotkey'
  readonly overwrite?: true
}

/** `plexus wallet regen`; the secret never stands on the command line. */
export function addWalletRegen(wallet: Command, { io }: Context): void {
  const command = wallet
    .command('regen')
    .description('write a key again from its words; they are asked for, or read from stdin')
    .option(
      '--key <key>',
      'coldkey or hotkey',
      parseWord<Flags['key']>(['coldkey', 'hotkey'], 'a kind of key'),
      'coldkey',
    )
    .option('--overwrite', 'replace the file that stands there')
  addKeyFlags(addFormatFlag(command))
    .addHelpText('after', '\nexample: plexus wallet regen --key hotkey < words.txt')
    .action(async (flags: Flags) => {
      const [{ node, output, newPassword }, { readKeySource }] = await Promise.all([
        loadWallet(),
        import('../../chain/read-key-source.ts'),
      ])
      const path = node.resolveWalletsPath(flags.walletPath, io.env['HOME'] ?? '.')
      const { wallet, hotkey, key } = flags
      const handle = node.walletAt({ path, name: wallet, hotkey })[key]
      const source = await readKeySource(io)
      const format = key === 'hotkey' ? 'plaintext' : flags.format
      const password = format === 'plaintext' ? undefined : await newPassword(handle.keyfile, io)
      try {
        const options = { format, overwrite: flags.overwrite === true }
        const { address } = await node.regenerateKey(handle, source, {
          ...options,
          ...(password && { password }),
        })
        const value = { key, address, keyfile: handle.keyfile }
        output.print(io, flags, value, `${key}  ${address}`)
      } finally {
        password?.fill(0)
      }
    })
}
