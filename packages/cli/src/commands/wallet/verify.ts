import type { Command } from 'commander'
import { UsageError } from '../../errors.ts'
import { ExitCode } from '../../exit-code.ts'
import type { Context } from '../../program.ts'
import { addKeyFlags, loadWallet } from './flags.ts'
import type { KeyFlags } from './flags.ts'

interface Flags extends KeyFlags {
  readonly by?: string
}

/** `plexus wallet verify <text> <signature>`; exits 1 where it is not genuine. */
export function addWalletVerify(wallet: Command, { io, exitWith }: Context): void {
  const command = wallet
    .command('verify')
    .description('tell whether a signature of a text is genuine; exits 1 if not')
    .argument('<text>', 'what was signed, as UTF-8')
    .argument('<signature>', '0x and 128 hexadecimal digits')
    .option('--by <address>', 'who signed (default: the hotkey of the wallet)')
  addKeyFlags(command)
    .addHelpText('after', "\nexample: plexus wallet verify 'hello' 0x12…cd --by 5Grw…utQY")
    .action(async (text: string, hex: string, flags: Flags) => {
      const [{ node, output }, { decodeSs58, hexToBytes }, { ensureAddress }] = await Promise.all([
        loadWallet(),
        import('@plexus/primitives'),
        import('../../chain/act.ts'),
      ])
      if (!/^0x[\da-f]{128}$/i.test(hex)) {
        throw new UsageError('The signature is not 0x and 128 hexadecimal digits: copy all of it.')
      }
      const signer = flags.by === undefined ? await ownHotkey() : ensureAddress(flags.by)
      const publicKey = decodeSs58(signer).account
      const message = new TextEncoder().encode(text)
      const genuine = await node.verifyMessage({ publicKey, message, signature: hexToBytes(hex) })
      const said = genuine ? `genuine: ${signer} signed this` : `not genuine: not by ${signer}`
      output.print(io, flags, { address: signer, genuine }, said)
      if (!genuine) exitWith(ExitCode.Different)

      async function ownHotkey(): Promise<string> {
        const path = node.resolveWalletsPath(flags.walletPath, io.env['HOME'] ?? '.')
        const { hotkey } = await node.openWallet({ path, name: flags.wallet, hotkey: flags.hotkey })
        return (await node.readPublicKey(hotkey)).address
      }
    })
}
