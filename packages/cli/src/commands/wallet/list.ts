import type { Command } from 'commander'
import type { Context } from '../../program.ts'
import { addKeyFlags, loadWallet } from './flags.ts'
import type { KeyFlags } from './flags.ts'

const ADDRESS_WIDTH = 48

/** `plexus wallet list`. */
export function addWalletList(wallet: Command, { io }: Context): void {
  const command = wallet.command('list').description('print wallets and their hotkeys')
  addKeyFlags(command)
    .addHelpText('after', '\nexample: plexus wallet list')
    .action(async (flags: KeyFlags) => {
      const { node, output } = await loadWallet()
      const path = node.resolveWalletsPath(flags.walletPath, io.env['HOME'] ?? '.')
      const wallets = await node.listWallets(path)
      const rows = wallets.flatMap(({ name, coldkey, hotkeys }) => [
        { name, key: 'coldkey', about: coldkey },
        ...hotkeys.map((hotkey) => ({ name, key: hotkey.handle.name, about: hotkey })),
      ])
      const text = output.table(
        rows,
        [
          { title: 'wallet', text: ({ name }) => output.cut(name, 10) },
          { title: 'key', text: ({ key }) => output.cut(key, 7) },
          { title: 'address', text: ({ about }) => about?.address ?? '–' },
          // A broken file is not one of some format: what is wrong comes last, unshortened.
          { title: 'file', text: ({ about }) => (about?.problem ? 'broken' : fileOf(about)) },
        ],
        ADDRESS_WIDTH,
      )
      for (const { about } of rows) {
        if (about?.problem !== undefined) {
          io.stderr.write(`${about.handle.keyfile}: ${about.problem}\n`)
        }
      }
      const none = `There is no wallet in ${path}: make one with "plexus wallet create".`
      output.print(io, flags, wallets, rows.length === 0 ? none : text)
    })
}

const fileOf = (about: { readonly format?: string } | undefined): string =>
  about?.format ?? 'public'
