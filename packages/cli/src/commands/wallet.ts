import type { Command } from 'commander'
import { DEFAULT_WALLETS } from '../chain/flags.ts'
import { parseWord } from '../options/parsers.ts'
import type { Context } from '../program.ts'

interface Flags {
  readonly walletPath: string
  readonly wallet: string
  readonly hotkey: string
  readonly json?: true
}

interface CreateFlags extends Flags {
  readonly format: 'nacl' | 'plexus1' | 'plaintext'
}

/** `plexus wallet list|create|sign`. */
export function addWalletCommand(program: Command, context: Context): void {
  const wallet = program
    .command('wallet')
    .description('see, make and use wallets of the official layout')
    .addHelpText('after', '\nexample: plexus wallet create --wallet default')
  addList(wallet, context)
  addCreate(wallet, context)
  addSign(wallet, context)
}

function addList(wallet: Command, { io }: Context): void {
  const command = wallet.command('list').description('print wallets and their hotkeys')
  addFlags(command).action(async (flags: Flags) => {
    const [node, output] = await load()
    const path = node.resolveWalletsPath(flags.walletPath, io.env['HOME'] ?? '.')
    const wallets = await node.listWallets(path)
    const rows = wallets.flatMap(({ name, coldkey, hotkeys }) => [
      { name, key: 'coldkey', about: coldkey },
      ...hotkeys.map((hotkey) => ({ name, key: hotkey.handle.name, about: hotkey })),
    ])
    const text = output.table(
      rows,
      [
        { title: 'wallet', text: ({ name }) => name },
        { title: 'key', text: ({ key }) => key },
        { title: 'address', text: ({ about }) => about?.address ?? '–' },
        { title: 'file', text: ({ about }) => about?.format ?? about?.problem ?? 'public only' },
      ],
      48,
    )
    output.print(io, flags, wallets, rows.length === 0 ? `There is no wallet in ${path}.` : text)
  })
}

function addCreate(wallet: Command, { io }: Context): void {
  const command = wallet
    .command('create')
    .description('make a coldkey and a hotkey; what exists stays')
    .option(
      '--format <name>',
      'coldkey file: nacl (official tools read it), plexus1 (stronger) or plaintext',
      parseWord<CreateFlags['format']>(['nacl', 'plexus1', 'plaintext'], 'a keyfile format'),
      'nacl',
    )
  addFlags(command).action(async (flags: CreateFlags) => {
    const [node, output, { readPassword }] = await load()
    const path = node.resolveWalletsPath(flags.walletPath, io.env['HOME'] ?? '.')
    const { coldkey, hotkey } = node.walletAt({ path, name: flags.wallet, hotkey: flags.hotkey })
    const { format } = flags
    const password = format === 'plaintext' ? undefined : await readPassword(coldkey.keyfile, io)
    const cold = await node.createKey(coldkey, { format, ...(password && { password }) })
    password?.fill(0)
    const hot = await node.createKey(hotkey, { format: 'plaintext' })
    // The only time that they are shown: to their owner, on the channel for people.
    io.stderr.write(`Write these words down, they are the only way back:\n`)
    io.stderr.write(`  coldkey  ${cold.mnemonic}\n  hotkey   ${hot.mnemonic}\n`)
    const value = { coldkey: cold.address, hotkey: hot.address }
    output.print(io, flags, value, `coldkey  ${cold.address}\nhotkey   ${hot.address}`)
  })
}

function addSign(wallet: Command, { io }: Context): void {
  const command = wallet
    .command('sign')
    .description('sign a text with the hotkey')
    .argument('<text>', 'what is signed, as UTF-8')
  addFlags(command).action(async (text: string, flags: Flags) => {
    const [node, output] = await load()
    const { withKey } = await import('../chain/with-client.ts')
    const { bytesToHex } = await import('@plexus/primitives')
    const path = node.resolveWalletsPath(flags.walletPath, io.env['HOME'] ?? '.')
    const { hotkey } = await node.openWallet({ path, name: flags.wallet, hotkey: flags.hotkey })
    await withKey(hotkey, io, async (signer) => {
      const signature = bytesToHex(signer.sign(new TextEncoder().encode(text)))
      output.print(io, flags, { address: signer.address, signature }, signature)
    })
  })
}

function addFlags(command: Command): Command {
  return command
    .option('--wallet-path <dir>', 'folder of the wallets', DEFAULT_WALLETS)
    .option('--wallet <name>', 'name of the wallet', 'default')
    .option('--hotkey <name>', 'name of the hotkey', 'default')
    .option('--json', 'print the result as JSON')
}

const load = () =>
  Promise.all([
    import('@plexus/sdk/node'),
    import('../output/print.ts'),
    import('../chain/read-password.ts'),
  ])
