import type { Command } from 'commander'
import type { Context } from '../program.ts'
import { addWalletCreate } from './wallet/create.ts'
import { addWalletList } from './wallet/list.ts'
import { addWalletRegen } from './wallet/regen.ts'
import { addWalletSign } from './wallet/sign.ts'
import { addWalletVerify } from './wallet/verify.ts'

/** `plexus wallet …`. */
export function addWalletCommand(program: Command, context: Context): void {
  const wallet = program
    .command('wallet')
    .description('see, make and use wallets of the official layout')
    .addHelpText('after', '\nexample: plexus wallet create --wallet default')
  addWalletList(wallet, context)
  addWalletCreate(wallet, context)
  addWalletRegen(wallet, context)
  addWalletSign(wallet, context)
  addWalletVerify(wallet, context)
}
