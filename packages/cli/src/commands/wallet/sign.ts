import type { Command } from 'commander'
import { parseWord } from '../../options/parsers.ts'
import type { Context } from '../../program.ts'
import { addKeyFlags, loadWallet } from './flags.ts'
import type { KeyFlags } from './flags.ts'

interface Flags extends KeyFlags {
  readonly with: 'hotkey' | 'coldkey'
}

/** `plexus wallet sign <text>`. */
export function addWalletSign(wallet: Command, { io }: Context): void {
  const command = wallet
    .command('sign')
    .description('sign a text')
    .argument('<text>', 'what is signed, as UTF-8')
    .option(
      '--with <key>',
      'hotkey or coldkey',
      parseWord<Flags['with']>(['hotkey', 'coldkey'], 'a kind of key'),
      'hotkey',
    )
  addKeyFlags(command)
    .addHelpText('after', "\nexample: plexus wallet sign 'hello'")
    .action(async (text: string, flags: Flags) => {
      const [{ node, output }, { withKey }, { bytesToHex }] = await Promise.all([
        loadWallet(),
        import('../../chain/with-client.ts'),
        import('@plexus/primitives'),
      ])
      const path = node.resolveWalletsPath(flags.walletPath, io.env['HOME'] ?? '.')
      const wallet = await node.openWallet({ path, name: flags.wallet, hotkey: flags.hotkey })
      await withKey(wallet[flags.with], io, async (signer) => {
        const signature = bytesToHex(signer.sign(new TextEncoder().encode(text)))
        output.print(io, flags, { address: signer.address, signature }, signature)
      })
    })
}
