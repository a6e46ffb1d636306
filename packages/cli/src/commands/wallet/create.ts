import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import type { Context } from '../../program.ts'
import { addFormatFlag, addKeyFlags, loadWallet } from './flags.ts'
import type { FormatFlags, KeyFlags } from './flags.ts'

/** `plexus wallet create`. */
export function addWalletCreate(wallet: Command, { io }: Context): void {
  const command = wallet
    .command('create')
    .description('make a coldkey and a hotkey; what exists stays')
  addKeyFlags(addFormatFlag(command))
    .addHelpText('after', '\nexample: plexus wallet create --wallet miner --hotkey one')
    .action(async (flags: KeyFlags & FormatFlags) => {
      const { node, output, newPassword } = await loadWallet()
      const path = node.resolveWalletsPath(flags.walletPath, io.env['HOME'] ?? '.')
      const { coldkey, hotkey } = node.walletAt({
        path,
        name: flags.wallet,
        hotkey: flags.hotkey,
      })
      // Nothing is written where the hotkey is there already; a coldkey that is there stays, as a
      // wallet gets further hotkeys in the same way.
      if (existsSync(hotkey.keyfile)) throw new node.KeyExistsError(hotkey.keyfile)
      const isNew = !existsSync(coldkey.keyfile)
      const words: string[] = []
      const cold = isNew ? await createCold() : await node.readPublicKey(coldkey)
      const hot = await node.createKey(hotkey, { format: 'plaintext' })
      words.push(`  hotkey   ${hot.mnemonic}`)
      // The only time that they are shown: to their owner, on the channel for people.
      io.stderr.write(`Write these words down, they are the only way back:\n${words.join('\n')}\n`)
      const value = { coldkey: cold.address, hotkey: hot.address }
      output.print(io, flags, value, `coldkey  ${cold.address}\nhotkey   ${hot.address}`)

      async function createCold(): Promise<{ readonly address: string }> {
        const { format } = flags
        const password = format === 'plaintext' ? undefined : await newPassword(coldkey.keyfile, io)
        try {
          const made = await node.createKey(coldkey, { format, ...(password && { password }) })
          words.push(`  coldkey  ${made.mnemonic}`)
          return made
        } finally {
          password?.fill(0)
        }
      }
    })
}
